/**
 * What we deliver beside what a browser makes of the original itself, in the pixels of its screenshots: wide and odd
 * colour spaces, deep pixels, inks, turned pictures, transparency, and HDR photographs.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retagAvif, retagPng } from '../pixel/zoo/write-color-codes.ts';
import { writeGainMapJpeg } from '../pixel/zoo/write-gain-map.ts';
import { adobeRgb, writeMatrixProfile } from '../pixel/zoo/write-matrix-profile.ts';
import { writeChunk } from '../pixel/zoo/write-png.ts';
import { type DarkroomServer, startDarkroom } from '../servers/darkroom.ts';
import { executablePath, launch } from './chromium.ts';

/** Patches of one colour each, wide enough that no codec mixes their middles. */
const patchSide = 32;
const [across, down] = [6, 4];
const [width, height] = [across * patchSide, down * patchSide];

/** Greys, the corners of the space, and colours of skin, sky, leaves and fruit. */
const colors: readonly (readonly [r: number, g: number, b: number])[] = [
  [0, 0, 0],
  [25, 25, 25],
  [64, 64, 64],
  [128, 128, 128],
  [192, 192, 192],
  [255, 255, 255],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [0, 255, 255],
  [255, 0, 255],
  [255, 255, 0],
  [115, 82, 68],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [133, 128, 177],
  [103, 189, 170],
  [214, 126, 44],
  [80, 91, 166],
  [193, 90, 99],
  [94, 60, 108],
  [157, 188, 64],
  [224, 163, 46],
];

const paint = (alphaOf?: (patch: number) => number): Sharp => {
  const channels = alphaOf === undefined ? 3 : 4;
  const data = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const row = Math.floor(pixel / width / patchSide);
    const patch = row * across + Math.floor((pixel % width) / patchSide);
    data.set([...colors[patch]!, ...(alphaOf ? [alphaOf(patch)] : [])], pixel * channels);
  }
  return sharp(data, { raw: { width, height, channels } });
};

/** The numbers stay; what they mean is said by the profile. */
const tagPng = (png: Uint8Array, profile: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from('profile\0\0', 'latin1'), deflateSync(profile)]);
  return Buffer.concat([png.subarray(0, 33), writeChunk('iCCP', body), png.subarray(33)]);
};

