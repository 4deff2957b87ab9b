/** The metric against the vectors and photographs that lie beside the repository, where they do. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { ssimulacra2 } from '../../../src/pixel/quality/ssimulacra2.ts';
import { formulas } from './formulas.ts';

interface Synthetic {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly original?: readonly number[];
  readonly distorted?: readonly number[];
  readonly originalChannels: 3 | 4;
  readonly distortedChannels: 3 | 4;
  readonly distortedRgbSha256?: string;
  readonly exact?: number;
}

interface PhotoPair {
  readonly source: string;
  readonly distortion: string;
  /** Such as `sharp(FILE).jpeg({ quality: 10 })`. */
  readonly call: string;
  readonly decodedRgbSha256: string;
  readonly score: number;
}

interface Vectors {
  readonly synthetic: readonly Synthetic[];
  readonly photoPairs: readonly PhotoPair[];
}

const shared = path.resolve(import.meta.dirname, '../../../../shared');
const file = path.join(shared, 'conformance/ssimulacra2-vectors.json');
const isThere = existsSync(file);
const { synthetic, photoPairs }: Vectors = isThere
  ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors)
  : { synthetic: [], photoPairs: [] };

/** Two of the five, which take ten seconds; all of them have been compared once. */
const compared = new Set(['kodak-15', 'chelsea']);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const truncatedNoise = (sample: number, x: number, y: number, channel: number): number =>
  sample + Math.trunc(formulas.noise(x, y, channel) / 2);
const wholeNoise = (sample: number, x: number, y: number, channel: number): number =>
  sample + formulas.noise(x, y, channel);

/** The pictures that are given as formulas, by the beginning of their names. */
const painted = ({ id, width, height }: Synthetic): readonly [RawPicture, RawPicture] => {
  const formula = id.startsWith('pattern') ? formulas.pattern : formulas.smooth;
  const original = formulas.paint(width, height, 3, formula);
  if (id.endsWith('posterised')) return [original, formulas.alter(original, (sample) => sample & 0xf8)];
  return [original, formulas.alter(original, id.startsWith('pattern') ? wholeNoise : truncatedNoise)];
};

const picturesOf = (vector: Synthetic): readonly [RawPicture, RawPicture] => {
  const { original, distorted, width, height, originalChannels, distortedChannels } = vector;
  if (!original || !distorted) return painted(vector);
  return [
    { data: Uint8Array.from(original), width, height, channels: originalChannels },
    { data: Uint8Array.from(distorted), width, height, channels: distortedChannels },
  ];
};

const decode = async (input: Uint8Array | string): Promise<RawPicture> => {
  const { data, info } = await sharp(input)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
};

/** Of the calls that the vectors name, those that only encode. */
const readCall = (call: string): readonly [format: 'avif' | 'jpeg' | 'webp', options: object] | undefined => {
  const [, format, options = '{}'] = /^sharp\(FILE\)\.(jpeg|webp|avif)\((.*)\)$/.exec(call) ?? [];
  if (format === undefined) return undefined;
  const json = options
    .replaceAll(/([A-Za-z]+):/g, '"$1":')
    .replaceAll('"4":', '4:')
    .replaceAll("'", '"');
  return [format as 'avif' | 'jpeg' | 'webp', JSON.parse(json) as object];
};

describe.skipIf(!isThere)('SSIMULACRA 2.1 on the vectors in ../shared', () => {
  it.each(synthetic)('agrees with the exact formulas on $id', (vector) => {
    const [original, distorted] = picturesOf(vector);
    if (vector.distortedRgbSha256 !== undefined) {
      expect(sha256(distorted.data)).toBe(vector.distortedRgbSha256);
    }
    const off = Math.abs(ssimulacra2(original, distorted) - (vector.exact ?? Number.NaN));
    expect(off).toBeLessThan(0.01);
  });

  it('agrees with the reference on encoded photographs, wherever they decode to the same pixels', async () => {
    const photos = new Map<string, RawPicture>();
    let count = 0;
    for (const { source, call, decodedRgbSha256, score } of photoPairs) {
      if (!compared.has(source)) continue;
      const [format, options] = readCall(call) ?? [];
      if (format === undefined) continue;
      const photo = path.join(shared, 'photos', `${source}.png`);
      const distorted = await decode(await sharp(photo)[format](options).toBuffer());
      if (sha256(distorted.data) !== decodedRgbSha256) continue; // another sharp or processor
      const original = photos.get(source) ?? (await decode(photo));
      photos.set(source, original);
      expect(Math.abs(ssimulacra2(original, distorted) - score)).toBeLessThan(0.5);
      count += 1;
    }
    expect(count).toBeGreaterThan(0);
  });
});
