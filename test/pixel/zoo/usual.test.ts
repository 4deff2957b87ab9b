/** Odd files in usual formats: the right picture, or a clear refusal. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { distance, engine, paint, quarters, readPixels, render, signal } from '../pictures.ts';
import { clear, differenceFrom, opaque, reduced, sceneOf } from './scene.ts';
import { greyOf, signature, writeChunk, writePng } from './write-png.ts';

const grey =
  (depth: number) =>
  (x: number, y: number): readonly number[] => [((x >> 1) + y) % 2 ** depth];
const greyAlpha = (depth: number) => (x: number, y: number) => [
  ((x >> 1) + y) % 2 ** depth,
  (x * 300) % 2 ** depth,
];

describe.each([false, true])('PNG, interlaced: %s', (interlaced) => {
  it.each([1, 2, 4, 8, 16] as const)('in %i bits of grey', async (depth) => {
    const file = writePng(grey(depth), { depth, kind: 0, interlaced });
    expect(await differenceFrom(file, greyOf(grey(depth), depth))).toBeLessThanOrEqual(1);
  });

  it.each([8, 16] as const)('in %i bits of grey and alpha', async (depth) => {
    const file = writePng(greyAlpha(depth), { depth, kind: 4, interlaced });
    expect(await differenceFrom(file, greyOf(greyAlpha(depth), depth))).toBeLessThanOrEqual(1);
  });

  it.each([8, 16] as const)('in %i bits a colour, with and without alpha', async (depth) => {
    const stretch = depth === 16 ? 257 : 1;
    const plain = writePng((x, y) => opaque(x, y).map((level) => level * stretch), {
      depth,
      kind: 2,
      interlaced,
    });
    const seen = writePng((x, y) => clear(x, y).map((level) => level * stretch), {
      depth,
      kind: 6,
      interlaced,
    });
    expect(await differenceFrom(plain, opaque)).toBe(0);
    expect(await differenceFrom(seen, clear)).toBe(0);
  });

  it.each([1, 2, 4, 8] as const)(
    'with a palette of %i bits, the first colour of which is not there',
    async (depth) => {
      const colors = reduced(depth);
      const table = Buffer.from(
        Array.from({ length: 2 ** depth }, (_, index) => colors(index << 2, 0)).flat(),
      );
      const before = [writeChunk('PLTE', table), writeChunk('tRNS', Buffer.from([0]))];
      const index = (x: number, y: number): number => ((x >> 2) + (y >> 2)) % 2 ** depth;
      const file = writePng((x, y) => [index(x, y)], { depth, kind: 3, interlaced, before });
      expect(await differenceFrom(file, (x, y) => [...colors(x, y), index(x, y) === 0 ? 0 : 255])).toBe(0);
    },
  );
});

describe('APNG', () => {
  it('shows its first frame', async () => {
    const control = (sequence: number): Buffer => {
      const data = Buffer.alloc(26);
      data.writeUInt32BE(sequence);
      data.writeUInt32BE(61, 4);
      data.writeUInt32BE(43, 8);
      data.writeUInt16BE(1, 20);
      data.writeUInt16BE(10, 22);
      return writeChunk('fcTL', data);
    };
    const frames = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]);
    const first = writePng(opaque, { depth: 8, kind: 2, before: [writeChunk('acTL', frames), control(0)] });
    const second = Buffer.from(writePng(() => [0, 0, 0], { depth: 8, kind: 2 }));
    const data = second.subarray(second.indexOf('IDAT') + 4, second.length - 16);
    const more = [control(1), writeChunk('fdAT', Buffer.concat([Buffer.from([0, 0, 0, 2]), data]))];
    const file = Buffer.concat([first.subarray(0, -12), ...more, writeChunk('IEND', Buffer.alloc(0))]);
    expect(file.subarray(0, 8)).toEqual(signature);
    expect(await differenceFrom(file, opaque)).toBe(0);
    expect((await engine.open(file, signal)).facts.pages).toBe(1);
  });
});

/** Without the segments of one kind. */
const without = (jpeg: Uint8Array, marker: number): Buffer => {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const next = at + 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
    if (jpeg[at + 1] !== marker) kept.push(jpeg.subarray(at, next));
    at = next;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
};

const color = [200, 60, 30];

