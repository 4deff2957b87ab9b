import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../../src/errors.ts';
import { codeOf } from '../../contracts/origin.ts';
import { draw } from '../../contracts/pixel-engine.ts';
import { poison, type PoisonedProgram, writePoisoned } from './poison.ts';
import {
  beginStuck,
  isAlive,
  renderSmall,
  type RunningEngine,
  signal,
  startEngine,
  until,
} from './running-engine.ts';
import { goOn } from './stand-still.ts';

let running: RunningEngine;
afterEach(async () => {
  await running.close();
});

describe('a worker that is killed', () => {
  it('costs nobody anything the first time: what it made is made again', async () => {
    running = startEngine();
    const bytes = await draw('png');
    let kills = 0;
    const all = Array.from({ length: 60 }, async (_, index) => {
      const width = await renderSmall(running, bytes, `picture ${index}`);
      if (index % 12 === 0) {
        const [pid] = running.pids();
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        kills += 1;
      }
      return width;
    });
    expect(await Promise.all(all)).toEqual(all.map(() => 30));
    expect(kills).toBe(5);
    await running.logged('worker.died');
  });

  it('in the middle of a picture is replaced by another for it', async () => {
    running = startEngine();
    const { pid, made, close } = await beginStuck(running);
    process.kill(pid, 'SIGKILL');
    goOn(running.pids());
    expect(await made).toBe(30);
    await close();
    expect(running.engine.status().ended.crash).toBe(1);
  });
});

describe('an original that kills its worker', () => {
  let poisoned: PoisonedProgram;
  beforeEach(async () => {
    poisoned = await writePoisoned();
  });
  afterEach(async () => poisoned.remove());

  const killsOf = async (bytes: Uint8Array): Promise<[code: string, crashes: number]> => {
    await running.untilIdle(); // a worker that dies at its first picture is not replaced at once
    const code = await codeOf(renderSmall(running, bytes, poison));
    return [code, running.engine.status().ended.crash];
  };

  it('ends its picture with a clear failure at the second one, and no other', async () => {
    running = startEngine({ entry: poisoned.entry, backOff: { firstMs: 1, maxMs: 1 } });
    const bytes = await draw('png');
    const killing = killsOf(bytes);
    const others = Array.from({ length: 8 }, async (_, index) =>
      renderSmall(running, bytes, `other ${index}`),
    );
    expect(await killing).toEqual(['render.crashed', 2]);
    expect(await Promise.all(others)).toEqual(others.map(() => 30));
  });

  it('is not given one after the other: after the third it is refused unseen', async () => {
    running = startEngine({ entry: poisoned.entry, workers: 1, backOff: { firstMs: 1, maxMs: 1 } });
    const bytes = await draw('png');
    expect(await killsOf(bytes)).toEqual(['render.crashed', 2]);
    expect(await killsOf(bytes)).toEqual(['render.crashed', 3]);
    expect(await killsOf(bytes)).toEqual(['render.crashed', 3]);
    expect(await renderSmall(running, bytes, 'another')).toBe(30);
  });
});

describe('the deadline', () => {
  it('ends a render and its worker, and no other', async () => {
    running = startEngine();
    const deadline = new AbortController();
    const { pid, made, close } = await beginStuck(running, deadline.signal);
    goOn(running.pidsOf('idle'));
    const neighbour = renderSmall(running, await draw('png'));
    deadline.abort(fail('render.deadline'));
    expect(await codeOf(made)).toBe('render.deadline');
    await close();
    expect(await neighbour).toBe(30);
    await running.logged('worker.killed');
    expect(isAlive(pid)).toBe(false);
    expect(running.engine.status().ended).toEqual({ crash: 0, deadline: 1, memory: 0 });
    expect(await renderSmall(running, await draw('png'))).toBe(30);
  });

  it('is kept by the pool itself when nobody else does', async () => {
    const limits = { maxInputPixels: 1e8, maxFrames: 300, maxFramePixels: 1e8, renderTimeoutMs: 50 };
    running = startEngine({ limits });
    const { made, close } = await beginStuck(running);
    expect(await codeOf(made)).toBe('render.deadline');
    await close();
  });
});

