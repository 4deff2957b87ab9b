/** What each operation takes on 2 MP of a photograph, beside what src/ops/cost.ts says that it does. In time of one core. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { costOf } from '../src/ops/cost.ts';
import { nextCanvas } from '../src/ops/geometry.ts';
import type { Picture, StillOperation } from '../src/ops/operation.ts';
import { onRaw, type RawPicture, toRaw } from '../src/pixel/raw-picture.ts';
import { runPasses } from '../src/pixel/run-passes.ts';
import { schedule } from '../src/pixel/schedule.ts';
import { toAct } from '../src/pixel/step.ts';
import type { Studio } from '../src/pixel/studio.ts';
import type { Measurement } from './report.ts';

/** Admission has to know what is cheap and what is not, and no more. */
const factor = 2;
/** Below this much for each megapixel nobody minds. */
const leastMs = 12;

const size = { width: 1600, height: 1250 };
const black = { r: 0, g: 0, b: 0, alpha: 1 };
const rose = { r: 120, g: 80, b: 90, alpha: 1 };
const ramp = Array.from({ length: 256 }, (_, byte) => 255 - byte);
const mix = [
  [0.9, 0.1, 0],
  [0.1, 0.8, 0.1],
  [0, 0.1, 0.9],
] as const;
const corner = { left: 0, top: 0 };
const sides = { left: 100, top: 100, right: 100, bottom: 100 };
/** Stands for a layer; the studio of this bench gives the same pixels whatever it is asked for. */
const layer: Picture = {
  source: { kind: 'original', index: 0, decode: { autoOrient: true, page: 0 } },
  operations: [],
};

type Of<N extends StillOperation['op']> = Extract<StillOperation, { readonly op: N }>;

/** As they are mostly asked for: the compiler asks for those that are missing. */
const typical: { readonly [N in StillOperation['op']]: Omit<Of<N>, 'op'> } = {
  'alpha-maplut': { table: ramp },
  'alpha-recomb': {
    matrix: [
      [...mix[0], 0],
      [...mix[1], 0],
      [...mix[2], 0],
      [0, 0, 0, 1],
    ],
  },
  'anti-removal': { level: 50 },
  arc: { degrees: 90 },
  'auto-tone': { contrast: 1, color: 1, brightness: 0.5, blend: 1 },
  backdrop: {
    ...sides,
    backdrop: {
      backdrop: 'auto',
      from: 'border',
      contrast: false,
      colors: 2,
      direction: 'vertical',
      palette: [],
    },
  },
  blur: { sigma: 8 },
  'brightness-hsb': { factor: 1.2 },
  cartoon: { line: 0.5, reduction: 0.5, blackWhite: false, sigma: 2 },
  'cast-shadow': { color: black, right: 0.5, down: -0.4, near: 2, far: 12 },
  'color-table': { file: 0 },
  composite: { layer, blend: 'over', ...corner },
  displace: { map: layer, x: 20, y: 20, ...corner },
  extend: { ...sides, color: black },
  extract: { left: 50, top: 50, width: 1500, height: 1150 },
  'fade-edges': { left: 300, top: 300, right: 300, bottom: 300, curve: 1, inside: false },
  'fill-light': { amount: 0.7, below: 0.5 },
  flip: { axis: 'vertical' },
  'gradient-map': { table: [...ramp, ...ramp, ...ramp], amount: 0.6, equalize: false },
  hatch: { amount: 0.5, period: 8 },
  'inner-line': { color: black, width: 5, sigma: 0 },
  'key-out': { by: 'color', color: rose, tolerance: 0.1, softness: 0.05, connected: true },
  'light-recomb': { matrix: mix },
  linear: { multiply: [1.1, 1.1, 1.1], add: [-10, -10, -10] },
  'luma-to-alpha': {},
  maplut: { table: ramp },
  morphology: { method: 'convolve', kernel: 'disk', radius: 8, iterations: 1 },
  'oil-paint': { radius: 4, tones: 24 },
  opacity: { factor: 0.5 },
  'ordered-dither': { width: 2, thresholds: [51, 153, 204, 102] },
  perspective: {
    corners: [
      { x: 80, y: 40 },
      { x: 1540, y: 0 },
      { x: 1600, y: 1200 },
      { x: 0, y: 1250 },
    ],
  },
  pixelate: { size: 20 },
  recomb: { matrix: mix },
  redeye: { boxes: [{ left: 500, top: 400, width: 120, height: 80 }] },
  reframe: { window: { left: 100.5, top: 80.2, width: 1200, height: 937.5 }, ...size },
  'replace-color': { to: black, from: rose, tolerance: 50 },
  replicate: { left: -300, top: -300, ...size },
  resize: { width: 1400, height: 1094 },
  rotate: { degrees: 12, color: black },
  'round-corners': { corners: [60, 60, 60, 60] },
  sharpen: { sigma: 1.5, amount: 1 },
  shear: { x: 10, y: 0, color: black },
  silhouette: { color: black, spread: 5, sigma: 4, dx: 8, dy: 8 },
  theme: { color: black, photosensitivity: 0.01 },
  threshold: { value: 128 },
  'tilt-shift': { sigma: 8 },
  turn: { degrees: 90 },
  underlay: { color: rose },
  'unsharp-mask': { sigma: 2, amount: 1 },
  vectorize: { colors: 10, detail: 300, despeckle: 2, bend: 1, corner: 1.2 },
  vibrance: { amount: 0.5 },
  vignette: { strength: 0.5 },
  within: { left: 100, top: 100, width: 1400, height: 1050, effect: { op: 'blur', sigma: 8 } },
};

