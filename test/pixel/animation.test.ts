/** Frame by frame, with real GIF, WebP and APNG: every frame is what a still picture of it would be. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { LayerContent } from '../../src/ports.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import { planImage } from '../../src/service/plan-image.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { readApng } from './apng-reader.ts';
import { distance, engine, limits, paint, quarters, readPixels, signal } from './pictures.ts';

const size = { width: 30, height: 20 } as const;
const delay = [40, 250, 100, 70];

/** A square that wanders over the quarters. */
const frames = await Promise.all(
  delay.map(async (_, index) =>
    paint(30, 20, (x, y) =>
      Math.abs(x - 4 - index * 7) < 3 && y < 15 && y > 8 ? [250, 250, 250] : quarters(x, y),
    ),
  ),
);

const join = (format: 'gif' | 'webp', loop = 3): Promise<Buffer> =>
  sharp(frames, { join: { animated: true } })
    .toFormat(format, { delay, loop, ...(format === 'webp' && { lossless: true }) })
    .toBuffer();

const develop = async (
  bytes: Uint8Array,
  chain: string,
  layers: readonly LayerContent[] = [],
  by = engine,
) => {
  const image = await by.open(bytes, signal, {}, layers);
  const transformation = unwrap(parseChain(chain, { maxComponents: 40 }));
  const wanted = { ...limits, maxOutputSide: 8192, maxLayers: 20 };
  const { planned } = await planImage(image, transformation, wanted, signal);
  if (planned.kind !== 'render') throw new TypeError(`${chain} is not rendered`);
  return await image.render(planned.plan, signal);
};

const readFrames = async (bytes: Uint8Array) => {
  const { pages = 1 } = await sharp(bytes).metadata();
  return await Promise.all(
    Array.from({ length: pages }, async (_, page) =>
      readPixels(await sharp(bytes, { page }).toColourspace('srgb').ensureAlpha().png().toBuffer()),
    ),
  );
};

/** The largest difference of any pixel of any frame. */
const farthest = (
  some: Awaited<ReturnType<typeof readFrames>>,
  others: Awaited<ReturnType<typeof readFrames>>,
): number => {
  expect(some.map(({ width, height }) => [width, height])).toEqual(
    others.map(({ width, height }) => [width, height]),
  );
  let most = 0;
  for (const [index, { width, height, at }] of some.entries()) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [a, b] = [at(x, y), others[index]!.at(x, y)];
        // What cannot be seen has no colour.
        if (a[3] !== 0 || b[3] !== 0) most = Math.max(most, distance(a, b));
      }
    }
  }
  return most;
};

const lossless = 'fl_awebp,f_webp,q_100';

describe('every frame', () => {
  it.each([
    'c_scale,w_17',
    'c_fill,w_12,h_12,g_east',
    'a_90',
    'a_30/e_sepia',
    'e_blur:200/r_max',
    'c_pad,w_40,h_40,b_rgb:ff000080',
    'e_pixelate:4/o_60/a_hflip',
    'l_logo,w_12,g_north_west/e_vignette',
    'e_trim/e_grayscale',
  ])('of %s is what the still picture of it is', async (chain) => {
    const layer = { kind: 'image', bytes: await paint(8, 8, () => [255, 0, 255, 128]) } as const;
    const layers = chain.includes('l_') ? [layer] : [];
    const moving = await readFrames(
      (await develop(await join('webp'), `${chain}/${lossless}`, layers)).bytes,
    );
    const stills = await Promise.all(
      frames.map(async (frame) => readFrames((await develop(frame, `${chain}/f_png`, layers)).bytes)),
    );
    expect(moving).toHaveLength(4);
    expect(farthest(moving, stills.flat())).toBeLessThanOrEqual(1);
  });

  it('is read in its turn where they do not all fit in memory at once', async () => {
    const few = { ...limits, maxInputPixels: 2 * size.width * size.height };
    const { bytes } = await develop(
      await join('gif'),
      `fps_24/${lossless}`,
      [],
      createPixelEngine({ limits: few }),
    );
    expect(farthest(await readFrames(bytes), await readFrames(await join('gif')))).toBe(0);
  });
});

