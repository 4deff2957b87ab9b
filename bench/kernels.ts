/** Kernels of ours against the libvips operation that does the most similar work, on 2 MP of a photograph-like picture. */
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../src/ops/operation.ts';
import { runKernel } from '../src/pixel/kernel-runners.ts';
import { onRaw, type RawPicture, toRaw } from '../src/pixel/raw-picture.ts';
import type { KernelAct } from '../src/pixel/step.ts';
import type { Studio } from '../src/pixel/studio.ts';
import { timePair } from './measure.ts';
import type { Measurement } from './report.ts';

/** Times the time of libvips. */
const budget = 3;

const size = { width: 1600, height: 1250 };
const fixture = (name: string): URL => new URL(`../fixtures/originals/${name}`, import.meta.url);

/** What libvips does instead. */
interface Rival {
  readonly name: string;
  readonly run: (picture: RawPicture) => Promise<unknown>;
}

const rival = (name: string, add: (image: Sharp) => Sharp): Rival => ({
  name,
  run: async (picture) => toRaw(onRaw(picture, add)),
});

const overItself = (name: string, ...changes: readonly ((alpha: Sharp) => Sharp)[]): Rival => ({
  name,
  run: async (picture) => {
    const { data, width, height, channels } = picture;
    const layer = { input: Buffer.from(data), raw: { width, height, channels }, blend: 'dest-over' } as const;
    for (const change of changes) await toRaw(onRaw(picture, (image) => change(image.extractChannel(3))));
    return toRaw(onRaw(picture, (image) => image.composite([layer])));
  },
});

const linear = rival('linear', (image) => image.linear(1.1, -10));
const modulate = rival('modulate', (image) => image.modulate({ brightness: 0.9, saturation: 1.2 }));
const recomb = rival('recomb', (image) =>
  image.recomb([
    [0.9, 0.1, 0],
    [0.1, 0.8, 0.1],
    [0, 0.1, 0.9],
  ]),
);
const median = rival('median of 7x7', (image) => image.median(7));
const normalise = rival('normalise', (image) => image.normalise());
const sharpen = rival('sharpen', (image) => image.sharpen({ sigma: 2 }));
const blur = rival('blur', (image) => image.blur({ sigma: 10, precision: 'approximate' }));
const affine = rival('bilinear affine', (image) =>
  image.affine([1, 0.01, 0.01, 1], { interpolator: 'bilinear' }),
);
const bicubic = rival('bicubic affine', (image) =>
  image.affine([1, 0.01, 0.01, 1], { interpolator: 'bicubic' }),
);
const convolve = rival('convolve with 7x7', (image) =>
  image.convolve({ width: 7, height: 7, kernel: Array.from({ length: 49 }, (_, at) => 1 + (at % 3)) }),
);
const composite = overItself('composite');

const black = { r: 0, g: 0, b: 0, alpha: 1 };
const orange = { r: 230, g: 120, b: 30, alpha: 1 };
const rose = { r: 120, g: 80, b: 90, alpha: 1 };
const ramp = Array.from({ length: 256 }, (_, byte) => 255 - byte);
const corner = { left: 0, top: 0 };
/** Stands for a layer; the studio of this bench gives the same pixels whatever it is asked for. */
const layer: Picture = {
  source: { kind: 'original', index: 0, decode: { autoOrient: true, page: 0 } },
  operations: [],
};

interface Case {
  readonly acts: readonly KernelAct[];
  readonly like: Rival;
  /** With transparency; opaque if absent. */
  readonly alpha?: true;
  readonly as?: string;
}

