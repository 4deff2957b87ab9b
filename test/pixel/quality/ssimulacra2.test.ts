/** The metric on pictures of our own. What it has to say of published vectors: ssimulacra2-vectors.test.ts. */
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { scoreOfSum, ssimulacra2 } from '../../../src/pixel/quality/ssimulacra2.ts';
import { formulas } from './formulas.ts';

const scene = formulas.paint(160, 120, 3, (x, y, channel) =>
  Math.round(128 + 90 * Math.sin(x / (9 + channel)) * Math.cos(y / 13) + ((x * 7 + y * 11) % 9)),
);

const asJpeg = async (picture: RawPicture, quality: number): Promise<RawPicture> => {
  const { data, width, height } = picture;
  const encoded = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  return { data: await sharp(encoded).raw().toBuffer(), width, height, channels: 3 };
};

describe('SSIMULACRA 2.1', () => {
  it('gives 100 to whatever is identical, however small', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 40 }),
        fc.integer({ min: 8, max: 40 }),
        fc.constantFrom<3 | 4>(3, 4),
        fc.infiniteStream(fc.nat(255)),
        (width, height, channels, samples) => {
          const data = Uint8Array.from({ length: width * height * channels }, () => samples.next().value);
          const picture = { data, width, height, channels };
          expect(ssimulacra2(picture, { ...picture, data: data.slice() })).toBe(100);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('turns sums into scores as published', () => {
    const published = [
      [0, 100],
      [0.1, 96.108462],
      [1, 83.569678],
      [5, 55.852639],
      [20, 3.074634],
      [80, -61.038906],
    ] as const;
    for (const [sum, score] of published) expect(scoreOfSum(sum)).toBeCloseTo(score, 5);
  });

  it('falls with the quality of a JPEG, and knows which of the two is the original', async () => {
    const scores: number[] = [];
    for (const quality of [95, 80, 60, 40, 20]) scores.push(ssimulacra2(scene, await asJpeg(scene, quality)));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const poor = await asJpeg(scene, 20);
    expect(ssimulacra2(poor, scene)).not.toBe(ssimulacra2(scene, poor));
  });

  it('sees colours: a change that leaves the brightness alone costs points', () => {
    const redder = formulas.paint(160, 120, 3, (x, y, channel) => {
      const sample = scene.data[(y * 160 + x) * 3 + channel] ?? 0;
      return channel === 0 ? sample + 20 : channel === 1 ? sample - 6 : sample;
    });
    expect(ssimulacra2(scene, redder)).toBeLessThan(85);
  });

  it('judges what is transparent by what shows through', () => {
    const half = formulas.paint(32, 32, 4, (x, y, channel) => (channel === 3 ? 128 : (x * y * 5) & 255));
    const opaque = formulas.paint(32, 32, 4, (x, y, channel) => (channel === 3 ? 255 : (x * y * 5) & 255));
    const hidden = formulas.paint(32, 32, 4, (x, y, channel) =>
      channel === 3 ? 0 : (x + y + channel) & 255,
    );
    const otherHidden = formulas.paint(32, 32, 4, (_x, _y, channel) => (channel === 3 ? 0 : 77));
    expect(ssimulacra2(half, opaque)).toBeLessThan(80);
    expect(ssimulacra2(hidden, otherHidden)).toBe(100);
  });
});
