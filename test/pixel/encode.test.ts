import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '../../src/ops/facts.ts';
import { distance, engine, paint, quarters, readPixels, render } from './pictures.ts';

const picture = await paint(30, 20, quarters);
const noisy = await sharp({
  create: {
    width: 64,
    height: 64,
    channels: 3,
    background: 'red',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
})
  .png()
  .toBuffer();
/** A short value of the first directory. */
const tiffTag = (bytes: Uint8Array, tag: number): number | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const little = view.getUint8(0) === 0x49;
  const directory = view.getUint32(4, little);
  for (let index = 0; index < view.getUint16(directory, little); index++) {
    const entry = directory + 2 + index * 12;
    if (view.getUint16(entry, little) === tag) return view.getUint16(entry + 8, little);
  }
  return undefined;
};
/** Those that sharp reads by itself. */
const formats: readonly OutputFormat[] = ['avif', 'gif', 'jpg', 'png', 'tiff', 'webp'];

describe('formats', () => {
  it.each(formats)('writes %s of the right size, without metadata', async (format) => {
    const tagged = await sharp(picture)
      .withExif({ IFD0: { Software: 'secret-tool', Copyright: 'Somebody' } })
      .withMetadata({ orientation: 1, icc: 'p3' })
      .jpeg()
      .toBuffer();
    const { bytes, width, height } = await render(tagged, [], { encode: { format } });
    const metadata = await sharp(bytes).metadata();
    expect(metadata.format).toBe({ jpg: 'jpeg', avif: 'heif' }[format as string] ?? format);
    expect([metadata.width, metadata.height, width, height]).toEqual([30, 20, 30, 20]);
    expect([metadata.exif, metadata.icc, metadata.xmp, metadata.iptc]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/secret-tool|Somebody/u);
  });

  it.each(['png', 'webp', 'avif', 'tiff'] as const)('keeps alpha in %s', async (format) => {
    const faded = await render(picture, [{ op: 'opacity', factor: 0.5 }], { encode: { format } });
    expect((await readPixels(faded.bytes)).at(3, 3)[3]).toBe(128);
  });

  it.each([
    ['in one pass', [{ op: 'resize', width: 30, height: 20 }]],
    ['after colours changed', [{ op: 'linear', multiply: [0, 0, 0], add: [0, 0, 0] }]],
    ['after a kernel', [{ op: 'pixelate', size: 2 }]],
  ] as const)('lays the background under a JPEG %s', async (_, operations) => {
    const empty = await paint(40, 30, () => [255, 0, 0, 0]);
    const background = { r: 0, g: 100, b: 200, alpha: 1 };
    const result = await readPixels(
      (await render(empty, operations, { encode: { format: 'jpg', background } })).bytes,
    );
    expect(distance(result.at(10, 10), [0, 100, 200])).toBeLessThanOrEqual(3);
  });
});

