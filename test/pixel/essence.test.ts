/** Placeholders that look like the picture, and hashes that know it again. */
import { readFile } from 'node:fs/promises';
import { decode, isBlurhashValid } from 'blurhash';
import sharp, { type Sharp } from 'sharp';
import { thumbHashToRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { essenceSide, findEssence } from '../../src/pixel/find-essence.ts';
import { findPerceptualHash } from '../../src/pixel/kernels/perceptual-hash.ts';
import type { RawPicture } from '../../src/pixel/raw-picture.ts';
import { distance } from './pictures.ts';

const original = async (name: string): Promise<Sharp> =>
  sharp(await readFile(new URL(`../../fixtures/originals/${name}`, import.meta.url)));

const shrink = async (image: Sharp): Promise<RawPicture> => {
  const { data, info } = await image
    .resize({ width: essenceSide, height: essenceSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data, width, height, channels: info.channels === 4 ? 4 : 3 };
};

const solid = (width: number, height: number, color: readonly number[]): RawPicture => ({
  data: Uint8Array.from(
    { length: width * height * color.length },
    (_, index) => color[index % color.length]!,
  ),
  width,
  height,
  channels: color.length === 4 ? 4 : 3,
});

/** Mean colours of the four quarters. */
const quartersOf = async (data: Uint8Array | Uint8ClampedArray, width: number, height: number) => {
  const channels = (data.length / width / height) as 3 | 4;
  const { data: small } = await sharp(data, { raw: { width, height, channels } })
    .removeAlpha()
    .resize(2, 2, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...small];
};

/** Bits that differ. */
const farApart = (a: string, b: string): number =>
  (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;

describe.each(['portrait.jpg', 'landscape.jpg', 'still-life.jpg'])('the placeholders of %s', (name) => {
  it('have its colours where it has them', async () => {
    const picture = await shrink(await original(name));
    const { blurhash, thumbhash } = findEssence(picture);
    const { width, height } = picture;
    const due = await quartersOf(picture.data, width, height);
    expect(isBlurhashValid(blurhash).result).toBe(true);
    expect(distance(await quartersOf(decode(blurhash, width, height), width, height), due)).toBeLessThan(45);
    const { w, h, rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'));
    expect(Math.abs(w / h - width / height)).toBeLessThan(0.2);
    expect(distance(await quartersOf(rgba, w, h), due)).toBeLessThan(30);
  });
});

describe('a ThumbHash', () => {
  it('can be seen through where the picture can', async () => {
    const { thumbhash } = findEssence(await shrink(await original('logo.png')));
    const { w, h, rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'));
    expect(rgba[3]).toBeLessThan(60);
    expect(rgba[((h >> 1) * w + (w >> 1)) * 4 + 3]).toBeGreaterThan(150);
  });
});

describe('a perceptual hash', () => {
  const hashOf = async (image: Sharp): Promise<string> => findPerceptualHash(await shrink(image));

  it('hardly changes with size, format, quality and brightness', async () => {
    const hash = await hashOf(await original('portrait.jpg'));
    expect(hash).toMatch(/^[\da-f]{16}$/u);
    const changes: readonly ((image: Sharp) => Sharp)[] = [
      (image) => image.resize(200),
      (image) => image.resize(300, 300, { fit: 'fill' }),
      (image) => image.webp({ quality: 10 }),
      (image) => image.linear(0.8, 20),
      (image) => image.grayscale(),
    ];
    for (const change of changes) {
      const changed = sharp(await change(await original('portrait.jpg')).toBuffer());
      expect(farApart(await hashOf(changed), hash)).toBeLessThanOrEqual(8);
    }
  });

  it('is another one for another picture, or one that is mirrored', async () => {
    const names = ['portrait.jpg', 'landscape.jpg', 'still-life.jpg', 'chart.png', 'lettering.png'];
    const hashes = await Promise.all(names.map(async (name) => hashOf(await original(name))));
    for (const [index, hash] of hashes.entries()) {
      for (const other of hashes.slice(index + 1)) expect(farApart(hash, other)).toBeGreaterThanOrEqual(16);
    }
    expect(farApart(await hashOf((await original('portrait.jpg')).flop()), hashes[0]!)).toBeGreaterThan(16);
  });

  it('has the bit of the wave that a picture is made of', () => {
    const side = 32;
    const wave = (across: number, down: number): RawPicture => {
      const data = new Uint8Array(side * side * 3);
      for (let at = 0; at < side * side; at += 1) {
        const [x, y] = [at % side, Math.floor(at / side)];
        const level =
          Math.cos(((2 * x + 1) * across * Math.PI) / 64) * Math.cos(((2 * y + 1) * down * Math.PI) / 64);
        data.fill(Math.round(128 + 100 * level), at * 3, at * 3 + 3);
      }
      return { data, width: side, height: side, channels: 3 };
    };
    expect(BigInt(`0x${findPerceptualHash(wave(1, 1))}`) >> 63n).toBe(1n);
    expect(BigInt(`0x${findPerceptualHash(wave(8, 8))}`) & 1n).toBe(1n);
    expect((BigInt(`0x${findPerceptualHash(wave(3, 2))}`) >> (63n - 10n)) & 1n).toBe(1n);
  });
});

describe('the essence', () => {
  it.each([
    [1, 1, [10, 20, 30]],
    [1, 64, [255, 255, 255]],
    [64, 1, [0, 0, 0, 0]],
    [3, 2, [200, 0, 0, 128]],
  ] as const)('of %i x %i pixels is there, too', (width, height, color) => {
    const { phash, blurhash, thumbhash } = findEssence(solid(width, height, color));
    expect(phash).toMatch(/^[\da-f]{16}$/u);
    expect(isBlurhashValid(blurhash).result).toBe(true);
    expect(thumbHashToRGBA(Buffer.from(thumbhash, 'base64')).rgba.every((byte) => byte >= 0)).toBe(true);
  });
});