/** Of what would have nothing to do on an opaque picture. */
const needAlpha = new Set<string>([
  ...['alpha-maplut', 'alpha-recomb', 'cast-shadow', 'inner-line', 'opacity', 'silhouette', 'underlay'],
]);

const openPicture = async (alpha: boolean): Promise<RawPicture> => {
  const file = new URL('../fixtures/originals/landscape.jpg', import.meta.url);
  const image = sharp(await readFile(file)).resize({ ...size, fit: 'fill' });
  const { data } = await (alpha ? image.ensureAlpha(0.7) : image).raw().toBuffer({ resolveWithObject: true });
  return { data, ...size, channels: alpha ? 4 : 3 };
};

const coreMs = async (run: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The least of several: whatever is more is what others did to this machine meanwhile. */
const leastOf = async (turns: number, run: () => Promise<unknown>): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns; turn += 1) least = Math.min(least, await coreMs(run));
  return least;
};

export const benchCosts = async (turns: number): Promise<readonly Measurement[]> => {
  const [opaque, translucent] = [await openPicture(false), await openPicture(true)];
  const table = await readFile(new URL('../fixtures/originals/warm.cube', import.meta.url));
  const studio: Studio = {
    signal: new AbortController().signal,
    develop: async () => Promise.resolve({ ...translucent, data: translucent.data.slice() }),
    readFile: () => table,
  };
  const measurements: Measurement[] = [];
  for (const [op, rest] of Object.entries(typical)) {
    const operation = { op, ...rest } as StillOperation;
    const picture = needAlpha.has(op) ? translucent : opaque;
    const canvas = { ...size, alpha: needAlpha.has(op) };
    const act = toAct(operation);
    if (act === undefined) continue;
    const passes = schedule([act], canvas, { plain: true, fold: true });
    const copy = (): RawPicture => ({ ...picture, data: picture.data.slice() });
    const nothing = await leastOf(turns, async () => toRaw(onRaw(copy())));
    const all = await leastOf(turns, async () => toRaw(await runPasses(onRaw(copy()), passes, studio)));
    const perMegapixel = (ms: number): number => ms / 2;
    const took = Math.max(0, perMegapixel(all - nothing));
    const said = perMegapixel(costOf(operation, canvas, nextCanvas(canvas, operation)));
    measurements.push({
      what: `cost ${op}`,
      figure: `${took.toFixed(0)} ms for each megapixel`,
      budget: `${said.toFixed(0)} ms, within ${factor}x`,
      met: took <= Math.max(leastMs, said * factor) && said <= Math.max(leastMs, took * factor),
    });
  }
  return measurements;
};