describe('kinds of a format', () => {
  const kind = async (encode: Parameters<typeof render>[2], bytes = picture) => {
    const written = (await render(bytes, [], encode)).bytes;
    return { written, metadata: await sharp(written).metadata() };
  };

  it('are PNG with a palette, without alpha, and with it', async () => {
    const clear = await paint(40, 30, (x) => [255, 0, 0, x < 20 ? 0 : 255]);
    const palette = await kind({ encode: { pixels: 'png8' } }, clear);
    expect(palette.metadata).toMatchObject({ isPalette: true, hasAlpha: true });
    const opaque = await kind({ encode: { pixels: 'png24' } }, clear);
    expect(opaque.metadata).toMatchObject({ isPalette: false, channels: 3 });
    expect((await readPixels(opaque.written)).at(5, 5)).toEqual([255, 255, 255]);
    expect((await kind({ encode: { pixels: 'png32' } })).metadata.channels).toBe(4);
    expect((await kind({ encode: { pixels: 'png32' } }, clear)).metadata.channels).toBe(4);
  });

  it('are an icon that holds a PNG, and can be read again', async () => {
    const icon = (await render(picture, [], { encode: { format: 'ico' } })).bytes;
    expect([...icon.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 30, 20]);
    const again = await readPixels((await render(icon, [])).bytes);
    const before = await readPixels(picture);
    expect([again.width, again.height, again.at(3, 4)]).toEqual([
      30,
      20,
      [...before.at(3, 4), 255].slice(0, again.channels),
    ]);
  });

  it('are a smaller GIF', async () => {
    const photo = await readFile('fixtures/originals/still-life.jpg');
    const [usual, lossy] = [
      await kind({ encode: { format: 'gif' } }, photo),
      await kind({ encode: { format: 'gif', lossy: true } }, photo),
    ];
    expect(lossy.written.length).toBeLessThan(usual.written.length * 0.95);
  });

  it('are a TIFF of one bit for each pixel', async () => {
    const grey = await paint(64, 40, (x) => (x < 32 ? [100, 100, 100, 255] : [180, 180, 180, 255]));
    const { written, metadata } = await kind({ encode: { format: 'tiff', bilevel: true } }, grey);
    expect(metadata).toMatchObject({ format: 'tiff', bitsPerSample: 1, channels: 1 });
    // ImageWidth .. Compression: 4 is T.6 (TIFF 6.0, section 11).
    expect(tiffTag(written, 259)).toBe(4);
    expect(tiffTag(written, 262)).toBe(0);
    const pixels = await readPixels(written);
    expect([pixels.at(3, 3)[0], pixels.at(60, 3)[0]]).toEqual([0, 255]);
  });

  it.each(['jpg', 'tiff'] as const)('are CMYK in %s', async (format) => {
    const { written, metadata } = await kind({ encode: { format, space: 'cmyk' } });
    expect(metadata).toMatchObject({ space: 'cmyk', channels: 4, hasProfile: false });
    const back = await sharp(written).toColourspace('srgb').raw().toBuffer();
    expect(distance([...back.subarray(0, 3)], [200, 30, 30])).toBeLessThan(25);
  });

  it('lay white under what becomes CMYK', async () => {
    const clear = await paint(40, 30, () => [255, 0, 0, 0]);
    const { written, metadata } = await kind({ encode: { format: 'tiff', space: 'cmyk' } }, clear);
    expect(metadata).toMatchObject({ space: 'cmyk', channels: 4, hasAlpha: false });
    const [first] = await sharp(written).toColourspace('b-w').raw().toBuffer();
    expect(first).toBeGreaterThan(250);
  });

  it('have the profile of a press beside CMYK on demand', async () => {
    const inks = await readFile('fixtures/originals/cmyk.jpg');
    const { metadata } = await kind({ encode: { format: 'jpg', space: 'cmyk', profile: true } }, inks);
    expect(metadata).toMatchObject({ space: 'cmyk', hasProfile: true });
  });

  it.each(['jpg', 'png', 'webp', 'avif', 'tiff'] as const)(
    'have a profile in %s on demand',
    async (format) => {
      const { metadata } = await kind({ encode: { format, profile: true } });
      // The compact sRGB profile, whose name is in UTF-16.
      expect(metadata.icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
      expect(metadata.icc?.length).toBeLessThan(1000);
    },
  );
});

describe('settings', () => {
  const size = async (encode: Parameters<typeof render>[2]): Promise<number> =>
    (await render(noisy, [], encode)).bytes.length;

  it.each(['jpg', 'webp', 'avif'] as const)(
    'writes %s smaller at a lower quality, and has a default between',
    async (format) => {
      const [low, usual, high] = [
        await size({ encode: { format, quality: 20 } }),
        await size({ encode: { format } }),
        await size({ encode: { format, quality: 95 } }),
      ];
      expect(low).toBeLessThan(usual);
      expect(usual).toBeLessThan(high);
    },
  );

  it('subsamples chroma unless told otherwise', async () => {
    const chromaOf = async (encode: Parameters<typeof render>[2]) =>
      (await sharp((await render(picture, [], encode)).bytes).metadata()).chromaSubsampling;
    expect(await chromaOf({ encode: { format: 'jpg' } })).toBe('4:2:0');
    expect(await chromaOf({ encode: { format: 'jpg', chroma: '444' } })).toBe('4:4:4');
  });

  it.each(['jpg', 'png'] as const)('writes %s progressively on demand', async (format) => {
    const isProgressive = async (progressive: 'none' | 'semi' | 'steep') =>
      (await sharp((await render(picture, [], { encode: { format, progressive } })).bytes).metadata())
        .isProgressive;
    expect([await isProgressive('none'), await isProgressive('semi'), await isProgressive('steep')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('writes WebP without loss at quality 100', async () => {
    const result = await readPixels(
      (await render(picture, [], { encode: { format: 'webp', quality: 100 } })).bytes,
    );
    expect(result.at(14, 9)).toEqual([200, 30, 30]);
    expect(result.at(15, 10)).toEqual([220, 220, 40]);
  });

  it('names everything that its pixels depend on', () => {
    expect(engine.version).toMatch(/^pixel-\d+ /u);
    expect(engine.version).toContain(`vips-${sharp.versions.vips}`);
  });
});
