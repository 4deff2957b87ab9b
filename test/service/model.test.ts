/**
 * Anything may happen between any two steps of any request. Whatever does, nobody gets a picture that is too old, that
 * was purged, or that mixes what was never together; and nobody is refused what we have.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure, fail } from '../../src/errors.ts';
import type { VariantStore } from '../../src/ports.ts';
import { createHistory, type History, readIngredients } from './model/history.ts';
import { createDisk } from './model/disk.ts';
import { createMemory, refOf, type Server, startServer, type Watch } from './model/server.ts';
import { createWorld, type World } from './model/world.ts';
import { settle } from './settle.ts';

const files = ['photo', 'logo'] as const;

/** By request key, what it is made of. The last two share a source each with the first. */
const recipes: Readonly<Record<string, readonly string[]>> = {
  'photo-with-logo': ['photo', 'logo'],
  photo: ['photo'],
  logo: ['logo'],
};

type Action =
  | { readonly do: 'ask'; readonly requestKey: string; readonly version?: number }
  | { readonly do: 'delete' | 'purge'; readonly file: string }
  | { readonly do: 'index-down' | 'origin-down' | 'up' }
  | { readonly do: 'leave'; readonly which: number }
  | { readonly do: 'overwrite'; readonly file: string; readonly content: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'finish' }
  | { readonly do: 'restart'; readonly drained: boolean }
  | { readonly do: 'steps'; readonly choices: readonly number[] };

const file = fc.constantFrom(...files);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        do: fc.constant('ask' as const),
        requestKey: fc.constantFrom(...Object.keys(recipes)),
        version: fc.constantFrom(1, 5, 6, 7),
      },
      { requiredKeys: ['do', 'requestKey'] },
    ),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('steps' as const),
      choices: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('finish' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('overwrite' as const), file, content: fc.nat({ max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), file }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('purge' as const), file }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 30_000, 59_999, 60_000, 3_600_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('origin-down' as const, 'index-down' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('up' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), drained: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), which: fc.nat({ max: 5 }) }) },
);

/** What processes of ours keep their pictures in, one life after the other. */
interface Shelves {
  /** The shelves of a new process; those of the one before are used no more. */
  readonly open: (world: World) => VariantStore;
  /** Waits until nothing is being written or read. */
  readonly settle: () => Promise<void>;
}

interface Simulation {
  readonly perform: (action: Action) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly history: History;
  /** How often each kind of end was come to. */
  readonly ends: Readonly<Record<string, number>>;
}

const createSimulation = (shelves: Shelves): Simulation => {
  const world: World = createWorld(files);
  const history = createHistory(world);
  const running = new Set<AbortController>();
  const ends: Record<string, number> = {};
  let life = 0;
  let server: Server;
  const { settle: settleAll } = shelves;

  /** What a process that has ended still does is of no interest. */
  const start = (): void => {
    life += 1;
    const own = life;
    const { purging, fault } = history;
    const ignore = (): void => undefined;
    const watch: Watch = {
      purging: (name) => {
        if (own !== life) return ignore;
        const done = purging(name);
        return () => (own === life ? done() : undefined);
      },
      fault: (text) => (own === life ? fault(text) : undefined),
    };
    server = startServer(world, watch, shelves.open(world));
  };
  start();

  const follow = async (
    asking: ReturnType<Server['resolve']>,
    asked: ReturnType<History['ask']>,
  ): Promise<string> => {
    const own = life;
    try {
      const resolved = await asking;
      if (own === life) history.answered(asked, resolved);
      return resolved.tier;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (own === life) history.failed(asked, error.code);
      return error.code;
    }
  };

  const ask = (requestKey: string, version: number | undefined): void => {
    const names = recipes[requestKey] ?? [];
    const controller = new AbortController();
    const asked = history.ask(requestKey, names, version);
    running.add(controller);
    void follow(server.resolve(requestKey, names, version, controller.signal), asked).then(
      (end) => {
        ends[end] = (ends[end] ?? 0) + 1;
        running.delete(controller);
      },
      (error: unknown) => history.fault(String(error)),
    );
  };

  const purge = async (name: string): Promise<void> => {
    const own = life;
    try {
      await server.purge(refOf(name), new AbortController().signal);
    } catch (error) {
      if (own === life) history.fault(String(error));
    }
  };

  const finish = async (): Promise<void> => {
    do await settleAll();
    while (world.release(0));
    if (running.size > 0) history.fault('somebody waits for ever');
  };

  const perform = async (next: Action): Promise<void> => {
    switch (next.do) {
      case 'ask':
        ask(next.requestKey, next.version);
        break;
      case 'overwrite':
        world.write(next.file, next.content);
        break;
      case 'delete':
        world.write(next.file, undefined);
        break;
      case 'purge':
        void purge(next.file);
        break;
      case 'origin-down':
        world.originDown = true;
        history.wentDown();
        break;
      case 'index-down':
        world.indexDown = true;
        history.wentDown();
        break;
      case 'up':
        world.originDown = false;
        world.indexDown = false;
        break;
      case 'restart':
        if (next.drained) await finish();
        history.restarted();
        start();
        break;
      case 'leave':
        [...running][next.which]?.abort(fail('request.aborted'));
        break;
      case 'pass': // requests are short: the clock stands still while any is under way
        await finish();
        world.nowMs += next.ms;
        break;
      case 'finish':
        await finish();
        break;
      case 'steps':
        for (const choice of next.choices) {
          await settleAll();
          world.release(choice);
        }
    }
    await settleAll();
  };

  return { perform, finish, history, ends };
};

/** All that is in memory goes with its process. */
const memoryOnly: Shelves = { open: createMemory, settle };

const kinds = {
  'in memory': { runs: 200, create: async () => Promise.resolve({ ...memoryOnly, remove: async () => {} }) },
  'in memory before a disk that outlives its processes': { runs: 150, create: createDisk },
};

describe.each(Object.entries(kinds))('the life of a picture %s', (_, { runs, create }) => {
  it('never shows what is too old, purged or mixed, and serves what it has', async () => {
    const total: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 80, size: 'max' }), async (actions) => {
        const shelves = await create();
        const simulation = createSimulation(shelves);
        for (const next of actions) {
          await simulation.perform(next);
          expect(simulation.history.faults).toEqual([]);
        }
        await simulation.finish();
        expect(simulation.history.faults).toEqual([]);
        for (const [end, count] of Object.entries(simulation.ends)) total[end] = (total[end] ?? 0) + count;
        await shelves.remove();
      }),
      { numRuns: runs },
    );
    // Or the simulation has gone to sleep, and proves nothing.
    for (const end of [
      'miss',
      'memory',
      'stale',
      'source.not-found',
      'origin.unreachable',
      'request.aborted',
    ]) {
      expect(total[end], end).toBeGreaterThan(0);
    }
    if (create === createDisk) expect(total['disk'], 'disk').toBeGreaterThan(0);
  }, 120_000);
});

describe('the fake world', () => {
  it('writes down what a picture was made of', async () => {
    const world = createWorld(files);
    const server = startServer(world, createHistory(world));
    const asking = server.resolve('photo-with-logo', files, undefined, new AbortController().signal);
    do await settle();
    while (world.release(0));
    expect(readIngredients(await asking).map((one) => one.file)).toEqual(['photo', 'logo']);
  });
});