const tagJpeg = (jpeg: Uint8Array, profile: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]);
  const head = Buffer.from([0xff, 0xe2, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
};

/** Without the segments that profiles are in. */
const withoutProfile = (file: Uint8Array): Buffer => {
  const kept: Uint8Array[] = [];
  let at = 2;
  while (file[at + 1] !== 0xda) {
    const next = at + 2 + ((file[at + 2]! << 8) | file[at + 3]!);
    if (file[at + 1] !== 0xe2) kept.push(file.subarray(at, next));
    at = next;
  }
  return Buffer.concat([file.subarray(0, 2), ...kept, file.subarray(at)]);
};

const adobe = writeMatrixProfile('Compatible with Adobe RGB (1998)', adobeRgb);
const fine = { quality: 100, chromaSubsampling: '4:4:4' } as const;

interface Case {
  readonly file: string;
  readonly write: () => Promise<Uint8Array>;
  /** How far the middle of a patch may be from the reference, in any channel. */
  readonly tolerance?: number;
}

const p3Profile = async (): Promise<Uint8Array> => {
  const { icc } = await sharp(await paint().withIccProfile('p3').png().toBuffer()).metadata();
  if (icc === undefined) throw new Error('There is no profile');
  return icc;
};
const jpeg = async (): Promise<Buffer> => paint().jpeg(fine).toBuffer();
const png = async (): Promise<Buffer> => paint().png().toBuffer();
const deep = async (): Promise<Buffer> => paint().toColourspace('rgb16').png().toBuffer();
const inks = async (): Promise<Buffer> =>
  paint().toColourspace('cmyk').withIccProfile('cmyk').jpeg(fine).toBuffer();

/** All colours here are those of the file: what the browser makes of the original is what is due. */
const cases: readonly Case[] = [
  { file: 'p3.jpg', write: async () => tagJpeg(await jpeg(), await p3Profile()) },
  { file: 'p3.png', write: async () => tagPng(await png(), await p3Profile()) },
  { file: 'p3-deep.png', write: async () => tagPng(await deep(), await p3Profile()) },
  { file: 'p3-numbers.png', write: async () => retagPng(await png(), { primaries: 12, transfer: 13 }) },
  { file: 'bt2020-numbers.png', write: async () => retagPng(await png(), { primaries: 9, transfer: 13 }) },
  {
    file: 'p3-numbers.avif',
    write: async () =>
      retagAvif(await paint().withIccProfile('p3').avif(fine).toBuffer(), { primaries: 12, transfer: 13 }),
    // Where blue is next to nothing, a step of it in the file is many on the screen.
    tolerance: 9,
  },
  { file: 'adobe.jpg', write: async () => tagJpeg(await jpeg(), adobe) },
  { file: 'adobe.png', write: async () => tagPng(await png(), adobe) },
  { file: 'adobe-deep.png', write: async () => tagPng(await deep(), adobe) },
  { file: 'deep.png', write: deep },
  {
    file: 'gain-map.jpg',
    write: async () =>
      writeGainMapJpeg(
        await jpeg(),
        await png().then(async (map) => sharp(map).greyscale().jpeg().toBuffer()),
      ),
  },
  ...([1, 2, 3, 4, 5, 6, 7, 8] as const).map((orientation) => ({
    file: `turned-${orientation}.jpg`,
    write: async () => paint().jpeg(fine).withMetadata({ orientation }).toBuffer(),
  })),
];

interface Shot {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The colours of the middles of the patches. */
const readPatches = ({ data, width: columns, height: rows }: Shot): readonly (readonly number[])[] => {
  const patches: number[][] = [];
  for (let y = patchSide / 2; y < rows; y += patchSide) {
    for (let x = patchSide / 2; x < columns; x += patchSide) {
      const at = (y * columns + x) * 3;
      patches.push([...data.subarray(at, at + 3)]);
    }
  }
  return patches;
};

/** For every channel of every patch. */
const differences = (shown: Shot, due: Shot): readonly number[] => {
  expect([shown.width, shown.height]).toEqual([due.width, due.height]);
  const patches = readPatches(due);
  return readPatches(shown).flatMap((patch, index) =>
    patch.map((level, channel) => Math.abs(level - patches[index]![channel]!)),
  );
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

const types: Readonly<Record<string, string>> = { avif: 'avif', jpg: 'jpeg', png: 'png' };

const toSource = (bytes: Uint8Array, file: string): string =>
  `data:image/${types[file.split('.').at(-1) ?? '']};base64,${Buffer.from(bytes).toString('base64')}`;

describe.skipIf(executablePath === undefined)('pictures in a real browser (needs chromium)', () => {
  let server: DarkroomServer | undefined;
  let browser: Browser | undefined;
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-colors-'));
    server = await startDarkroom({
      CLOUDINARY_URL: 'cloudinary://key:secret@demo',
      DARKROOM_ORIGINS: `file:${folder}`,
    });
    browser = await launch(['--force-color-profile=srgb']);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  /** What the screen shows of pictures, each on a ground of this colour. */
  const shoot = async (sources: readonly string[], ground = 'white'): Promise<readonly Shot[]> => {
    const page = await browser!.newPage();
    try {
      const images = sources.map((source) => `<img src="${source}" style="display:block">`);
      await page.setContent(`<body style="margin:0;background:${ground}">${images.join('')}`);
      await page.evaluate('Promise.all([...document.images].map((image) => image.decode()))');
      const shots: Shot[] = [];
      for (const image of await page.locator('img').all()) {
        const { data, info } = await sharp(await image.screenshot({ type: 'png' }))
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true });
        shots.push({ data, width: info.width, height: info.height });
      }
      return shots;
    } finally {
      await page.close();
    }
  };

  const keep = async (file: string, bytes: Uint8Array): Promise<string> => {
    await writeFile(join(folder, file), bytes);
    return toSource(bytes, file);
  };
  const delivered = (file: string, chain: string): string => `${server!.base}/${chain}/${file}`;

  it.each(cases)('shows $file as it is, in every format', async ({ file, write, tolerance = 3 }) => {
    const formats = ['png', 'jpg', 'webp', 'avif'] as const;
    const original = await keep(file, await write());
    const [due, ...shown] = await shoot([
      original,
      ...formats.map((format) => delivered(file, `f_${format},q_100`)),
    ]);
    for (const [index, format] of formats.entries()) {
      const furthest = Math.max(...differences(shown[index]!, due!));
      expect(furthest, format).toBeLessThanOrEqual(tolerance);
    }
  });

  it('shows inks by their profile, and without one as those of a general press', async () => {
    const profiled = await inks();
    const original = await keep('inks.jpg', profiled);
    await keep('plain-inks.jpg', withoutProfile(profiled));
    const [due, shown, plain] = await shoot([
      original,
      ...['inks.jpg', 'plain-inks.jpg'].map((file) => delivered(file, 'f_png')),
    ]);
    // Browsers see to it less that black stays black, so that the darkest are further apart.
    const apart = differences(shown!, due!);
    expect(mean(apart)).toBeLessThan(12);
    expect(Math.max(...apart)).toBeLessThan(50);
    expect(Math.max(...differences(plain!, shown!))).toBeLessThanOrEqual(2);
  });

  it.each(['white', 'black', '#f0f'])('lets %s show through what can be seen through', async (ground) => {
    const alphas = [255, 0, 128, 64, 200, 10];
    const original = await keep(
      'clear.png',
      await paint((patch) => alphas[patch % 6]!)
        .png()
        .toBuffer(),
    );
    const [due, ...shown] = await shoot(
      [original, ...['png', 'webp', 'avif'].map((format) => delivered('clear.png', `f_${format},q_100`))],
      ground,
    );
    for (const shot of shown.slice(0, 2)) {
      expect(Math.max(...differences(shot, due!))).toBeLessThanOrEqual(3);
    }
    // Chromium takes the opacity of these files for one that goes from 16 to 235, though their streams say that it is whole.
    expect(Math.max(...differences(shown[2]!, due!))).toBeLessThanOrEqual(16);
  });

  it('lays what can be seen through on white where a format has no such thing', async () => {
    const original = await keep(
      'clear.png',
      await paint(() => 128)
        .png()
        .toBuffer(),
    );
    const [due] = await shoot([original], 'white');
    const [shown] = await shoot([delivered('clear.png', 'f_jpg,q_100')], 'black');
    expect(Math.max(...differences(shown!, due!))).toBeLessThanOrEqual(3);
  });
});
