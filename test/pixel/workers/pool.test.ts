import { afterEach, describe, expect, it } from 'vitest';
import { fail } from '../../../src/errors.ts';
import { codeOf } from '../../contracts/origin.ts';
import { draw, planOf } from '../../contracts/pixel-engine.ts';
import {
  drawLarge,
  isAlive,
  renderSmall,
  type RunningEngine,
  signal,
  slowPlan,
  startEngine,
  until,
} from './running-engine.ts';

let running: RunningEngine;
afterEach(async () => {
  await running.engine.close();
});

/** Resolves when a worker is making a picture. */
const untilBusy = async (): Promise<number> => {
  const findBusy = () => running.engine.status().workers.find(({ state }) => state === 'busy');
  await until(() => findBusy() !== undefined);
  return findBusy()?.pid ?? Number.NaN;
};

const untilReplaced = async (pid: number): Promise<void> =>
  until(() => running.engine.status().workers.every((worker) => worker.pid !== pid));

const untilIdle = async (): Promise<void> =>
  until(() => running.engine.status().workers.every(({ state }) => state === 'idle'));

const beginSlow = async (key?: string) => {
  const image = await running.engine.open(await drawLarge(), signal, key === undefined ? {} : { key });
  return { image, render: async (leaving = signal) => image.render(slowPlan(image), leaving) };
};

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

  it('ends its picture with a clear failure when the next one is killed over it too, and no other', async () => {
    running = startEngine({ workers: 2, backOff: { firstMs: 1, maxMs: 1 } });
    const { image, render } = await beginSlow('poison');
    const made = codeOf(render());
    const first = await untilBusy();
    process.kill(first, 'SIGKILL');
    await running.logged('worker.died');
    const second = await untilBusy();
    const other = renderSmall(running, await draw('png'));
    process.kill(second, 'SIGKILL');
    expect(await made).toBe('render.crashed');
    expect(await other).toBe(30);
    await image.close();
  });

  it('is not replaced by one victim after the other of the same original', async () => {
    running = startEngine({ workers: 1, backOff: { firstMs: 1, maxMs: 1 } });
    for (const crashes of [2, 3]) {
      const { image, render } = await beginSlow('poison');
      const made = codeOf(render());
      while (running.engine.status().ended.crash < crashes) {
        const pid = await untilBusy();
        process.kill(pid, 'SIGKILL');
        await untilReplaced(pid);
      }
      expect(await made).toBe('render.crashed');
      await image.close();
    }
    const { image, render } = await beginSlow('poison');
    expect(await codeOf(render())).toBe('render.crashed'); // without a worker being asked
    await image.close();
    expect(running.engine.status().ended.crash).toBe(3);
    expect(await renderSmall(running, await draw('png'), 'another')).toBe(30);
  });
});

describe('the deadline', () => {
  it('ends a render and its worker, and no other', async () => {
    running = startEngine();
    const { image, render } = await beginSlow();
    const deadline = new AbortController();
    const made = codeOf(render(deadline.signal));
    const pid = await untilBusy();
    const neighbour = renderSmall(running, await draw('png'));
    deadline.abort(fail('render.deadline'));
    expect(await made).toBe('render.deadline');
    await image.close();
    expect(await neighbour).toBe(30);
    await running.logged('worker.killed');
    expect(isAlive(pid)).toBe(false);
    expect(running.engine.status().ended).toEqual({ crash: 0, deadline: 1, memory: 0 });
    expect(await renderSmall(running, await draw('png'))).toBe(30);
  });

  it('is kept by the pool itself when nobody else does', async () => {
    const limits = { maxInputPixels: 1e8, maxFrames: 300, maxFramePixels: 1e8, renderTimeoutMs: 300 };
    running = startEngine({ limits });
    const { image, render } = await beginSlow();
    expect(await codeOf(render())).toBe('render.deadline');
    await image.close();
  });
});

describe('whoever leaves', () => {
  it('is told at once, while the worker ends its work and goes on', async () => {
    running = startEngine({ workers: 1 });
    const image = await running.engine.open(await draw('jpeg', 2000, 2000), signal);
    const leaving = new AbortController();
    const made = codeOf(image.render(planOf(image, 'e_blur:100/f_webp'), leaving.signal));
    const pid = await untilBusy();
    leaving.abort();
    expect(await made).toBe('request.aborted');
    await image.close();
    expect(await renderSmall(running, await draw('png'))).toBe(30);
    expect(running.pids()).toEqual([pid]);
  });

  it('leaves the line in front of the workers too', async () => {
    running = startEngine({ workers: 1 });
    const busy = await beginSlow();
    const rendering = busy.render();
    await untilBusy();
    const leaving = new AbortController();
    const waiting = codeOf(running.engine.open(await draw('png'), leaving.signal));
    await until(() => running.engine.status().waiting === 1);
    leaving.abort();
    expect(await waiting).toBe('request.aborted');
    expect(running.engine.status().waiting).toBe(0);
    await rendering;
    await busy.image.close();
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
    await untilIdle();
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
    await untilIdle();
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
    running = startEngine({ workers: 1, maxPipedBytes: 10 });
    const bytes = await draw('png');
    const image = await running.engine.open(bytes, signal, { key: 'k', path: '/nowhere/at-all.png' });
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
    const { image, render } = await beginSlow();
    const made = render();
    await untilBusy();
    const pids = running.pids();
    const closing = running.engine.close();
    expect(await codeOf(running.engine.open(await draw('png'), signal))).toBe('render.unavailable');
    expect((await made).width).toBe(2500);
    await image.close();
    await closing;
    expect(pids.map(isAlive)).toEqual([false, false]);
  });
});
