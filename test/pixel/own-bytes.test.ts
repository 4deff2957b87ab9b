/** An original's own bytes, without what it says of itself. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { render as renderChain } from '../../src/index.ts';
import { ownBytes } from '../../src/pixel/own-bytes.ts';
import { engine, signal } from './pictures.ts';

const photo = await readFile(new URL('../../fixtures/originals/still-life.jpg', import.meta.url));
const small = await sharp(photo).resize(300).jpeg({ quality: 20 }).toBuffer();
const fixture = async (name: string): Promise<Buffer> =>
  readFile(new URL(`../../fixtures/originals/${name}`, import.meta.url));
const logo = await fixture('logo.png');
const movie = await fixture('animation.gif');
const talkative = {
  IFD0: { Software: 'secret-tool' },
  IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
};

const own = async (bytes: Uint8Array): Promise<Uint8Array | undefined> =>
  ownBytes(bytes, (await engine.open(bytes, signal)).facts);

describe('the own bytes of an original', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'say nothing, and show the same, as %s',
    async (format) => {
      const bytes = await sharp(small)[format]().withExif(talkative).withXmp('<x>secret</x>').toBuffer();
      expect(bytes.toString('latin1')).toMatch(/secret/u);
      const before = Buffer.from(bytes);
      const stripped = await own(bytes);
      if (!stripped) throw new Error('There should be some');
      expect(bytes.equals(before)).toBe(true);
      const metadata = await sharp(stripped).metadata();
      expect([metadata.exif, metadata.xmp]).toEqual([undefined, undefined]);
      expect(Buffer.from(stripped).toString('latin1')).not.toMatch(/secret/u);
      expect(
        Buffer.compare(await sharp(stripped).raw().toBuffer(), await sharp(bytes).raw().toBuffer()),
      ).toBe(0);
      expect(stripped.length).toBeLessThanOrEqual(bytes.length);
    },
  );

  it.each(['webp', 'avif'] as const)('keep transparency and profiles, as %s', async (format) => {
    const image = sharp(logo).resize(120).withIccProfile('p3').withXmp('<x>secret</x>');
    const bytes = await image[format]().toBuffer();
    const stripped = await own(bytes);
    if (!stripped) throw new Error('There should be some');
    const metadata = await sharp(stripped).metadata();
    expect([metadata.hasAlpha, metadata.hasProfile, metadata.xmp]).toEqual([true, true, undefined]);
    expect(await sharp(stripped).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
  });

  it.each(['gif', 'webp'] as const)('go on moving, as they did, as %s', async (format) => {
    const delay = [120, 80, 200, 120, 120, 60];
    const bytes = await sharp(movie, { pages: -1 })
      .toFormat(format, { loop: 3, delay })
      .withXmp('<x>secret</x>')
      .toBuffer();
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 6]), Buffer.from('secret'), Buffer.alloc(1)]);
    const talking =
      format === 'gif' ? Buffer.concat([bytes.subarray(0, -1), comment, bytes.subarray(-1)]) : bytes;
    expect(talking.toString('latin1')).toMatch(/secret/u);
    const stripped = await own(talking);
    if (!stripped) throw new Error('There should be some');
    expect(Buffer.from(stripped).toString('latin1')).not.toMatch(/secret/u);
    expect(await sharp(stripped).metadata()).toMatchObject({ pages: 6, loop: 3, delay });
    const pixelsOf = async (file: Uint8Array): Promise<Buffer> => sharp(file, { pages: -1 }).raw().toBuffer();
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(talking));
  });

  it('are not taken from an AVIF in which there is something unknown', async () => {
    const bytes = await sharp(small).avif().toBuffer();
    const { facts } = await engine.open(bytes, signal);
    const provenance = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('uuidc2pa-secret-here')]);
    expect(ownBytes(bytes, facts)).toBeDefined();
    expect(ownBytes(Buffer.concat([bytes, provenance]), facts)).toBeUndefined();
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'never make a stir where a %s is broken',
    async (format) => {
      const bytes = await sharp(small).resize(40).toFormat(format).withXmp('<x>secret</x>').toBuffer();
      const { facts } = await engine.open(bytes, signal);
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
          const broken = Buffer.from(bytes);
          broken[at] = byte;
          ownBytes(broken, facts);
          ownBytes(broken.subarray(0, at), facts);
        }),
        { numRuns: 400 },
      );
    },
  );

  it('are not taken from what is turned, or cut off', async () => {
    const turned = await sharp(small).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await own(turned)).toBeUndefined();
    expect(ownBytes(small.subarray(0, 100), (await engine.open(small, signal)).facts)).toBeUndefined();
  });

  it.each([
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
  ] as const)('are what f_auto delivers where nothing is won, as %s', async (format, type) => {
    const tagged = await sharp(small)[format]({ quality: 10 }).withExif(talkative).toBuffer();
    const { bytes, contentType } = await renderChain(tagged, 'f_auto,q_auto:best', {
      accept: 'image/avif,image/webp',
    });
    expect(contentType).toBe(type);
    expect(bytes.length).toBeLessThanOrEqual(tagged.length);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/secret/u);
  });

  it('are what f_auto delivers of what moves, where nothing is won', async () => {
    // Two colours that change places: nothing that WebP could do better.
    const frame = (color: string): Buffer =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="${color}"/></svg>`,
      );
    const tiny = await sharp([frame('red'), frame('blue')], { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const { bytes, contentType } = await renderChain(tiny, 'f_auto,q_auto', { accept: 'image/webp' });
    expect(contentType).toBe('image/gif');
    expect(bytes.length).toBeLessThanOrEqual(tiny.length);
    expect((await sharp(bytes).metadata()).pages).toBe(2);
  });

  it('are not sent to whom they would be of no use', async () => {
    const avif = await sharp(small).avif({ quality: 5 }).toBuffer();
    const { contentType } = await renderChain(avif, 'f_auto,q_auto', { accept: 'image/webp' });
    expect(contentType).not.toBe('image/avif');
    const still = await renderChain(movie, 'f_auto,q_auto/pg_1', { accept: 'image/webp' });
    expect((await sharp(still.bytes).metadata()).pages ?? 1).toBe(1);
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