describe('timing', () => {
  it.each([
    ['gif', 'f_gif'],
    ['gif', 'f_webp,fl_awebp'],
    ['webp', 'f_gif'],
    ['webp', 'w_20'],
  ] as const)('of %s is kept by %s', async (from, chain) => {
    const result = await develop(await join(from), `w_20/${chain}`);
    expect(await sharp(result.bytes).metadata()).toMatchObject({ pages: 4, delay, loop: 3 });
    expect([result.width, result.height]).toEqual([20, 13]);
  });

  it.each([0, 1, 5])('without an end, or played a number of times, stays so: %i', async (loop) => {
    for (const [from, to] of [
      ['gif', 'f_webp,fl_awebp'],
      ['webp', 'f_gif'],
    ] as const) {
      const { bytes } = await develop(await join(from, loop), `w_20,${to}`);
      expect((await sharp(bytes).metadata()).loop).toBe(loop);
    }
  });

  it('by dl_, vs_ and e_loop is as asked for', async () => {
    const { bytes } = await develop(await join('gif'), 'w_20,dl_500/vs_2/e_loop:1');
    expect(await sharp(bytes).metadata()).toMatchObject({ pages: 2, delay: [500, 500], loop: 2 });
  });
});

describe('a still', () => {
  it.each([
    ['f_webp', 'webp'],
    ['f_png', 'png'],
    ['f_avif', 'heif'],
    ['f_jpg', 'jpeg'],
    ['f_tiff', 'tiff'],
  ] as const)('is the first frame, in its size: %s', async (chain, format) => {
    const { bytes, width, height } = await develop(await join('gif'), chain);
    const metadata = await sharp(bytes).metadata();
    expect(metadata).toMatchObject({ format, width: 30, height: 20 });
    expect([metadata.pages ?? 1, width, height]).toEqual([1, 30, 20]);
  });
});

describe('an animated PNG', () => {
  it.each(['w_30', 'r_max', 'c_scale,w_60/e_negate'])('has all frames and their pace: %s', async (chain) => {
    const { bytes } = await develop(await join('gif'), `${chain}/f_png,fl_apng`);
    const apng = readApng(bytes);
    expect([apng.plays, ...apng.frames.map(({ delayMs }) => delayMs)]).toEqual([3, ...delay]);
    const shown = await Promise.all((await apng.draw()).map(async (png) => readFrames(png)));
    const { bytes: other } = await develop(await join('gif'), `${chain}/${lossless}`);
    expect(farthest(shown.flat(), await readFrames(other))).toBe(0);
  });

  it('writes only what changes', async () => {
    const { bytes } = await develop(await join('gif'), 'f_png,fl_apng,w_30');
    const [, second] = readApng(bytes).frames;
    expect([second?.width, second?.height]).toEqual([12, 6]);
  });
});

describe('GIF with fl_lossy', () => {
  it('is smaller, the more so the lower the quality', async () => {
    const noisy = await Promise.all(
      [0, 1, 2, 3].map(async (seed) =>
        paint(64, 64, (x, y) => [x * 3, y * 3, 90 + ((x * 7 + y * 13 + seed * 31) % 11)]),
      ),
    );
    const gif = await sharp(noisy, { join: { animated: true } })
      .gif()
      .toBuffer();
    const bytesOf = async (chain: string): Promise<number> => (await develop(gif, chain)).bytes.length;
    const [plain, usual, low] = [
      await bytesOf('w_60'),
      await bytesOf('w_60/fl_lossy'),
      await bytesOf('w_60/fl_lossy,q_30'),
    ];
    expect(usual).toBeLessThan(plain);
    expect(low).toBeLessThan(usual);
  });
});
