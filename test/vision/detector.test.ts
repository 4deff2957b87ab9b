import { afterEach, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import type { Log, Sample } from '../../src/ports.ts';
import { createFaceDetector, type DetectorOptions, type ProcessDetector } from '../../src/vision/detector.ts';
import { codeOf } from '../contracts/origin.ts';

const { signal } = new AbortController();
const entry = fileURLToPath(new URL('fake-process.mjs', import.meta.url));

/** The fake process goes by the width, see there. */
const pictureOf = (width: number): Sample => ({ rgb: new Uint8Array(width * 3), width, height: 1 });
const [hangs, dies, fails, counts] = [7, 13, 17, 19].map(pictureOf) as [Sample, Sample, Sample, Sample];

const events: string[] = [];
const log: Log = { event: (_level, name) => events.push(name) };

let detector: ProcessDetector;
const create = (options: Partial<DetectorOptions> = {}): ProcessDetector => {
  detector = createFaceDetector({ log, entry, ...options });
  return detector;
};
afterEach(async () => {
  events.length = 0;
  await detector.close();
});

const scoresOf = async (sample: Sample, given: AbortSignal = signal): Promise<readonly number[]> =>
  (await detector.find(sample, {}, given)).map(({ score }) => score);

describe('the detector', () => {
  it('starts nothing before it is asked, and one process for all that is asked then', async () => {
    create();
    expect(detector.status()).toMatchObject({ running: false, starts: 0 });
    const found = await Promise.all([1, 2, 3].map(async (width) => scoresOf(pictureOf(width))));
    expect(found).toEqual([[1], [2], [3]]);
    expect(detector.status()).toMatchObject({ running: true, starts: 1, searches: 3, waiting: 0 });
  });

  it('asks for landmarks only where there are faces', async () => {
    create();
    expect(await detector.findLandmarks(pictureOf(1), [], signal)).toEqual([]);
    expect(detector.status().starts).toBe(0);
    const face = { x: 0, y: 0, width: 1, height: 1, score: 1 };
    expect(await detector.findLandmarks(pictureOf(1), [face], signal)).toEqual([[[0.5, 0.5]]]);
  });

  it('replaces a process that dies, and fails only what it was doing', async () => {
    create();
    const [before, during, after] = [scoresOf(pictureOf(1)), codeOf(scoresOf(dies)), scoresOf(pictureOf(2))];
    expect(await before).toEqual([1]);
    expect(await during).toBe('vision.failed');
    expect(await after).toEqual([2]);
    expect(detector.status().starts).toBe(2);
    expect(events).toEqual(['vision.failed']);
  });

  it('keeps a process in which a search failed', async () => {
    create();
    expect(await codeOf(scoresOf(fails))).toBe('vision.failed');
    expect(await scoresOf(pictureOf(1))).toEqual([1]);
    expect(detector.status().starts).toBe(1);
  });

  it('ends a search that takes too long, and goes on with the next', async () => {
    create({ timeoutMs: 3000 });
    await detector.start();
    expect(await codeOf(scoresOf(hangs))).toBe('vision.failed');
    expect(await scoresOf(pictureOf(1))).toEqual([1]);
    expect(detector.status().starts).toBe(2);
  });

  it('drops what nobody waits for any more, and lets those go who wait for what runs', async () => {
    create({ timeoutMs: 60_000 });
    await detector.start();
    const [running, queued] = [new AbortController(), new AbortController()];
    const first = codeOf(scoresOf(hangs, running.signal));
    const second = codeOf(scoresOf(counts, queued.signal));
    expect(detector.status().waiting).toBe(1);
    queued.abort();
    expect(await second).toBe('request.aborted');
    expect(detector.status().waiting).toBe(0);
    running.abort();
    expect(await first).toBe('request.aborted');
    expect(await codeOf(scoresOf(pictureOf(1), running.signal))).toBe('request.aborted');
  });

  it('refuses more than may wait', async () => {
    create({ maxWaiting: 2, timeoutMs: 60_000 });
    const pending = [hangs, pictureOf(1), pictureOf(2)].map(async (sample) => codeOf(scoresOf(sample)));
    expect(await codeOf(scoresOf(pictureOf(3)))).toBe('vision.unavailable');
    await detector.close();
    expect(await Promise.all(pending)).toEqual(['vision.failed', 'vision.unavailable', 'vision.unavailable']);
  });

  it('replaces a process that has grown too large', async () => {
    create({ maxRssBytes: 1 });
    expect(await scoresOf(pictureOf(1))).toEqual([1]);
    expect(await scoresOf(pictureOf(2))).toEqual([2]);
    expect(detector.status().starts).toBe(2);
  });

  it('does not try again at once what cannot even start', async () => {
    create({ entry: `${entry}.nosuch` });
    await detector.start();
    expect(await codeOf(scoresOf(pictureOf(1)))).toBe('vision.failed');
    expect(await codeOf(scoresOf(pictureOf(1)))).toBe('vision.unavailable');
    expect(detector.status().starts).toBeLessThanOrEqual(2);
  });

  it('lets its process go when nobody asks any more', async () => {
    create({ idleMs: 1 });
    await scoresOf(pictureOf(1));
    await expect.poll(() => detector.status().running, { timeout: 10_000 }).toBe(false);
    expect(await scoresOf(pictureOf(2))).toEqual([2]);
  });

  it('refuses everything once it is closed', async () => {
    create();
    await detector.close();
    expect(await codeOf(scoresOf(pictureOf(1)))).toBe('vision.unavailable');
  });
});
