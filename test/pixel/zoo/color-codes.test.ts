/** Colours that are told by numbers rather than by a profile, judged by what is delivered. */
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { createToneCurve } from '../../../src/pixel/color/tone-map.ts';
import { fromPq, toPq } from '../../../src/pixel/color/transfer.ts';
import { matrixToSrgb } from '../../../src/pixel/color/primaries.ts';
import { distance, engine, readPixels, render, signal } from '../pictures.ts';
import { clear, differenceFrom, opaque, sceneOf } from './scene.ts';
import { cicpChunk, retagAvif, retagPng } from './write-color-codes.ts';
import { writeChunk, writePng } from './write-png.ts';

const displayP3 = { primaries: 12, transfer: 13 } as const;

/** The numbers of the scene in Display P3, with its profile. */
const inP3 = (image: Sharp): Sharp => image.withIccProfile('p3');

const avifOf = async (image: Sharp, bitdepth: 8 | 10 | 12 = 8): Promise<Uint8Array> =>
  inP3(image).avif({ quality: 100, chromaSubsampling: '4:4:4', bitdepth }).toBuffer();

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await engine.open(bytes, signal);
    return 'opened';
  } catch (error) {
    return error instanceof Failure ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('Display P3 by numbers', () => {
  it.each([8, 10, 12] as const)('is what a profile makes of an AVIF of %i bits', async (bitdepth) => {
    const file = await avifOf(sceneOf(opaque), bitdepth);
    const numbered = retagAvif(file, displayP3);
    const [byProfile, byNumbers] = await Promise.all(
      [file, numbered].map(async (bytes) =>
        sharp((await render(bytes, [])).bytes)
          .raw()
          .toBuffer(),
      ),
    );
    const differences = byProfile!.map((byte, index) => Math.abs(byte - byNumbers![index]!));
    // With a profile, sharp rounds the darkest channels of what is deep more coarsely.
    expect(Math.max(...differences)).toBeLessThanOrEqual(bitdepth === 8 ? 1 : 10);
    expect(differences.reduce((sum, each) => sum + each, 0) / differences.length).toBeLessThan(0.6);
    // Taken for sRGB, which they were before, they are far from it.
    expect(await differenceFrom(numbered, opaque)).toBeLessThanOrEqual(12); // the codec's own
    expect(await differenceFrom(retagAvif(file, { primaries: 1, transfer: 13 }), opaque)).toBeGreaterThan(40);
  });

  it('keeps what can be seen through, in AVIF as in PNG', async () => {
    expect(
      await differenceFrom(retagAvif(await avifOf(sceneOf(clear)), displayP3), clear),
    ).toBeLessThanOrEqual(8);
    const png = await inP3(sceneOf(clear)).png().toBuffer();
    expect(await differenceFrom(retagPng(png, displayP3), clear)).toBeLessThanOrEqual(2);
  });

  it('counts more than the profile of a PNG', async () => {
    const numbers = { primaries: 9, transfer: 13 } as const;
    const png = await inP3(sceneOf(opaque)).png().toBuffer();
    expect(await differenceFrom(retagPng(png, numbers), opaque)).toBeGreaterThan(10);
  });

  it('is converted once, before crops and effects, whichever way up the picture is stored', async () => {
    const plain = retagPng(await inP3(sceneOf(opaque)).png().toBuffer(), displayP3);
    const turned = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
    const png = Buffer.concat([plain.subarray(0, 33), writeChunk('eXIf', turned), plain.subarray(33)]);
    const { facts } = await engine.open(png, signal);
    expect(facts).toMatchObject({ format: 'png', storedWidth: 61, storedHeight: 43, orientation: 6 });
    const { bytes } = await render(png, [{ op: 'extract', left: 0, top: 0, width: 20, height: 30 }]);
    const pixels = await readPixels(bytes);
    expect(distance(pixels.at(5, 7), opaque(7, 42 - 5))).toBeLessThanOrEqual(2);
  });
});

describe('numbers that mean sRGB, or nothing', () => {
  it.each([
    [1, 13],
    [1, 1],
    [2, 2],
    [0, 0],
    [99, 6],
  ])('leave a picture alone: %i/%i', async (primaries, transfer) => {
    const file = writePng(opaque, { depth: 8, kind: 2, before: [cicpChunk({ primaries, transfer })] });
    expect(await differenceFrom(file, opaque)).toBe(0);
  });
});

describe('other primaries and curves', () => {
  it.each([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22])('have the same greys: %i', (primaries) => {
    for (const row of matrixToSrgb(primaries) ?? []) {
      expect(row.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 3);
    }
  });

  it('are those that are published for BT.2020', () => {
    // ITU-R BT.2087, table 2.
    const published = [
      [1.6605, -0.5876, -0.0728],
      [-0.1246, 1.1329, -0.0083],
      [-0.0182, -0.1006, 1.1187],
    ];
    const matrix = matrixToSrgb(9)!;
    for (const [index, row] of published.entries()) {
      expect(distance(matrix[index]!, row)).toBeLessThan(0.0002);
    }
  });

  it.each([
    [4, 2.2],
    [5, 2.8],
    [8, 1],
  ])('of curve %i', async (transfer, gamma) => {
    const grey = (x: number): readonly number[] => [x * 4, x * 4, x * 4];
    const file = writePng(grey, { depth: 8, kind: 2, before: [cicpChunk({ primaries: 1, transfer })] });
    const encode = (light: number): number =>
      light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
    const shown = (x: number): readonly number[] => {
      const level = 255 * encode(((x * 4) / 255) ** gamma);
      return [level, level, level];
    };
    expect(await differenceFrom(file, shown)).toBeLessThanOrEqual(1);
  });

  it.each([9, 10, 17])('of curve %i are refused by name', async (transfer) => {
    const file = writePng(opaque, { depth: 8, kind: 2, before: [cicpChunk({ primaries: 1, transfer })] });
    expect(await codeOf(file)).toMatch(/^source\.unsupported-format: .*transfer characteristics \d+ \(/u);
  });
});

describe('HDR', () => {
  const pq2020 = { primaries: 9, transfer: 16 } as const;
  const deep = (light: number): number => Math.round(toPq(light) * 65_535);

  /** Eight stripes of grey. */
  const lights = [0.1, 1, 5, 20, 60, 203, 600, 1000];
  const stripe = (x: number): number => lights[Math.min(7, x >> 3)]!;
  const stripes = (
    codes: { readonly primaries: number; readonly transfer: number },
    paint = stripe,
  ): Uint8Array =>
    writePng(
      (x) => {
        const level = deep(paint(x));
        return [level, level, level];
      },
      { depth: 16, kind: 2, before: [cicpChunk(codes)] },
    );
  const levels = async (file: Uint8Array): Promise<readonly number[]> => {
    const pixels = await readPixels((await render(file, [])).bytes);
    return lights.map((_, index) => pixels.at(index * 8 + 3, 20)[0]!);
  };

  it('has darkness as it is, whites nearly white, and lights in all their steps', async () => {
    const shown = await levels(stripes(pq2020));
    // What 203 cd/m2 as white makes of the dark ones: sRGB of light / 203.
    expect(distance(shown.slice(0, 5), [2, 16, 43, 89, 147])).toBeLessThanOrEqual(1);
    expect(shown[5]).toBeGreaterThan(215);
    expect(shown[5]).toBeLessThan(shown[6]!);
    expect(shown[6]).toBeLessThan(shown[7]!);
    expect(shown[7]).toBeGreaterThan(250);
  });

  it('is left alone when nothing in it is brighter than white', async () => {
    const shown = await levels(stripes(pq2020, (x) => Math.min(203, stripe(x))));
    expect(distance(shown, [2, 16, 43, 89, 147, 255, 255, 255])).toBeLessThanOrEqual(1);
  });

  it('does not get dark for one bright pixel', async () => {
    const file = writePng(
      (x, y) => {
        const level = deep(x === 30 && y === 20 ? 10_000 : 100);
        return [level, level, level];
      },
      { depth: 16, kind: 2, before: [cicpChunk(pq2020)] },
    );
    const pixels = await readPixels((await render(file, [])).bytes);
    expect(distance(pixels.at(3, 3), [186, 186, 186])).toBeLessThanOrEqual(1);
    expect(pixels.at(30, 20)).toEqual([255, 255, 255]);
  });

  it('keeps its hues, though their lights are brought closer', async () => {
    const file = writePng(() => [deep(900), deep(300), deep(300)], {
      depth: 16,
      kind: 2,
      before: [cicpChunk({ primaries: 1, transfer: 16 })],
    });
    const light = (level: number): number => fromPq(toPq(level)); // as they are
    const [r = 0, g = 0, b = 0] = (await readPixels((await render(file, [])).bytes)).at(9, 9);
    const linear = (byte: number): number => ((byte / 255 + 0.055) / 1.055) ** 2.4;
    expect(g).toBe(b);
    expect(linear(g) / linear(r)).toBeCloseTo(light(300) / light(900), 2);
  });

  it('in hybrid log-gamma has white where it is due, and black', async () => {
    // ITU-R BT.2408: 75 % is white, 38 % the grey card.
    const signal75 = [0, 0.38, 0.75, 1];
    const file = writePng(
      (x) => {
        const level = Math.round(signal75[Math.min(3, x >> 4)]! * 65_535);
        return [level, level, level];
      },
      { depth: 16, kind: 2, before: [cicpChunk({ primaries: 9, transfer: 18 })] },
    );
    const pixels = await readPixels((await render(file, [])).bytes);
    const [black, card, white, brightest] = [8, 24, 40, 56].map((x) => pixels.at(x, 20)[0]!);
    expect(black).toBe(0);
    expect(card).toBeGreaterThan(90);
    expect(card).toBeLessThan(125);
    expect(white).toBeGreaterThan(215);
    expect(white).toBeLessThan(brightest!);
    expect(brightest).toBe(255);
  });

  it('in AVIF is what it is in PNG', async () => {
    const bytes = await avifOf(sceneOf(opaque), 10);
    const { data, info } = await sharp(bytes, { ignoreIcc: true })
      .toColourspace('rgb16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    const words = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
    const samples = (x: number, y: number): readonly number[] =>
      [0, 1, 2].map((channel) => Math.round((words[(y * info.width + x) * 3 + channel]! / 65_472) * 65_535));
    const png = writePng(samples, { depth: 16, kind: 2, before: [cicpChunk(pq2020)] });
    const [fromAvif, fromPng] = await Promise.all(
      [retagAvif(bytes, pq2020), png].map(async (file) =>
        sharp((await render(file, [])).bytes)
          .raw()
          .toBuffer(),
      ),
    );
    expect(distance([...fromAvif!], [...fromPng!])).toBeLessThanOrEqual(1);
  });

  it('has a curve that never falls, and ends at white', () => {
    for (const peak of [0.5, 1, 1.5, 5, 20, 49]) {
      const curve = createToneCurve(peak);
      let last = 0;
      for (let light = 0; light <= peak; light += peak / 500) {
        const shown = curve(light);
        expect(shown).toBeGreaterThanOrEqual(last);
        expect(shown).toBeLessThanOrEqual(light + 1e-9);
        last = shown;
      }
      if (peak > 1) expect(curve(peak)).toBeCloseTo(1, 6);
    }
  });
});