const cases: readonly Case[] = [
  { acts: [{ op: 'unsharp-mask', sigma: 2, amount: 1 }], like: sharpen },
  { acts: [{ op: 'sharpen-under-alpha', sigma: 2, amount: 1 }], like: sharpen, alpha: true },
  { acts: [{ op: 'wide-blur', sigma: 60 }], like: blur },
  { acts: [{ op: 'vignette', strength: 0.5 }], like: modulate },
  { acts: [{ op: 'tilt-shift', sigma: 10 }], like: blur, as: 'three blurs' },
  {
    acts: [
      {
        op: 'within',
        ...{ left: 100, top: 100, width: 1400, height: 1050 },
        effect: { op: 'pixelate', size: 20 },
      },
    ],
    like: linear,
  },
  { acts: [{ op: 'pixelate', size: 20 }], like: linear },
  {
    acts: [{ op: 'silhouette', color: black, spread: 0, sigma: 4, dx: 8, dy: 8 }],
    as: 'a shadow',
    like: overItself('blur and composite', (alpha) => alpha.blur(4)),
    alpha: true,
  },
  {
    acts: [
      { op: 'inner-line', color: black, width: 5, sigma: 0 },
      { op: 'silhouette', color: black, spread: 5, sigma: 0, dx: 0, dy: 0 },
    ],
    as: 'an outline',
    like: overItself(
      'dilate, erode and composite',
      (alpha) => alpha.dilate(5),
      (alpha) => alpha.erode(5),
    ),
    alpha: true,
  },
  { acts: [{ op: 'oil-paint', radius: 3, tones: 24 }], like: median },
  { acts: [{ op: 'cartoon', line: 0.5, reduction: 0.5, blackWhite: false, sigma: 1 }], like: median },
  { acts: [{ op: 'ordered-dither', width: 2, thresholds: [51, 153, 204, 102] }], like: linear },
  { acts: [{ op: 'hatch', amount: 0.5, period: 8 }], like: modulate },
  { acts: [{ op: 'theme', color: black, photosensitivity: 1 }], like: modulate },
  {
    acts: [{ op: 'fade-edges', left: 300, top: 300, right: 300, bottom: 300, curve: 1, inside: false }],
    like: linear,
    alpha: true,
  },
  {
    acts: [{ op: 'gradient-map', table: [...ramp, ...ramp, ...ramp], amount: 0.6, equalize: false }],
    like: recomb,
  },
  { acts: [{ op: 'vibrance', amount: 0.5 }], like: modulate },
  { acts: [{ op: 'brightness-hsb', factor: 1.2 }], like: modulate },
  {
    acts: [{ op: 'key-out', by: 'color', color: rose, tolerance: 0.1, softness: 0.05, connected: true }],
    like: modulate,
    alpha: true,
  },
  { acts: [{ op: 'replace-color', to: orange, from: rose, tolerance: 50 }], like: modulate },
  { acts: [{ op: 'auto-tone', contrast: 1, color: 1, brightness: 0.5, blend: 1 }], like: normalise },
  { acts: [{ op: 'fill-light', amount: 0.7, below: 0.5 }], like: modulate },
  {
    acts: [
      {
        op: 'light-recomb',
        matrix: [
          [0.9, 0.1, 0],
          [0.1, 0.8, 0.1],
          [0, 0.1, 0.9],
        ],
      },
    ],
    like: recomb,
  },
  {
    acts: [
      {
        op: 'alpha-recomb',
        matrix: [
          [0.9, 0.1, 0, 0],
          [0.1, 0.8, 0.1, 0],
          [0, 0.1, 0.9, 0],
          [0, 0, 0, 1],
        ],
      },
    ],
    like: recomb,
    alpha: true,
  },
  { acts: [{ op: 'maplut', table: ramp }], like: linear },
  { acts: [{ op: 'threshold', value: 128 }], like: linear },
  { acts: [{ op: 'color-table', file: 0 }], like: modulate },
  { acts: [{ op: 'opacity', factor: 0.5 }], like: linear, alpha: true },
  { acts: [{ op: 'luma-to-alpha' }], like: linear, alpha: true },
  { acts: [{ op: 'round-corners', corners: [60, 60, 60, 60] }], like: linear },
  { acts: [{ op: 'underlay', color: orange }], like: composite, alpha: true },
  { acts: [{ op: 'composite', layer, blend: 'over', ...corner }], like: composite, alpha: true },
  { acts: [{ op: 'composite', layer, blend: 'multiply', ...corner }], like: composite, as: 'multiply' },
  { acts: [{ op: 'replicate', left: -300, top: -300, ...size }], like: linear },
  { acts: [{ op: 'displace', map: layer, x: 20, y: 20, ...corner }], like: affine },
  { acts: [{ op: 'anti-removal', level: 50 }], like: affine, alpha: true },
  {
    acts: [{ op: 'morphology', method: 'dilate', kernel: 'disk', radius: 3, iterations: 1 }],
    as: 'dilate by a disk of 7x7',
    like: median,
  },
  {
    acts: [{ op: 'morphology', method: 'convolve', kernel: 'disk', radius: 3, iterations: 1 }],
    as: 'convolve with a disk of 7x7',
    like: convolve,
  },
  {
    acts: [
      {
        op: 'perspective',
        corners: [
          { x: 80, y: 40 },
          { x: 1540, y: 0 },
          { x: 1600, y: 1200 },
          { x: 0, y: 1250 },
        ],
      },
    ],
    like: bicubic,
    alpha: true,
  },
  { acts: [{ op: 'arc', degrees: 90 }], like: bicubic, alpha: true },
];

const openPicture = async (alpha: boolean): Promise<RawPicture> => {
  const image = sharp(await readFile(fixture('landscape.jpg'))).resize({ ...size, fit: 'fill' });
  const { data, info } = await (alpha ? image.ensureAlpha(0.7) : image)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: alpha ? 4 : 3 };
};

const copy = (picture: RawPicture): RawPicture => ({ ...picture, data: picture.data.slice() });

export const benchKernels = async (turns: number): Promise<readonly Measurement[]> => {
  const opaque = await openPicture(false);
  const translucent = await openPicture(true);
  const table = await readFile(fixture('warm.cube'));
  const studio: Studio = {
    signal: new AbortController().signal,
    develop: async () => Promise.resolve(copy(translucent)),
    readFile: () => table,
  };
  const runAll = async (acts: readonly KernelAct[], picture: RawPicture): Promise<RawPicture> => {
    let result = picture;
    for (const act of acts) result = await runKernel(result, act, studio);
    return result;
  };
  const measurements: Measurement[] = [];
  for (const { acts, as, like, alpha } of cases) {
    const picture = alpha === true ? translucent : opaque;
    const pair = await timePair(
      async () => runAll(acts, copy(picture)),
      async () => like.run(picture),
      turns,
    );
    const times = 1 / pair.ratio;
    const names = acts.map(({ op }) => op).join(' and ');
    measurements.push({
      what: `kernel ${names}${as === undefined ? '' : ` (${as})`}, 2 MP`,
      figure: `${times.toFixed(2)}x ${like.name} (${pair.oursMs.toFixed(0)} / ${pair.theirsMs.toFixed(0)} ms)`,
      budget: `<= ${budget}x`,
      met: times <= budget,
    });
  }
  return measurements;
};
