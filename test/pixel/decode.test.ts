/** Whatever the original is stored as, operations see it upright and in 8-bit sRGB. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Orientation } from '../../src/ops/facts.ts';
import type { Operation } from '../../src/ops/operation.ts';
import { distance, engine, paint, quarters, readPixels, render, signal, white } from './pictures.ts';

const picture = await paint(30, 20, quarters);
const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

describe('EXIF orientation', () => {
  it.each(orientations)('brings %i upright', async (orientation) => {
    const bytes = await sharp(picture).withMetadata({ orientation }).png().toBuffer();
    const ours = await readPixels((await render(bytes, [])).bytes);
    const theirs = await readPixels(await sharp(bytes).autoOrient().png().toBuffer());
    const corners = (p: typeof ours) => [
      p.at(0, 0),
      p.at(p.width - 1, 0),
      p.at(0, p.height - 1),
      [p.width, p.height],
    ];
    expect(corners(ours)).toEqual(corners(theirs));
  });

  it.each(orientations)('counts operations from the upright picture: %i', async (orientation) => {
    const upright = await sharp(picture).resize(600, 400, { kernel: 'nearest' }).png().toBuffer();
    const large = await sharp(upright)
      .withMetadata({ orientation })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const turned = orientation > 4;
    const operations: Operation[] = [
      { op: 'resize', width: turned ? 40 : 60, height: turned ? 60 : 40 },
      { op: 'extract', left: 4, top: 6, width: 30, height: 30 },
      { op: 'turn', degrees: 90 },
    ];
    const ours = await readPixels((await render(large, operations)).bytes);
    const flat = await sharp(large).autoOrient().png().toBuffer();
    const theirs = await readPixels((await render(flat, operations)).bytes);
    expect([ours.width, ours.height]).toEqual([30, 30]);
    for (const [x, y] of [
      [2, 2],
      [27, 2],
      [2, 27],
      [27, 27],
    ] as const) {
      // prettier-ignore
      expect(distance(ours.at(x, y), theirs.at(x, y))).toBeLessThanOrEqual(6);
    }
  });

  it('leaves the picture as stored when told so', async () => {
    const bytes = await sharp(picture).withMetadata({ orientation: 6 }).png().toBuffer();
    const result = await render(bytes, [], { decode: { autoOrient: false } });
    expect([result.width, result.height]).toEqual([30, 20]);
  });
});

const color = [200, 60, 30];
const flat = await paint(8, 8, () => color);

describe('colour', () => {
  it.each([
    ['Display P3', async () => await sharp(flat).withIccProfile('p3').png().toBuffer(), 2],
    [
      '16 bits in Display P3',
      async () => await sharp(flat).toColourspace('rgb16').withIccProfile('p3').png().toBuffer(),
      2,
    ],
    ['16 bits', async () => await sharp(flat).toColourspace('rgb16').png().toBuffer(), 1],
    // CMYK cannot hold every colour; what counts is that it comes back as itself as nearly as it went.
    [
      'CMYK with a profile',
      async () =>
        await sharp(flat).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer(),
      12,
    ],
    ['CMYK without a profile', async () => await sharp(flat).toColourspace('cmyk').tiff().toBuffer(), 32],
  ] as const)('of %s comes out in sRGB', async (_, make, tolerance) => {
    for (const operations of [[], [{ op: 'linear', multiply: [1, 1, 1], add: [0, 0, 0] }]] as const) {
      const result = await readPixels((await render(await make(), operations)).bytes);
      expect(result.channels).toBe(3);
      expect(distance(result.at(4, 4), color)).toBeLessThanOrEqual(tolerance);
    }
  });

  it('of a grey original can be changed like any other', async () => {
    const grey = await sharp(flat).greyscale().toColourspace('b-w').png().toBuffer();
    const margin = {
      op: 'extend',
      left: 1,
      top: 0,
      right: 0,
      bottom: 0,
      color: { r: 255, g: 0, b: 0, alpha: 1 },
    } as const;
    const result = await readPixels(
      (await render(grey, [{ op: 'resize', width: 5, height: 5 }, margin])).bytes,
    );
    expect(result.at(0, 0)).toEqual([255, 0, 0]);
    const [r, g, b] = result.at(3, 3);
    expect([g, b]).toEqual([r, r]);
  });

  it('of a grey original with alpha goes over the background', async () => {
    const alpha = await sharp({
      create: { width: 4, height: 4, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const background = { r: 0, g: 0, b: 255, alpha: 1 };
    const result = await readPixels(
      (await render(alpha, [], { encode: { format: 'jpg', background } })).bytes,
    );
    expect(distance(result.at(2, 2), [0, 0, 255])).toBeLessThanOrEqual(3);
  });
});

describe('vectors and frames', () => {
  it('draws an SVG at the size that it is resized to', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="10" fill="#f00"/></svg>';
    const bytes = new TextEncoder().encode(svg);
    const result = await readPixels((await render(bytes, [{ op: 'resize', width: 200, height: 200 }])).bytes);
    expect([result.at(97, 100), result.at(103, 100)[3]]).toEqual([[255, 0, 0, 255], 0]);
  });

  it('draws an SVG at a density', async () => {
    const bytes = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>',
    );
    const result = await render(bytes, [], { decode: { density: 144 } });
    expect([result.width, result.height]).toEqual([20, 40]);
  });

  it('opens the frame that is asked for', async () => {
    const blue = await paint(30, 20, () => [0, 0, 255]);
    const bytes = await sharp([picture, blue], { join: { animated: true } })
      .gif()
      .toBuffer();
    const first = await readPixels(
      (await render(bytes, [], { encode: { format: 'jpg', background: white } })).bytes,
    );
    const second = await readPixels((await render(bytes, [], { decode: { page: 1 } })).bytes);
    expect(distance(first.at(2, 2), [200, 30, 30])).toBeLessThanOrEqual(25);
    expect(second.at(2, 2).slice(0, 3)).toEqual([0, 0, 255]);
    expect((await engine.open(bytes, signal)).facts.pages).toBe(2);
  });

  it('opens a page of a document, measured first', async () => {
    const other = await paint(30, 20, () => [9, 99, 199]);
    const bytes = await sharp([picture, other], { join: { animated: true } })
      .tiff({ compression: 'none' })
      .toBuffer();
    const image = await engine.open(bytes, signal);
    expect(image.facts.pages).toBe(2);
    const pageSize = { width: 30, height: 20, alpha: false };
    expect(await image.measure({ kind: 'page', original: 0, page: 1 }, signal)).toEqual({
      kind: 'page',
      ...pageSize,
    });
    const { bytes: made } = await render(bytes, [], { decode: { page: 1, pageSize } });
    expect((await readPixels(made)).at(3, 3)).toEqual([9, 99, 199]);
  });

  it('leaves out a mask that a TIFF has for its fourth channel, and shows all that is under it', async () => {
    const masked = await paint(40, 20, (x) => [200, 100, 50, x < 20 ? 0 : 255]);
    const bytes = await sharp(masked).tiff({ compression: 'lzw' }).toBuffer();
    const halve: Operation = { op: 'resize', width: 20, height: 10 };
    const shown = await readPixels((await render(bytes, [halve], { decode: { ignoresAlpha: true } })).bytes);
    expect(shown.channels).toBe(3);
    expect([shown.at(2, 5), shown.at(10, 5), shown.at(17, 5)]).toEqual(Array(3).fill([200, 100, 50]));
    const kept = await readPixels((await render(bytes, [halve])).bytes);
    expect(kept.at(2, 5)[3]).toBe(0);
  });
});