describe('whoever leaves', () => {
  it('is told at once, while the worker ends its work and goes on', async () => {
    running = startEngine({ workers: 1 });
    const leaving = new AbortController();
    const { pid, made, close } = await beginStuck(running, leaving.signal);
    leaving.abort();
    expect(await codeOf(made)).toBe('request.aborted');
    await close();
    goOn([pid]);
    expect(await renderSmall(running, await draw('png'))).toBe(30);
    expect(running.pids()).toEqual([pid]);
  });

  it('leaves the line in front of the workers too', async () => {
    running = startEngine({ workers: 1 });
    const { pid, made, close } = await beginStuck(running);
    const leaving = new AbortController();
    const waiting = codeOf(running.engine.open(await draw('png'), leaving.signal));
    await until(() => running.engine.status().waiting === 1);
    leaving.abort();
    expect(await waiting).toBe('request.aborted');
    expect(running.engine.status().waiting).toBe(0);
    goOn([pid]);
    expect(await made).toBe(30);
    await close();
  });
});

describe('workers that end as soon as they start', () => {
  it('are started more and more slowly, and meanwhile every picture is refused at once', async () => {
    const entry = '/dev/null'; // a program that does nothing
    running = startEngine({ workers: 1, entry, backOff: { firstMs: 1, maxMs: 3_600_000 } });
    expect(await codeOf(renderSmall(running, await draw('png')))).toBe('render.unavailable');
    await until(() => running.engine.status().ended.crash >= 4);
    expect(await codeOf(running.engine.open(await draw('png'), signal))).toBe('render.unavailable');
    expect(running.events).toContain('worker.died');
  });
});

describe('an original', () => {
  it('is sent once, and its pictures go where it is, unless that one is busy and another is not', async () => {
    running = startEngine({ maxCacheBytes: 10_000_000 });
    const bytes = await draw('png');
    await running.untilIdle();
    for (let index = 0; index < 6; index += 1) await renderSmall(running, bytes, 'same');
    const jobs = running.engine.status().workers.map((worker) => worker.jobs);
    expect(jobs.toSorted((a, b) => a - b)).toEqual([0, 6]);
    await Promise.all([renderSmall(running, bytes, 'same'), renderSmall(running, bytes, 'same')]);
    expect(running.engine.status().workers.map(({ heldBytes }) => heldBytes)).toEqual([
      bytes.length,
      bytes.length,
    ]);
  });

  it('that is new goes to the worker that holds least', async () => {
    running = startEngine();
    await running.untilIdle();
    const bytes = await draw('png');
    for (const key of ['a', 'b', 'c', 'd']) await renderSmall(running, bytes, key);
    expect(running.engine.status().workers.map(({ jobs }) => jobs)).toEqual([2, 2]);
  });

  it('is sent again when the worker has dropped it', async () => {
    const bytes = await draw('png');
    running = startEngine({ workers: 1, maxCacheBytes: bytes.length * 2.5 });
    for (const key of ['a', 'b', 'c', 'a', 'b', 'a', 'a']) {
      expect(await renderSmall(running, bytes, key)).toBe(30);
    }
  });

  it('given as a path is read from there, or sent when nothing is there any more', async () => {
    running = startEngine({ workers: 1, maxPipedBytes: 10, minFileBytes: 10 });
    const bytes = await draw('png');
    const image = await running.engine.open(bytes, signal, {
      key: 'k',
      file: { path: '/nowhere/at-all.png' },
    });
    expect(image.facts.storedWidth).toBe(60);
    await image.close();
  });
});

describe('a worker that has grown too large', () => {
  it('is replaced between two pictures, by one that is ready before it goes', async () => {
    running = startEngine({ workers: 1, maxRssBytes: 1 });
    const bytes = await draw('png');
    await running.logged('worker.ready');
    const [before] = running.pids();
    await renderSmall(running, bytes);
    while (!running.events.includes('worker.recycled')) expect(await renderSmall(running, bytes)).toBe(30);
    expect(running.pids()).not.toContain(before);
    await until(() => !isAlive(before ?? Number.NaN));
    expect(running.engine.status().ended).toEqual({ crash: 0, deadline: 0, memory: 1 });
  });
});

describe('a pool that is closed', () => {
  it('ends what was begun, refuses the rest, and leaves no process behind', async () => {
    running = startEngine();
    const { pid, made, close } = await beginStuck(running);
    const pids = running.pids();
    const closing = running.engine.close();
    expect(await codeOf(running.engine.open(await draw('png'), signal))).toBe('render.unavailable');
    goOn([pid]);
    expect(await made).toBe(30);
    await close();
    await closing;
    expect(pids.map(isAlive)).toEqual([false, false]);
  });
});
