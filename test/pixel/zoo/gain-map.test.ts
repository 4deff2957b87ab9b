/** HDR photographs as phones write them: a JPEG for everybody, and behind it a map of where to make it brighter. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ownBytes } from '../../../src/pixel/own-bytes.ts';
import { engine, render, signal } from '../pictures.ts';
import { differenceFrom, height, opaque, sceneOf, width } from './scene.ts';
import { writeGainMapJpeg } from './write-gain-map.ts';

const base = await sceneOf(opaque).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
const map = await sceneOf((x) => [x * 4, x * 4, x * 4])
  .greyscale()
  .jpeg()
  .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' }, IFD0: { Artist: 'whereabouts' } })
  .toBuffer();
const photograph = writeGainMapJpeg(base, map);

const signs = /hdrgm|MPF\0|whereabouts/u;
const signsOf = (bytes: Uint8Array): boolean => signs.test(Buffer.from(bytes).toString('latin1'));

describe('a JPEG with a gain map', () => {
  it('has one, as those who look for it see', async () => {
    expect(signsOf(photograph)).toBe(true);
    expect(photograph.indexOf(Buffer.from([0xff, 0xd8, 0xff]), 2)).toBeGreaterThan(base.length);
  });

  it('shows its base picture', async () => {
    expect(await differenceFrom(photograph, opaque)).toBe(await differenceFrom(base, opaque));
    expect((await engine.open(photograph, signal)).facts).toMatchObject({
      storedWidth: width,
      storedHeight: height,
    });
  });

  it.each(['jpg', 'png', 'webp', 'avif'] as const)('leaves as %s without map or list', async (format) => {
    for (const metadata of ['all', 'attribution', undefined] as const) {
      const { bytes } = await render(photograph, [], { encode: { format, ...(metadata && { metadata }) } });
      expect(signsOf(bytes)).toBe(false);
    }
  });

  it('has own bytes that end where the base picture does', async () => {
    const own = ownBytes(photograph, (await engine.open(photograph, signal)).facts);
    if (own === undefined) throw new Error('There should be some');
    expect(signsOf(own)).toBe(false);
    expect(Buffer.from(own.subarray(-2))).toEqual(Buffer.from([0xff, 0xd9]));
    expect(own.length).toBeLessThanOrEqual(base.length);
    expect(await sharp(own).raw().toBuffer()).toEqual(await sharp(base).raw().toBuffer());
  });
});
