/** The networks on real photographs, in their own process. Takes its time: each picture is looked at in one other way. */
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { type Face, goodForGravity } from '../../src/ops/face.ts';
import { createFaceDetector } from '../../src/vision/detector.ts';
import { people, type People, readPeople, sampleOf } from './people.ts';

const { signal } = new AbortController();
const detector = createFaceDetector({ log: { event: () => undefined }, timeoutMs: 60_000 });
afterAll(detector.close);

type Point = readonly [x: number, y: number];

interface Way {
  readonly name: string;
  readonly change: (bytes: Buffer) => Promise<Buffer>;
  /** Where a point of the picture lies then, in 0..1. */
  readonly move: (point: Point) => Point;
}

const same = (point: Point): Point => point;
const turned: Readonly<Record<90 | 180 | 270, Way['move']>> = {
  90: ([x, y]) => [1 - y, x],
  180: ([x, y]) => [1 - x, 1 - y],
  270: ([x, y]) => [y, 1 - x],
};

const ways: readonly Way[] = [
  { name: 'mirrored', change: async (bytes) => sharp(bytes).flop().toBuffer(), move: ([x, y]) => [1 - x, y] },
  ...([270, 180, 90] as const).map((degrees) => ({
    name: `turned by ${degrees}`,
    change: async (bytes: Buffer) => sharp(bytes).rotate(degrees).toBuffer(),
    move: turned[degrees],
  })),
  {
    name: 'shrunk and grey',
    change: async (bytes) => sharp(bytes).resize(320).greyscale().toBuffer(),
    move: same,
  },
  {
    name: 'stored on its side',
    change: async (bytes) => sharp(bytes).rotate(90).withMetadata({ orientation: 8 }).toBuffer(),
    move: same,
  },
];

const holds = ({ x, y, width, height }: Face, [px, py]: Point): boolean =>
  Math.abs(x + width / 2 - px) < width / 3 && Math.abs(y + height / 2 - py) < height / 3;

/** How many of the faces were found, and what else was. */
const compare = (
  found: readonly Face[],
  centres: readonly Point[],
): readonly [found: number, more: number] => {
  const good = found.filter(({ score }) => score >= goodForGravity);
  const seen = centres.filter((centre) => good.some((face) => holds(face, centre))).length;
  return [seen, good.length - seen];
};

const find = async (bytes: Buffer): Promise<readonly Face[]> =>
  detector.find(await sampleOf(bytes), {}, signal);

const expected = ({ centres }: People): readonly [number, number] => [centres.length, 0];

describe('faces in photographs', () => {
  it.each(people.map((picture) => [picture.name, picture] as const))(
    'are all found in %s, and nothing else',
    async (_name, picture) => {
      expect(compare(await find(await readPeople(picture)), picture.centres)).toEqual(expected(picture));
    },
  );

  it.each(people.map((picture, index) => [ways[index]!.name, picture.name, picture, ways[index]!] as const))(
    'are found %s: %s',
    async (_way, _name, picture, { change, move }) => {
      const found = await find(await change(await readPeople(picture)));
      const [seen, more] = compare(found, picture.centres.map(move));
      expect(seen).toBe(picture.centres.length);
      expect(more).toBeLessThanOrEqual(1);
    },
  );

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
