/** Regions that somebody has stored with originals, on their way through a delivery. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/ops/facts.ts';
import type { FaceDetector } from '../../src/ports.ts';
import { addCoordinates } from '../../src/service/coordinates.ts';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { Coordinates } from '../../src/values/region.ts';
import { createBench, parse } from './fakes.ts';

const facts: Facts = {
  format: 'jpg',
  storedWidth: 1000,
  storedHeight: 500,
  orientation: 1,
  pages: 1,
  alpha: false,
  bytes: 1,
};
const region = { x: 100, y: 50, width: 200, height: 100 };

describe('stored regions', () => {
  it('are shares of the picture as it is shown', () => {
    const told = addCoordinates({ ...facts, orientation: 6 }, [{ faces: [region] }]);
    expect(told.coordinates).toEqual({ faces: [{ x: 0.2, y: 0.05, width: 0.4, height: 0.1 }] });
  });

  it('are cut off where the picture ends, and left out beyond', () => {
    const custom = [
      { x: 900, y: 0, width: 200, height: 500 },
      { ...region, x: 1000 },
    ];
    expect(addCoordinates(facts, [{ custom }]).coordinates).toEqual({
      custom: [{ x: 0.9, y: 0, width: 0.1, height: 1 }],
    });
  });

  it('belong to one original: the picture, or one of its layers', () => {
    const layered: Facts = {
      ...facts,
      layers: [{ kind: 'missing' }, { kind: 'image', facts }],
    };
    const told = addCoordinates(layered, [undefined, undefined, { faces: [] }]);
    expect(told).toEqual({
      ...layered,
      layers: [{ kind: 'missing' }, { kind: 'image', facts: { ...facts, coordinates: { faces: [] } } }],
    });
  });

  it('are nothing to those without', () => {
    expect(addCoordinates(facts, [undefined])).toBe(facts);
  });
});

describe('a delivery', () => {
  const detector: FaceDetector = {
    sampleSide: () => 512,
    find: async () => Promise.reject(new Error('Nobody is to look')),
    findLandmarks: async () => Promise.reject(new Error('Nobody is to look')),
    version: 'fake',
  };
  const { signal } = new AbortController();
  const store = createMemoryStore({ maxBytes: 1_000_000 });
  const files = { 'photo.jpg': 'jpg 1000x500' };

  const ask = async (
    path: string,
    coordinates: Coordinates,
  ): Promise<readonly [width: number, height: number]> => {
    const { delivery } = createBench(files, {
      ...{ detector, store, facts: createMemoryFacts({ maxBytes: 1000 }) },
      coordinatesOf: ({ publicId }) => (publicId === 'photo' ? coordinates : undefined),
    });
    const { variant, blind } = await delivery.deliver(parse(path), signal);
    expect(blind).toBeUndefined();
    return [variant.width, variant.height];
  };

  it('goes by stored faces without a search', async () => {
    expect(await ask('/c_crop,g_face/photo.jpg', { faces: [region] })).toEqual([200, 100]);
    expect(await ask('/e_blur_faces/photo.jpg', { faces: [region] })).toEqual([1000, 500]);
  });

  it('goes by stored regions, and tells how many there are', async () => {
    const custom = [region, { ...region, width: 20 }];
    expect(await ask('/c_crop,g_custom/photo.jpg', { custom })).toEqual([200, 100]);
    expect(await ask('/c_scale,w_ccc_mul_10/photo.jpg', { custom })).toEqual([20, 10]);
  });

  it('makes other pictures of other regions, whatever the store holds', async () => {
    const path = '/c_crop,g_face/photo.jpg';
    expect(await ask(path, { faces: [{ ...region, width: 300 }] })).toEqual([300, 100]);
    expect(await ask(path, { faces: [region] })).toEqual([200, 100]);
  });
});
