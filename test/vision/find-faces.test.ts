import { describe, expect, it } from 'vitest';
import type { Face } from '../../src/ops/face.ts';
import type { Sample } from '../../src/ports.ts';
import { findFaces } from '../../src/vision/find-faces.ts';
import { findLandmarks } from '../../src/vision/find-landmarks.ts';

/** Black, with one white pixel for each thing to find: what the fake detector goes by. */
const draw = (width: number, height: number, spots: readonly (readonly [x: number, y: number])[]): Sample => {
  const rgb = new Uint8Array(width * height * 3);
  for (const [x, y] of spots) rgb.fill(255, (y * width + x) * 3, (y * width + x) * 3 + 3);
  return { rgb, width, height };
};

const spotsIn = ({ rgb, width }: Sample): readonly (readonly [number, number])[] => {
  const spots: (readonly [number, number])[] = [];
  for (let at = 0; at < rgb.length; at += 3) {
    if (rgb[at]! > 40) spots.push([(at / 3) % width, Math.floor(at / 3 / width)]);
  }
  return spots;
};

/** A face of a tenth of the picture's shorter side around each spot, where `scoreIn` sees any. */
const detectWith =
  (scoreIn: (sample: Sample, call: number) => number | undefined, calls: Sample[] = []) =>
  async (sample: Sample): Promise<readonly Face[]> => {
    calls.push(sample);
    const score = scoreIn(sample, calls.length);
    if (score === undefined) return [];
    const side = Math.min(sample.width, sample.height) / 10;
    return spotsIn(sample).map(([x, y]) => ({
      x: (x + 0.5 - side / 2) / sample.width,
      y: (y + 0.5 - side / 2) / sample.height,
      width: side / sample.width,
      height: side / sample.height,
      score,
    }));
  };

const centreOf = ({ x, y, width, height }: Face, size: Sample): readonly [number, number] => [
  Math.floor((x + width / 2) * size.width),
  Math.floor((y + height / 2) * size.height),
];

describe('a search for faces', () => {
  it('looks once where they stand upright', async () => {
    const calls: Sample[] = [];
    const picture = draw(100, 60, [[20, 10]]);
    const faces = await findFaces(
      picture,
      {},
      detectWith(() => 0.95, calls),
    );
    expect(calls).toHaveLength(1);
    expect(faces.map((face) => [centreOf(face, picture), face.turn])).toEqual([[[20, 10], undefined]]);
  });

  it.each([90, 180, 270] as const)('finds those that stand upright after a turn by %i', async (turn) => {
    const glance = [90, 270, 180].indexOf(turn) + 2;
    const picture = draw(100, 60, [
      [20, 10],
      [80, 50],
    ]);
    const faces = await findFaces(
      picture,
      {},
      detectWith((_sample, call) => (call === glance || call === 5 ? 0.95 : undefined)),
    );
    expect(faces.map((face) => centreOf(face, picture))).toHaveLength(2);
    expect(new Set(faces.map((face) => centreOf(face, picture).join()))).toEqual(new Set(['20,10', '80,50']));
    expect(faces.every((face) => face.turn === turn)).toBe(true);
  });

  it('takes a turned picture only where it shows clearly more', async () => {
    const picture = draw(100, 60, [[20, 10]]);
    const weak = await findFaces(
      picture,
      {},
      detectWith((_sample, call) => (call === 1 ? 0.6 : 0.65)),
    );
    expect(weak.map(({ turn, score }) => [turn, score])).toEqual([[undefined, 0.6]]);
    const unsure = await findFaces(
      picture,
      {},
      detectWith((_sample, call) => (call === 1 ? 0.35 : 0.55)),
    );
    expect(unsure.map(({ turn, score }) => [turn, score])).toEqual([[undefined, 0.35]]);
  });

  it('sees at a glance that no turn shows anything', async () => {
    const sides: number[] = [];
    const detect = detectWith(() => undefined);
    await findFaces(draw(100, 60, []), {}, async (sample, side) => {
      sides.push(side);
      return detect(sample);
    });
    expect(sides).toEqual([512, 256, 256, 256]);
  });

  it('does not turn a crowd, of whom some are never sure', async () => {
    const calls: Sample[] = [];
    const crowd = draw(
      100,
      60,
      Array.from({ length: 9 }, (_, at) => [5 + at * 11, 30] as const),
    );
    const detect = detectWith(() => 0.95, calls);
    const faces = await findFaces(crowd, {}, async (sample) =>
      (await detect(sample)).map((face, at) => ({ ...face, score: at < 5 ? 0.91 - at * 0.1 : 0.35 })),
    );
    expect(faces).toHaveLength(9);
    expect(calls).toHaveLength(1);
  });

  it('finds nothing where there is nothing', async () => {
    expect(
      await findFaces(
        draw(100, 60, []),
        {},
        detectWith(() => 0.9),
      ),
    ).toEqual([]);
  });

  it('shows the network no more than it sees, and with tiles also each part', async () => {
    const calls: Sample[] = [];
    const picture = draw(1024, 600, [
      [100, 100],
      [101, 100],
      [100, 101],
      [101, 101],
    ]);
    const faces = await findFaces(
      picture,
      { tiles: true },
      detectWith(() => 0.95, calls),
    );
    expect(calls.map(({ width, height }) => [width, height])).toEqual([
      [512, 300],
      ...Array.from({ length: 4 }, () => [615, 360]),
    ]);
    expect(faces).toHaveLength(1); // the same one, seen several times
    const [x, y] = centreOf(faces[0]!, picture);
    expect(Math.abs(x - 100) + Math.abs(y - 100)).toBeLessThanOrEqual(3);
  });

  it('leaves out what a tile cuts, as the next one has all of it', async () => {
    const onBorder = draw(1024, 600, [[614, 100]]);
    const faces = await findFaces(
      onBorder,
      { tiles: true },
      detectWith(({ width }) => (width === 615 ? 0.95 : undefined)),
    );
    expect(faces).toHaveLength(1);
    expect(centreOf(faces[0]!, onBorder)[0]).toBe(614);
    expect(faces[0]!.width * 1024).toBeCloseTo(36, 0);
  });
});

describe('a search for landmarks', () => {
  it.each([undefined, 90, 180, 270] as const)(
    'puts points of a face turned by %s where they belong',
    async (turn) => {
      const picture = draw(100, 60, [[34, 25]]);
      const face: Face = { x: 0.3, y: 0.3, width: 0.2, height: 0.5, score: 1, ...(turn && { turn }) };
      const [points] = await findLandmarks(picture, [face], async (part) =>
        spotsIn(part).map(([x, y]) => [(x + 0.5) / part.width, (y + 0.5) / part.height] as const),
      );
      expect(points).toHaveLength(1);
      expect(points![0]![0]).toBeCloseTo(0.345, 5);
      expect(points![0]![1]).toBeCloseTo(25.5 / 60, 5);
    },
  );

  it('bears faces that reach the edges', async () => {
    const face: Face = { x: 0.95, y: 0, width: 0.05, height: 1, score: 1 };
    const sizes: number[][] = [];
    await findLandmarks(
      draw(10, 10, []),
      [face, { ...face, x: 0.999, width: 0.001 }],
      async ({ width, height }) => {
        sizes.push([width, height]);
        return [];
      },
    );
    expect(sizes).toEqual([
      [1, 10],
      [1, 10],
    ]);
  });
});
