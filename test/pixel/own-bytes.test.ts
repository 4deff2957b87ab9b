/** An original's own bytes, without what it says of itself. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { render as renderChain } from '../../src/index.ts';
import { ownBytes } from '../../src/pixel/own-bytes.ts';
import { engine, signal } from './pictures.ts';

const photo = await readFile(new URL('../../fixtures/originals/still-life.jpg', import.meta.url));
const small = await sharp(photo).resize(300).jpeg({ quality: 20 }).toBuffer();
const talkative = {
  IFD0: { Software: 'secret-tool' },
  IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
};

const own = async (bytes: Uint8Array): Promise<Uint8Array | undefined> =>
  ownBytes(bytes, (await engine.open(bytes, signal)).facts);

describe('the own bytes of an original', () => {
  it.each(['jpeg', 'png'] as const)('say nothing, and show the same, as %s', async (format) => {
    const bytes = await sharp(small)[format]().withExif(talkative).withXmp('<x>secret</x>').toBuffer();
    const stripped = await own(bytes);
    if (!stripped) throw new Error('There should be some');
    const metadata = await sharp(stripped).metadata();
    expect([metadata.exif, metadata.xmp]).toEqual([undefined, undefined]);
    expect(Buffer.from(stripped).toString('latin1')).not.toMatch(/secret/u);
    expect(Buffer.compare(await sharp(stripped).raw().toBuffer(), await sharp(bytes).raw().toBuffer())).toBe(
      0,
    );
    expect(stripped.length).toBeLessThan(bytes.length);
  });

  it('are not taken from what is turned, or cut off', async () => {
    const turned = await sharp(small).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await own(turned)).toBeUndefined();
    expect(ownBytes(small.subarray(0, 100), (await engine.open(small, signal)).facts)).toBeUndefined();
  });

  it('are what f_auto delivers where nothing is won', async () => {
    const tagged = await sharp(small).jpeg({ quality: 20 }).withExif(talkative).toBuffer();
    const { bytes, contentType } = await renderChain(tagged, 'f_auto,q_auto:best');
    expect(contentType).toBe('image/jpeg');
    expect(bytes.length).toBeLessThanOrEqual(tagged.length);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/secret/u);
  });
});

describe('f_auto on real pictures', () => {
  const accept = 'image/avif,image/webp';
  const original = (name: string): string =>
    new URL(`../../fixtures/originals/${name}`, import.meta.url).pathname;

  it('keeps transparency, whatever is accepted', async () => {
    for (const accepted of ['*/*', 'image/webp', accept]) {
      const { bytes } = await renderChain(original('logo.png'), 'c_scale,w_120/f_auto,q_auto', {
        accept: accepted,
      });
      const { data } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      expect(data[3]).toBe(0);
    }
  });

  it('is smaller the more is accepted', async () => {
    const sizes: number[] = [];
    for (const accepted of ['*/*', 'image/webp', accept]) {
      const chain = 'c_scale,w_300/f_auto,q_auto';
      const { bytes } = await renderChain(original('still-life.jpg'), chain, { accept: accepted });
      sizes.push(bytes.length);
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes[2]).toBeLessThan(sizes[0] ?? 0);
  });
});
