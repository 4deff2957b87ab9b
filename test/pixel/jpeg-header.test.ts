import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readJpegHeader } from '../../src/pixel/jpeg-header.ts';
import { paint, quarters } from './pictures.ts';

const picture = sharp(await paint(30, 20, quarters));

describe('readJpegHeader', () => {
  it.each([
    ['baseline', { progressive: false }],
    ['progressive', { progressive: true }],
    ['full chroma', { chromaSubsampling: '4:4:4' }],
  ])('reads a %s JPEG as libvips does', async (_, options) => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const tagged = picture
        .clone()
        .withExif({ IFD0: { Copyright: 'A', Software: 'B' } })
        .withMetadata({ orientation });
      const bytes = await tagged.jpeg(options).toBuffer();
      expect(readJpegHeader(bytes)).toEqual({ width: 30, height: 20, orientation });
    }
    expect(readJpegHeader(await picture.clone().jpeg(options).toBuffer())).toEqual({
      width: 30,
      height: 20,
      orientation: 1,
    });
  });

  it.each([
    ['grey', async () => await picture.clone().greyscale().toColourspace('b-w').jpeg().toBuffer()],
    ['CMYK', async () => await picture.clone().toColourspace('cmyk').jpeg().toBuffer()],
  ])('leaves %s to libvips', async (_, make) => {
    expect(readJpegHeader(await make())).toBeUndefined();
  });

  it('survives whatever follows the first bytes', async () => {
    const whole = await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    for (let end = 3; end < 700; end++) expect(() => readJpegHeader(whole.subarray(0, end))).not.toThrow();
    for (let at = 2; at < 300; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const broken = Buffer.from(whole);
        broken[at] = value;
        expect(() => readJpegHeader(broken)).not.toThrow();
      }
    }
  });
});
