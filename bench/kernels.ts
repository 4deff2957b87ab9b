/** Kernels of ours against the libvips operation that does the most similar work, on 2 MP of a photograph-like picture. */
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { cartoon } from '../src/pixel/kernels/cartoon.ts';
import { fadeEdges } from '../src/pixel/kernels/fade-edges.ts';
import { hatch } from '../src/pixel/kernels/hatch.ts';
import { innerLine } from '../src/pixel/kernels/inner-line.ts';
import { oilPaint } from '../src/pixel/kernels/oil-paint.ts';
import { orderedDither } from '../src/pixel/kernels/ordered-dither.ts';
import { silhouette } from '../src/pixel/kernels/silhouette.ts';
import { theme } from '../src/pixel/kernels/theme.ts';
import { maskUnsharp } from '../src/pixel/kernels/unsharp-mask.ts';
import { shiftFocus } from '../src/pixel/kernels/tilt-shift.ts';
import { darkenCorners } from '../src/pixel/kernels/vignette.ts';
import { runWithin } from '../src/pixel/kernels/within.ts';
import { onRaw, type RawPicture, toRaw } from '../src/pixel/raw-picture.ts';
import { timePair } from './measure.ts';
import type { Measurement } from './report.ts';

/** Times the time of libvips. */
const budget = 3;

const size = { width: 1600, height: 1250 };

interface Case {
  readonly kernel: string;
  /** May write into the picture. */
  readonly ours: (picture: RawPicture) => Promise<unknown> | RawPicture;
  readonly likeIt: string;
  readonly theirs: (picture: RawPicture) => Promise<unknown>;
  /** With transparency; opaque if absent. */
  readonly alpha?: true;
}

const run =
  (add: (image: Sharp) => Sharp) =>
  async (picture: RawPicture): Promise<RawPicture> =>
    toRaw(onRaw(picture, add));

/** What a shadow and an outline take at least: something done to alpha, and compositing. */
const underneath =
  (...changes: readonly ((alpha: Sharp) => Sharp)[]) =>
  async (picture: RawPicture): Promise<unknown> => {
    const { data, width, height, channels } = picture;
    const layer = { input: Buffer.from(data), raw: { width, height, channels }, blend: 'dest-over' } as const;
    for (const change of changes) await run((image) => change(image.extractChannel(3)))(picture);
    return run((image) => image.composite([layer]))(picture);
  };

const black = { r: 0, g: 0, b: 0, alpha: 1 };
const linear = run((image) => image.linear(1.1, -10));
const modulate = run((image) => image.modulate({ brightness: 0.9, saturation: 1.2 }));
const median = run((image) => image.median(7));

const cases: readonly Case[] = [
  {
    kernel: 'unsharp-mask',
    ours: (picture) => maskUnsharp(picture, 2, 1),
    likeIt: 'sharpen',
    theirs: run((image) => image.sharpen({ sigma: 2 })),
  },
  {
    kernel: 'vignette',
    ours: (picture) => darkenCorners(picture, 0.5),
    likeIt: 'modulate',
    theirs: modulate,
  },
  {
    kernel: 'tilt-shift',
    ours: (picture) => shiftFocus(picture, 10),
    likeIt: 'three blurs',
    theirs: run((image) => image.blur({ sigma: 10, precision: 'approximate' })),
  },
  {
    kernel: 'within',
    ours: (picture) =>
      runWithin(picture, { left: 100, top: 100, width: 1400, height: 1050 }, { op: 'pixelate', size: 20 }),
    likeIt: 'linear',
    theirs: linear,
  },
  {
    kernel: 'silhouette, as a shadow',
    ours: (picture) => silhouette(picture, { color: black, spread: 0, sigma: 4, dx: 8, dy: 8 }),
    likeIt: 'blur and dest-over',
    theirs: underneath((alpha) => alpha.blur(4)),
    alpha: true,
  },
  {
    kernel: 'inner-line and silhouette, as an outline',
    ours: (picture) =>
      silhouette(innerLine(picture, { color: black, width: 5, sigma: 0 }), {
        ...{ color: black, spread: 5, sigma: 0, dx: 0, dy: 0 },
      }),
    likeIt: 'dilate, erode and dest-over',
    theirs: underneath(
      (alpha) => alpha.dilate(5),
      (alpha) => alpha.erode(5),
    ),
    alpha: true,
  },
  {
    kernel: 'oil-paint',
    ours: (picture) => oilPaint(picture, 3, 24),
    likeIt: 'median of 7x7',
    theirs: median,
  },
  {
    kernel: 'cartoon',
    ours: (picture) => cartoon(picture, { line: 0.5, reduction: 0.5, blackWhite: false, sigma: 1 }),
    likeIt: 'median of 7x7',
    theirs: median,
  },
  {
    kernel: 'ordered-dither',
    ours: (picture) => orderedDither(picture, { width: 2, thresholds: [51, 153, 204, 102] }),
    likeIt: 'linear',
    theirs: linear,
  },
  {
    kernel: 'hatch',
    ours: (picture) => hatch(picture, { amount: 0.5, period: 8 }),
    likeIt: 'modulate',
    theirs: modulate,
  },
  {
    kernel: 'theme',
    ours: (picture) => theme(picture, { color: black, photosensitivity: 1 }),
    likeIt: 'modulate',
    theirs: modulate,
  },
  {
    kernel: 'fade-edges',
    ours: (picture) =>
      fadeEdges(picture, { left: 300, top: 300, right: 300, bottom: 300, curve: 1, inside: false }),
    likeIt: 'linear',
    theirs: linear,
    alpha: true,
  },
];

const openPicture = async (alpha: boolean): Promise<RawPicture> => {
  const file = await readFile(new URL('../fixtures/originals/landscape.jpg', import.meta.url));
  const image = sharp(file).resize({ ...size, fit: 'fill' });
  const { data, info } = await (alpha ? image.ensureAlpha(0.7) : image)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: alpha ? 4 : 3 };
};

export const benchKernels = async (turns: number): Promise<readonly Measurement[]> => {
  const opaque = await openPicture(false);
  const translucent = await openPicture(true);
  const measurements: Measurement[] = [];
  for (const { kernel, ours, likeIt, theirs, alpha } of cases) {
    const picture = alpha === true ? translucent : opaque;
    const pair = await timePair(
      async () => ours({ ...picture, data: picture.data.slice() }),
      async () => theirs(picture),
      turns,
    );
    const times = 1 / pair.ratio;
    measurements.push({
      what: `kernel ${kernel}, 2 MP`,
      figure: `${times.toFixed(2)}x ${likeIt} (${pair.oursMs.toFixed(0)} / ${pair.theirsMs.toFixed(0)} ms)`,
      budget: `<= ${budget}x`,
      met: times <= budget,
    });
  }
  return measurements;
};
