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
      expect(readJpegHeader(bytes)).toMatchObject({ width: 30, height: 20, orientation });
    }
    expect(readJpegHeader(await picture.clone().jpeg(options).toBuffer())).toEqual({
      width: 30,
      height: 20,
      orientation: 1,
    });
  });

  it.each([
    ['inches', 1, 300, 300],
    ['centimetres', 2, 100, 254],
    ['nothing but a ratio', 0, 1, undefined],
  ])('reads the density of a JFIF block in %s', async (_, unit, dots, density) => {
    const jfif = Uint8Array.of(0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, unit, 0, 0, 0, 0, 0, 0);
    new DataView(jfif.buffer).setUint16(12, dots);
    new DataView(jfif.buffer).setUint16(14, dots);
    const [start, rest] = [(await picture.clone().jpeg().toBuffer()).subarray(0, 2), 2];
    const plain = await picture.clone().jpeg().toBuffer();
    expect(readJpegHeader(Buffer.concat([start, jfif, plain.subarray(rest)]))?.density).toBe(density);
    const exif = await picture.clone().withMetadata({ density: 240 }).jpeg().toBuffer();
    const both = readJpegHeader(Buffer.concat([start, jfif, exif.subarray(rest)]));
    expect(both).toEqual({ width: 30, height: 20, orientation: 1, density: 240 });
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
