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
