import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivered } from '../../src/service/delivered.ts';
import { codeOf } from '../contracts/origin.ts';
import { type Bench, createBench, limits, parse } from './fakes.ts';
import { settle } from './settle.ts';

const files = { 'chart.png': 'png 30x20' };

describe('the work of a delivery', () => {
  let bench: Bench;
  let finish: () => void;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    bench = createBench(files);
    bench.engine.gate = new Promise((resolve) => {
      finish = resolve;
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const get = async (path: string, signal = new AbortController().signal): Promise<Delivered> =>
    bench.delivery.deliver(parse(path), signal);

  it('is done for so many at a time; a bounded number waits, and the rest is told at once', async () => {
    const all = Array.from({ length: 40 }, async (_, i) => codeOf(get(`/w_${i + 1}/chart.png`)));
    await settle();
    await settle();
    finish();
    const codes = await Promise.all(all);
    expect(codes.filter((code) => code === 'overload.queue-full')).toHaveLength(40 - 2 - 16);
    expect(bench.engine.counts).toMatchObject({ renders: 18, mostAtOnce: 2, opened: 18, closed: 18 });
    expect(bench.origin.counts.reads).toBe(18);
    expect((await get('/w_99/chart.png')).tier).toBe('miss'); // all places are free again
  });

  it('asks the origin for none of those that are refused, once a rush goes on', async () => {
    const rush = Array.from({ length: 18 }, async (_, i) => get(`/w_${i + 1}/chart.png`));
    await settle();
    bench.clock.now += 400;
    expect(await codeOf(get('/w_98/chart.png'))).toBe('overload.queue-full');
    bench.clock.now += 101;
    expect(await codeOf(get('/w_99/chart.png'))).toBe('overload.queue-full');
    finish();
    await Promise.all(rush);
    const { finds } = bench.origin.counts;
    const more = Array.from({ length: 40 }, async (_, i) => codeOf(get(`/w_${i + 101}/chart.png`)));
    const codes = await Promise.all(more);
    expect(codes.filter((code) => code === 'overload.queue-full')).toHaveLength(40 - 2);
    expect(bench.origin.counts.finds).toBe(finds + 2);
  });

  it('gives its place back when the original is not there, or cannot be asked for', async () => {
    finish();
    const rush = Array.from({ length: 18 }, async (_, i) => codeOf(get(`/w_${i + 1}/nothing.png`)));
    expect(new Set(await Promise.all(rush))).toEqual(new Set(['source.not-found']));
    bench.origin.down = true;
    expect(await codeOf(get('/w_3/chart.png'))).toBe('origin.unreachable');
    bench.origin.down = false;
    expect(bench.delivery.load().cheap).toEqual({ running: 0, waiting: 0, refused: 0 });
    const all = Array.from({ length: 18 }, async (_, i) => codeOf(get(`/w_${i + 1}/chart.png`)));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['no failure']));
  });

  it('keeps hits out of the queue', async () => {
    finish();
    await get('/w_50/chart.png');
    bench.engine.gate = new Promise(() => {});
    for (let i = 1; i < 40; i += 1) void codeOf(get(`/w_${i}/chart.png`));
    expect((await get('/w_50/chart.png')).tier).toBe('memory');
  });

  it('holds no more bytes of originals than it may', async () => {
    bench = createBench(files, { renderSlots: 8, maxBytesHeld: 20 });
    bench.engine.gate = new Promise((resolve) => {
      finish = resolve;
    });
    const all = [1, 2, 3, 4].map(async (i) => get(`/w_${i}/chart.png`)); // 9 bytes each
    await settle();
    expect(bench.origin.counts.reads).toBe(2);
    finish();
    await Promise.all(all);
    expect(bench.origin.counts.reads).toBe(4);
  });

  it('is dropped when nobody waits for it any more, if it has not begun', async () => {
    const busy = [1, 2].map(async (i) => get(`/w_${i}/chart.png`));
    await settle();
    const leaving = new AbortController();
    const gone = codeOf(get('/w_3/chart.png', leaving.signal));
    await settle();
    leaving.abort();
    expect(await gone).toBe('request.aborted');
    finish();
    await Promise.all(busy);
    await settle();
    expect(bench.engine.counts.renders).toBe(2);
  });

  it('ends and is kept when it has begun', async () => {
    const leaving = new AbortController();
    const gone = codeOf(get('/w_3/chart.png', leaving.signal));
    await settle();
    leaving.abort();
    expect(await gone).toBe('request.aborted');
    finish();
    await settle();
    expect((await get('/w_3/chart.png')).tier).toBe('memory');
  });

  it('is given up at the deadline, and keeps its slot until it has really ended', async () => {
    bench = createBench(files, { renderSlots: 1, maxWaitingRenders: 0 });
    bench.engine.gate = new Promise((resolve) => {
      finish = resolve;
    });
    let told: AbortSignal | undefined;
    bench.engine.onRender = (signal) => {
      told = signal;
    };
    const first = codeOf(get('/w_3/chart.png'));
    await settle();
    vi.advanceTimersByTime(limits.renderTimeoutMs);
    expect(await first).toBe('render.deadline');
    expect(told?.aborted).toBe(true);
    expect(await codeOf(get('/w_3/chart.png'))).toBe('render.deadline'); // one render of it at a time
    expect(await codeOf(get('/w_4/chart.png'))).toBe('overload.queue-full');
    finish();
    await settle();
    expect((await get('/w_3/chart.png')).tier).toBe('memory'); // it was late, not wrong
    expect((await get('/w_4/chart.png')).tier).toBe('miss');
  });

  it('waits so long for the origin, and no longer', async () => {
    bench.origin.hangs = true;
    const cold = codeOf(get('/w_3/chart.png'));
    await settle();
    vi.advanceTimersByTime(limits.originTimeoutMs);
    expect(await cold).toBe('origin.timeout');
  });

  it('does not read what is too large', async () => {
    bench.origin.files.set('chart.png', `png 30x20${' '.repeat(1000)}`);
    expect(await codeOf(get('/w_3/chart.png'))).toBe('source.too-many-bytes');
    expect(bench.origin.counts.reads).toBe(0);
  });

  it('leaves nothing open or taken when it fails', async () => {
    finish();
    bench.origin.files.set('broken.png', 'nonsense');
    for (let i = 0; i < 40; i += 1) expect(await codeOf(get('/w_3/broken.png'))).toBe('source.not-an-image');
    bench.engine.onRender = () => {
      throw new Error('the engine fell over');
    };
    await expect(get('/w_3/chart.png')).rejects.toThrow('fell over');
    bench.engine.onRender = () => {};
    expect((await get('/w_3/chart.png')).tier).toBe('miss');
    expect(bench.engine.counts.closed).toBe(bench.engine.counts.opened);
  });

  it('is not lost when the store cannot keep it', async () => {
    finish();
    const nothing = async (): Promise<undefined> => Promise.resolve(undefined);
    bench = createBench(files, {
      store: {
        get: nothing,
        put: async () => Promise.reject(new Error('disk full')),
        getRecord: nothing,
        putRecord: nothing,
        readEpochs: async () => Promise.resolve({}),
        dropBySource: async () => Promise.resolve(0),
        stats: () => ({ variants: 0, bytes: 0 }),
      },
    });
    expect((await get('/w_3/chart.png')).tier).toBe('miss');
    expect(bench.events).toContain('variant.not-stored');
  });
});
