/** The networks on real photographs, in their own process, and each of them altered. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Face } from '../../src/ops/face.ts';
import { searchFaces } from '../../src/service/find-faces.ts';
import { createFaceDetector } from '../../src/vision/detector.ts';
import { type Alteration, greyed, marked, mirrored, shrunk, turns } from './alterations.ts';
import { compareFaces, people, type People, readPeople, sampleOf } from './people.ts';
import { composeCrowd } from './crowd.ts';

const { signal } = new AbortController();
const detector = createFaceDetector({ log: { event: () => undefined }, timeoutMs: 60_000 });
afterAll(detector.close);

type Point = readonly [x: number, y: number];

const find = async (bytes: Buffer): Promise<readonly Face[]> =>
  detector.find(await sampleOf(bytes), {}, signal);

/** All alterations of pixels for each photograph; as EXIF only says how they are shown, one orientation each. */
const cases: readonly (readonly [string, string, People, Alteration])[] = [
  ...people.flatMap((picture) =>
    [mirrored, ...turns, shrunk, greyed].map((way) => [way.name, picture.name, picture, way] as const),
  ),
  ...marked.map((way, index) => {
    const picture = people[index % people.length]!;
    return [way.name, picture.name, picture, way] as const;
  }),
];

describe('faces in photographs', () => {
  it.each(people.map((picture) => [picture.name, picture] as const))(
    'are all found in %s, and nothing else',
    async (_name, picture) => {
      const { boxes } = picture;
      const found = compareFaces(await find(await readPeople(picture)), boxes);
      expect(found).toEqual({ found: boxes.length, more: 0 });
    },
  );

  it.each(cases)('are all found %s: %s', async (_way, _name, picture, { change, move }) => {
    const found = await find(await change(await readPeople(picture)));
    const compared = compareFaces(found, picture.boxes.map(move));
    expect(compared.found).toBe(picture.boxes.length);
    expect(compared.more).toBeLessThanOrEqual(1);
  });

  it('are found in a crowd, part by part', async () => {
    const { bytes, boxes } = await composeCrowd(3, 3);
    const take = async (maxSide: number) => sampleOf(bytes, maxSide);
    const { faces } = await searchFaces(detector, take, false, signal);
    const { found, more } = compareFaces(faces, boxes);
    expect(boxes).toHaveLength(32);
    expect(found).toBeGreaterThanOrEqual(31);
    expect(more).toBe(0);
    const whole = compareFaces(await find(bytes), boxes);
    expect(whole.found).toBeLessThan(found);
  });

  it('have their eyes where eyes are', async () => {
    const sample = await sampleOf(await readPeople(people[0]!), 1024);
    const faces = await detector.find(await sampleOf(await readPeople(people[0]!)), {}, signal);
    const landmarks = await detector.findLandmarks(sample, faces, signal);
    expect(landmarks).toHaveLength(faces.length);
    for (const [index, { y, width, height }] of faces.entries()) {
      const points = landmarks[index]!;
      expect(points).toHaveLength(68);
      const middleOf = (from: number, to: number): Point => {
        const part = points.slice(from, to);
        return [
          part.reduce((sum, [px]) => sum + px, 0) / part.length,
          part.reduce((sum, [, py]) => sum + py, 0) / part.length,
        ];
      };
      const [right, left, mouth] = [middleOf(36, 42), middleOf(42, 48), middleOf(48, 68)];
      expect(right[0]).toBeLessThan(left[0]);
      expect((right[1] + left[1]) / 2).toBeLessThan(mouth[1]);
      // Frontal, the eye line lies at 0.42 of the box, the eyes 0.46 of its width apart.
      expect(((right[1] + left[1]) / 2 - y) / height).toBeGreaterThan(0.3);
      expect(((right[1] + left[1]) / 2 - y) / height).toBeLessThan(0.55);
      expect((left[0] - right[0]) / width).toBeGreaterThan(0.25);
    }
  });
});
