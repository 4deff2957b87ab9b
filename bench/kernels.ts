/** Kernels of ours against the libvips operation that does the most similar work, on 2 MP of a photograph-like picture. */
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
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
  readonly theirs: (image: Sharp) => Sharp;
  /** With transparency; opaque if absent. */
  readonly alpha?: true;
}

const cases: readonly Case[] = [
  {
    kernel: 'unsharp-mask',
    ours: (picture) => maskUnsharp(picture, 2, 1),
    likeIt: 'sharpen',
    theirs: (image) => image.sharpen({ sigma: 2 }),
  },
  {
    kernel: 'vignette',
    ours: (picture) => darkenCorners(picture, 0.5),
    likeIt: 'modulate',
    theirs: (image) => image.modulate({ brightness: 0.9 }),
  },
  {
    kernel: 'tilt-shift',
    ours: (picture) => shiftFocus(picture, 10),
    likeIt: 'three blurs',
    theirs: (image) => image.blur({ sigma: 10, precision: 'approximate' }),
  },
  {
    kernel: 'within',
    ours: (picture) =>
      runWithin(picture, { left: 100, top: 100, width: 1400, height: 1050 }, { op: 'pixelate', size: 20 }),
    likeIt: 'linear',
    theirs: (image) => image.linear(1.1, -10),
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
      async () => toRaw(onRaw(picture, theirs)),
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
