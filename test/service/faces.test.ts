/** Faces on their way through a delivery: looked for once, remembered, forgotten, and done without where need be. */
import { beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../src/errors.ts';
import { serverTimingOf } from '../../src/http/server-timing.ts';
import type { Face } from '../../src/ops/face.ts';
import type { FaceDetector, FactStore, Sample, TilePolicy } from '../../src/ports.ts';
import type { Delivered } from '../../src/service/delivered.ts';
import { searchFaces } from '../../src/service/find-faces.ts';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';
import { type Bench, createBench, decode, parse } from './fakes.ts';

const files = { 'photo.jpg': 'jpg 1000x1000', 'other.jpg': 'jpg 500x500' };

interface FakeDetector extends FaceDetector {
  searches: number;
  landmarks: number;
  /** Searches wait for this. */
  gate: Promise<void>;
  failure: 'vision.failed' | 'vision.unavailable' | undefined;
}

const createFakeDetector = (): FakeDetector => {
  const detector: FakeDetector = {
    searches: 0,
    landmarks: 0,
    gate: Promise.resolve(),
    failure: undefined,
    sampleSide: () => 512,
    find: async () => {
      detector.searches += 1;
      await detector.gate;
      if (detector.failure !== undefined) throw fail(detector.failure);
      return [{ x: 0.5, y: 0.5, width: 0.2, height: 0.2, score: 0.9 }];
    },
    findLandmarks: async (_sample, faces) => {
      detector.landmarks += 1;
      return faces.map(() => Array.from({ length: 68 }, () => [0.6, 0.6] as const));
    },
    version: 'fake',
  };
  return detector;
};

const { signal } = new AbortController();

describe('a search for faces', () => {
  const faces = (count: number, side: number): readonly Face[] =>
    Array.from({ length: count }, (_, at) => ({
      x: at / 10,
      y: 0,
      width: side,
      height: side / 2,
      score: 0.9,
    }));

  /** The sides of the samples that were looked at. */
  const searchWith = async (
    tiles: TilePolicy | undefined,
    seen: readonly Face[],
  ): Promise<readonly number[]> => {
    const sides: number[] = [];
    const detector: FaceDetector = {
      ...createFakeDetector(),
      ...(tiles && { tiles }),
      sampleSide: (options) => (options.tiles === true ? 1024 : 512),
      find: async (sample, options) => {
        expect(sample.width).toBe(options.tiles === true ? 1024 : 512);
        sides.push(sample.width);
        return seen;
      },
    };
    const take = async (width: number): Promise<Sample> => ({ rgb: new Uint8Array(), width, height: 1 });
    await searchFaces(detector, take, false, signal);
    return sides;
  };

  it.each([
    ['crowds', 9, 0.05, [512, 1024]],
    ['crowds', 9, 0.2, [512]],
    ['crowds', 5, 0.05, [512]],
    ['always', 0, 0, [1024]],
    ['never', 9, 0.05, [512]],
    [undefined, 9, 0.05, [512]],
  ] as const)('with tiles %s and %i faces of %f looks at %j', async (tiles, count, side, sides) => {
    expect(await searchWith(tiles, faces(count, side))).toEqual(sides);
  });
});

describe('faces', () => {
  let detector: FakeDetector;
  let facts: FactStore;
  let bench: Bench;
  beforeEach(() => {
    detector = createFakeDetector();
    facts = createMemoryFacts({ maxBytes: 1_000_000 });
    bench = createBench(files, { detector, facts, maxWaitingRenders: 2000 });
  });

  const get = async (path: string): Promise<Delivered> => bench.delivery.deliver(parse(path), signal);

  it('are looked for once, however many different pictures wait for them', async () => {
    let open = (): void => undefined;
    detector.gate = new Promise((resolve) => {
      open = resolve;
    });
    const waiting = Array.from({ length: 1000 }, async (_, index) =>
      get(`/c_fill,g_face,h_10,w_${index + 1}/photo.jpg`),
    );
    open();
    const delivered = await Promise.all(waiting);
    expect(new Set(delivered.map(({ tier }) => tier))).toEqual(new Set(['miss']));
    expect(detector.searches).toBe(1);
    expect(decode(delivered[0]!.variant.bytes)).toContain('extract');
  });

  it('are remembered by whoever comes later, and by other servers on the same facts', async () => {
    await get('/c_crop,g_face/photo.jpg');
    await get('/e_blur_faces/photo.jpg');
    await createBench(files, { detector, facts }).delivery.deliver(
      parse('/c_thumb,g_face,w_9/photo.jpg'),
      signal,
    );
    expect(detector.searches).toBe(1);
    await get('/c_crop,g_face/other.jpg');
    expect(detector.searches).toBe(2);
  });

  it('have their landmarks looked for when they are needed', async () => {
    await get('/c_crop,g_face/photo.jpg');
    expect(detector.landmarks).toBe(0);
    await get('/c_crop,g_adv_eyes/photo.jpg');
    await get('/e_redeye/photo.jpg');
    expect(detector.landmarks).toBe(1);
  });

  it('are looked for anew in a new picture of the same name, and after a purge', async () => {
    await get('/c_crop,g_face/photo.jpg');
    bench.origin.files.set('photo.jpg', 'jpg 800x800');
    bench.clock.now += 60_001;
    await get('/c_crop,g_face/photo.jpg');
    expect(detector.searches).toBe(2);
    await bench.delivery.purge(parse('/photo.jpg'), signal);
    await get('/c_crop,g_face/photo.jpg');
    expect(detector.searches).toBe(3);
  });

  it('of layers are those of their own originals', async () => {
    await get('/l_other,c_crop,g_face/fl_layer_apply/photo.jpg');
    await get('/c_crop,g_face/other.jpg');
    expect(detector.searches).toBe(1);
  });

  it('that cannot be looked for are done without for a while, and nothing of that is kept', async () => {
    detector.failure = 'vision.failed';
    const blind = await get('/c_fill,g_face,h_10,w_20/photo.jpg');
    expect(blind.blind).toBe('vision.failed');
    expect(blind.caching).toMatchObject({
      maxAgeSeconds: 60,
      staleWhileRevalidateSeconds: 0,
      immutable: false,
    });
    expect(blind.basis).toBeUndefined();
    expect(serverTimingOf(blind)).toContain('blind;desc="vision.failed"');
    expect(bench.events).toContain('faces.not-found');

    await get('/c_fill,g_face,h_10,w_20/photo.jpg');
    expect(detector.searches).toBe(1); // what broke it is not tried again at once

    detector.failure = undefined;
    bench.clock.now += 60_001;
    const seen = await get('/c_fill,g_face,h_10,w_20/photo.jpg');
    expect(seen.blind).toBeUndefined();
    expect(serverTimingOf(seen)).not.toContain('blind');
    expect(serverTimingOf(seen)).toContain('faces;dur=');
    expect(seen.caching.maxAgeSeconds).toBeGreaterThan(60);
    expect((await get('/c_fill,g_face,h_10,w_20/photo.jpg')).tier).toBe('memory');
  });

  it('are tried again at once where nobody was there to look', async () => {
    detector.failure = 'vision.unavailable';
    expect((await get('/c_crop,g_face/photo.jpg')).blind).toBe('vision.unavailable');
    detector.failure = undefined;
    expect((await get('/c_crop,g_face/photo.jpg')).blind).toBeUndefined();
  });

  it('are missing, and the picture is provisional, without a detector', async () => {
    const blind = createBench(files);
    const { blind: why } = await blind.delivery.deliver(parse('/c_fill,g_face,w_9,h_9/photo.jpg'), signal);
    expect(why).toBe('vision.unavailable');
    expect((await blind.delivery.deliver(parse('/w_9/photo.jpg'), signal)).blind).toBeUndefined();
  });

  it('are part of an explanation', async () => {
    const explained = (await bench.delivery.explain(parse('/c_crop,g_face/photo.jpg'), signal)) as {
      facts: { measured: unknown };
    };
    expect(explained.facts.measured).toMatchObject([{ kind: 'faces', faces: [{ x: 0.5 }] }]);
  });
});
