/** Corners pulled elsewhere, and pictures bent along an arc. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextCanvas } from '../../../src/ops/geometry.ts';
import { arcShape, cornersOf, isConvex, projectionBack, type Quad } from '../../../src/ops/warps.ts';
import { bendAlongArc } from '../../../src/pixel/kernels/arc.ts';
import { changePerspective } from '../../../src/pixel/kernels/perspective.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const paint = (
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[],
): RawPicture => {
  const channels = color(0, 0).length === 4 ? 4 : 3;
  const pixels = Array.from({ length: width * height }, (_, at) => color(at % width, Math.floor(at / width)));
  return { data: Uint8Array.from(pixels.flat()), width, height, channels };
};

const at = ({ data, width, channels }: RawPicture, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

const turn = ({ data, ...rest }: RawPicture): RawPicture => {
  const pixels = Array.from({ length: data.length / rest.channels }, (_, pixel) =>
    data.subarray(pixel * rest.channels, (pixel + 1) * rest.channels),
  ).reverse();
  return { ...rest, data: Uint8Array.from(pixels.flatMap((pixel) => [...pixel])) };
};

const photo = paint(30, 20, (x, y) => [x * 8, y * 12, (x * y) % 256]);
const quad = (...values: readonly number[]): Quad => {
  const corner = (index: number) => ({ x: values[2 * index]!, y: values[2 * index + 1]! });
  return [corner(0), corner(1), corner(2), corner(3)];
};

describe('a change of perspective', () => {
  const point = fc.record({
    x: fc.integer({ min: -60, max: 60 }),
    y: fc.integer({ min: -60, max: 60 }),
  });

  it('brings each corner of the picture to where it is wanted', () => {
    fc.assert(
      fc.property(fc.tuple(point, point, point, point).filter(isConvex), (corners) => {
        const { a, b, c, d, e, f, g, h } = projectionBack(photo, corners);
        for (const [index, { x, y }] of corners.entries()) {
          const scale = 1 / (g * x + h * y + 1);
          const wanted = cornersOf(photo)[index]!;
          expect((a * x + b * y + c) * scale).toBeCloseTo(wanted.x, 4);
          expect((d * x + e * y + f) * scale).toBeCloseTo(wanted.y, 4);
        }
      }),
    );
  });

  it('is exact where the picture only moves, and the canvas grows on that side', () => {
    const moved = changePerspective(photo, quad(-4, 3, 26, 3, 26, 23, -4, 23));
    expect(moved).toMatchObject({ width: 34, height: 23, channels: 4 });
    expect(at(moved, 0, 3)).toEqual([...at(photo, 0, 0), 255]);
    expect(at(moved, 29, 22)).toEqual([...at(photo, 29, 19), 255]);
    expect(at(moved, 10, 2)).toEqual([0, 0, 0, 0]);
    expect(at(moved, 30, 10)).toEqual([0, 0, 0, 0]);
  });

  it('may mirror', () => {
    const mirrored = changePerspective(photo, quad(30, 0, 0, 0, 0, 20, 30, 20));
    expect(at(mirrored, 0, 7)).toEqual([...at(photo, 29, 7), 255]);
  });

  it('averages what it makes smaller', () => {
    const checks = paint(64, 64, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
    const small = changePerspective(checks, quad(0, 0, 13, 0, 13, 13, 0, 13));
    for (let y = 1; y < 12; y += 1) {
      for (let x = 1; x < 12; x += 1) expect(Math.abs(at(small, x, y)[0]! - 127)).toBeLessThan(20);
    }
  });

  it('has soft edges, and lets no colour out of what is transparent', () => {
    const disc = paint(40, 40, (x, y) =>
      Math.hypot(x - 20, y - 20) < 12 ? [200, 30, 30, 255] : [0, 255, 0, 0],
    );
    const { data } = changePerspective(disc, quad(3, 0, 55, 9, 37, 45, 0, 30));
    const alphas = new Set<number>();
    for (let pixel = 0; pixel < data.length; pixel += 4) {
      alphas.add(data[pixel + 3]!);
      if (data[pixel + 3]! > 0) expect(data[pixel + 1]!).toBeLessThanOrEqual(31);
    }
    expect(alphas.size).toBeGreaterThan(20);
  });

  it('tells shapes that can be drawn from those that cannot', () => {
    expect(isConvex(cornersOf(photo))).toBe(true);
    expect(isConvex(quad(0, 0, 30, 20, 30, 0, 0, 20))).toBe(false);
    expect(isConvex(quad(0, 0, 10, 0, 20, 0, 5, 9))).toBe(false);
    expect(isConvex(quad(0, 0, 30, 0, 8, 6, 0, 20))).toBe(false);
    expect(isConvex(quad(5, 5, 5, 5, 5, 5, 5, 5))).toBe(false);
  });
});

describe('an arc', () => {
  it('takes the room that it was planned with, at every angle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -360, max: 360 }).filter((degrees) => degrees !== 0),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (degrees, width, height) => {
          const bent = bendAlongArc(
            paint(width, height, () => [9, 9, 9]),
            degrees,
          );
          const planned = nextCanvas({ width, height, alpha: false }, { op: 'arc', degrees });
          expect({ width: bent.width, height: bent.height, alpha: bent.channels === 4 }).toEqual(planned);
        },
      ),
    );
  });

  it('keeps the height and the length of the middle line', () => {
    const { outer, inner, reach } = arcShape({ width: 600, height: 40 }, 90);
    expect(outer - inner).toBeCloseTo(40);
    expect(((outer + inner) / 2) * 2 * reach).toBeCloseTo(600);
  });

  it('has its ends down, or up where the angle is negative: the same upside down', () => {
    const [up, down] = [bendAlongArc(photo, -70), turn(bendAlongArc(turn(photo), 70))];
    expect([up.width, up.height]).toEqual([down.width, down.height]);
    // Sums of floats, added up the other way round.
    for (const [index, byte] of up.data.entries()) {
      expect(Math.abs(byte - down.data[index]!)).toBeLessThanOrEqual(1);
    }
    const bent = bendAlongArc(photo, 180);
    expect(at(bent, 0, 0)[3]).toBe(0);
    expect(at(bent, Math.floor(bent.width / 2), 1)[3]).toBe(255);
  });

  it('closes to a ring without a gap', () => {
    const ring = bendAlongArc(
      paint(200, 10, () => [10, 20, 30]),
      360,
    );
    const middle = ring.width / 2;
    for (let degrees = 0; degrees < 360; degrees += 1) {
      const [x, y] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const seam = at(ring, Math.floor(middle + x * 32), Math.floor(middle + y * 32));
      expect(seam).toEqual([10, 20, 30, 255]);
    }
    expect(at(ring, Math.floor(middle), Math.floor(middle))[3]).toBe(0);
  });
});