describe('JPEG', () => {
  const cmyk = async (): Promise<Uint8Array> =>
    sceneOf(() => color)
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();

  it.each<readonly [string, (jpeg: Uint8Array) => Uint8Array, number]>([
    ['in CMYK with a profile', (jpeg) => jpeg, 12],
    ['in CMYK without one', (jpeg) => without(jpeg, 0xe2), 40],
  ])('%s', async (_, change, tolerance) => {
    const file = change(await cmyk());
    expect((await engine.open(file, signal)).facts.cmyk).toBe(true);
    expect(await differenceFrom(file, () => color)).toBeLessThanOrEqual(tolerance);
  });

  it('in YCCK is told from CMYK by Adobe’s mark', async () => {
    const file = Buffer.from(await cmyk());
    const transform = file.indexOf('Adobe') + 11;
    expect(file[transform]).toBe(0);
    file[transform] = 2;
    expect((await engine.open(file, signal)).facts.cmyk).toBe(true);
    // The same numbers stand for luma and chroma now.
    expect(await differenceFrom(file, () => color)).toBeGreaterThan(60);
  });

  it.each([
    ['progressive', { progressive: true }],
    ['optimised and 4:4:4', { chromaSubsampling: '4:4:4', mozjpeg: true }],
  ] as const)('%s', async (_, options) => {
    const file = await sceneOf(opaque)
      .jpeg({ quality: 100, ...options })
      .toBuffer();
    expect(await differenceFrom(file, opaque)).toBeLessThanOrEqual(24);
  });

  it('in one component is grey', async () => {
    const shades = (x: number): readonly number[] => [x * 4, x * 4, x * 4];
    const file = await sceneOf(shades).toColourspace('b-w').jpeg({ quality: 100 }).toBuffer();
    expect(await differenceFrom(file, shades)).toBeLessThanOrEqual(3);
  });
});

describe('TIFF', () => {
  it.each(['none', 'lzw', 'deflate', 'packbits'] as const)('packed by %s', async (compression) => {
    const file = await sceneOf(clear).tiff({ compression }).toBuffer();
    expect(await differenceFrom(file, clear)).toBe(0);
  });

  it('of 16 bits, in tiles, big-endian inks, and one bit', async () => {
    const deep = await sceneOf(opaque).toColourspace('rgb16').tiff({ compression: 'none' }).toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect(await differenceFrom(deep, opaque)).toBeLessThanOrEqual(1);
    const tiles = await sceneOf(opaque)
      .tiff({ tile: true, tileWidth: 16, tileHeight: 16, compression: 'lzw' })
      .toBuffer();
    expect(await differenceFrom(tiles, opaque)).toBe(0);
    const inks = await sceneOf(() => color)
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .tiff()
      .toBuffer();
    expect(await differenceFrom(inks, () => color)).toBeLessThanOrEqual(12);
    const black = (x: number): readonly number[] => (x < 30 ? [0, 0, 0] : [255, 255, 255]);
    const fax = await sceneOf(black)
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1 })
      .toBuffer();
    expect(await differenceFrom(fax, black)).toBe(0);
  });
});

describe('AVIF', async () => {
  const upright = await paint(30, 20, quarters);

  it.each([3, 5, 6, 8] as const)('that its boxes turn as EXIF %i would', async (orientation) => {
    const file = await readFile(new URL(`../../../fixtures/odd/turned-${orientation}.avif`, import.meta.url));
    const due = await readPixels(
      await sharp(await sharp(upright).withMetadata({ orientation }).png().toBuffer())
        .autoOrient()
        .png()
        .toBuffer(),
    );
    const is = await readPixels((await render(file, [])).bytes);
    expect([is.width, is.height]).toEqual([due.width, due.height]);
    for (const [x, y] of [
      [2, 2],
      [due.width - 3, 2],
      [2, due.height - 3],
    ] as const) {
      expect(distance(is.at(x, y), due.at(x, y))).toBeLessThanOrEqual(4);
    }
  });

  it.each(['4:2:0', '4:4:4'] as const)('in 10 bits, %s', async (chromaSubsampling) => {
    const flat = await sceneOf(() => color)
      .avif({ quality: 100, bitdepth: 10, chromaSubsampling })
      .toBuffer()
      .catch(() => undefined);
    // The libaom of some builds writes 8 bits only.
    if (flat !== undefined) expect(await differenceFrom(flat, () => color)).toBeLessThanOrEqual(4);
  });
});

describe('what is cut off', () => {
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    try {
      await render(bytes, []);
      return 'shown';
    } catch (error) {
      return error instanceof Failure ? error.code : String(error);
    }
  };

  /** The policy: half a picture is no picture. Not even a missing end is let go, for nobody knows what else is missing. */
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('is refused, as %s', async (format) => {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const file = await sharp({ create: { width: 200, height: 200, channels: 3, background: 'red', noise } })
      .toFormat(format)
      .toBuffer();
    for (const share of [0.02, 0.3, 0.7, 0.95]) {
      expect([share, await codeOf(file.subarray(0, Math.floor(file.length * share)))]).toEqual([
        share,
        'source.corrupt',
      ]);
    }
  });

  it('is refused, as a GIF of several frames', async () => {
    const one = await sceneOf(opaque).png().toBuffer();
    const two = await sceneOf(reduced(4)).png().toBuffer();
    const file = await sharp([one, two, one], { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await codeOf(file.subarray(0, file.length >> 1))).toBe('source.corrupt');
  });
});
