import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { glance } from '../../src/pixel/glance.ts';

const picture = sharp({ create: { width: 70, height: 50, channels: 4, background: '#33669980' } });

const sizeOf = (bytes: Uint8Array) => {
  const { storedWidth, storedHeight, pages } = glance(bytes)?.facts ?? {};
  return [storedWidth, storedHeight, pages];
};

/** As many frames as there are widths of a bar. */
const animate = async (format: 'gif' | 'webp', frames: number): Promise<Uint8Array> => {
  const pages = Array.from({ length: frames }, async (_, index) =>
    sharp({ create: { width: 30, height: 20, channels: 3, background: { r: index * 40, g: 80, b: 120 } } })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(pages), { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
};

describe('a glance', () => {
  it.each([
    ['lossy WebP', async () => picture.clone().removeAlpha().webp().toBuffer()],
    ['WebP with alpha', async () => picture.clone().webp().toBuffer()],
    ['lossless WebP', async () => picture.clone().webp({ lossless: true }).toBuffer()],
    ['AVIF', async () => picture.clone().avif().toBuffer()],
    ['TIFF', async () => picture.clone().tiff().toBuffer()],
    ['PNG', async () => picture.clone().png().toBuffer()],
    ['GIF', async () => picture.clone().gif().toBuffer()],
  ])('sees the size of %s', async (_, make) => {
    expect(sizeOf(await make())).toEqual([70, 50, 1]);
  });

  it.each(['gif', 'webp'] as const)('counts the frames of %s', async (format) => {
    expect(sizeOf(await animate(format, 5))).toEqual([30, 20, 5]);
  });

  it('sees whether a drawing has filters', () => {
    const draw = (content: string) =>
      glance(new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`))?.elaborate;
    expect([draw('<rect/>'), draw('<rect class="filter"/>')]).toEqual([false, false]);
    for (const content of [
      '<svg:feGaussianBlur/>',
      '<filter/>',
      '<g filter="blur(9px)"/>',
      '<g style="filter: x"/>',
    ]) {
      expect(draw(content)).toBe(true);
    }
    const utf16 = Buffer.from('\ufeff<svg xmlns="http://www.w3.org/2000/svg"><filter/></svg>', 'utf16le');
    expect(glance(utf16)?.elaborate).toBe(true);
  });

  it('never fails, whatever it sees', () => {
    const jpeg = readFileSync('fixtures/originals/landscape.jpg');
    const heads = ['GIF89a', 'RIFF0000WEBPVP8X', '\x89PNG\r\n\x1a\n', 'II*\0', 'MM\0*', '\0\0\0\x20ftypavif'];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        glance(Buffer.concat([Buffer.from(head, 'latin1'), rest]));
      }),
    );
    for (let length = 0; length < 400; length += 1) glance(jpeg.subarray(0, length));
  });
});
