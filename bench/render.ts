/** Plans that need one pass, against the same sharp calls written by hand, on an original in memory. */
import { readFile } from 'node:fs/promises';
import sharp, { type Matrix3x3, type Sharp } from 'sharp';
import type { Plan } from '../src/plan/plan.ts';
import { planChain } from '../src/plan/plan-chain.ts';
import { createPixelEngine } from '../src/pixel/engine.ts';
import { unwrap } from '../src/result.ts';
import { parseTransformation } from '../src/url/parse-transformation.ts';
import { timePair } from './measure.ts';
import type { Measurement } from './report.ts';

const budget = 0.97;

interface Case {
  readonly chain: string;
  /** The same by hand: what somebody who knows sharp would write for exactly this picture. */
  readonly bare: (input: Uint8Array) => Sharp;
}

const grayscale: Matrix3x3 = [
  [0.2126, 0.7152, 0.0722],
  [0.2126, 0.7152, 0.0722],
  [0.2126, 0.7152, 0.0722],
];

const open = (input: Uint8Array): Sharp => sharp(input, { failOn: 'warning' }).autoOrient();

const cases: readonly Case[] = [
  {
    chain: 'c_scale,w_800,f_jpg',
    bare: (input) => open(input).resize(800, 533, { fit: 'fill' }).jpeg({ quality: 80 }),
  },
  {
    chain: 'c_fill,w_300,h_300,f_jpg',
    bare: (input) => open(input).resize(300, 300, { fit: 'cover' }).jpeg({ quality: 80 }),
  },
  {
    chain: 'c_fill,w_400,h_300,e_grayscale,f_webp',
    bare: (input) =>
      open(input).resize(400, 300, { fit: 'cover' }).recomb(grayscale).webp({ quality: 80, effort: 2 }),
  },
];

const noLimits = {
  maxInputPixels: 100_000_000,
  maxInputBytes: 100_000_000,
  maxFrames: 300,
  maxFramePixels: 250_000_000,
};

const planFor = (chain: string, facts: Parameters<typeof planChain>[1]): Plan => {
  const segments = chain.split('/').map((text) => ({ text, base: 0 }));
  const transformation = unwrap(parseTransformation(segments, { maxComponents: 40 }));
  const planned = unwrap(
    planChain(transformation, facts, {
      maxOutputSide: 8192,
      maxLayers: 20,
      maxFrames: 300,
      maxFramePixels: 250_000_000,
    }),
  );
  if (planned.kind !== 'render') throw new Error(`${chain} renders nothing`);
  return planned.plan;
};

/** A camera-sized original: the bundled landscape, enlarged, with grain so that it does not compress like a drawing. */
export const makeOriginal = async (): Promise<Uint8Array> => {
  const picture = await readFile(new URL('../fixtures/originals/landscape.jpg', import.meta.url));
  const size = { width: 3000, height: 2000 };
  const grain = sharp({
    create: {
      ...size,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  });
  return sharp(picture)
    .resize(size.width, size.height, { fit: 'fill' })
    .composite([{ input: await grain.png({ compressionLevel: 1 }).toBuffer(), blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer();
};

export const benchRender = async (turns: number): Promise<readonly Measurement[]> => {
  const engine = createPixelEngine({ limits: noLimits, concurrency: 1 });
  const input = await makeOriginal();
  const { signal } = new AbortController();
  const measurements: Measurement[] = [];
  for (const { chain, bare } of cases) {
    const { facts } = await engine.open(input, signal);
    const plan = planFor(chain, facts);
    const ours = async (): Promise<unknown> => {
      const image = await engine.open(input, signal);
      return image.render(plan, signal);
    };
    const pair = await timePair(ours, async () => bare(input).toBuffer(), turns);
    measurements.push({
      what: `render ${chain} of 6 MP, open included`,
      figure: `${pair.ratio.toFixed(3)}x bare sharp (${pair.oursMs.toFixed(1)} / ${pair.theirsMs.toFixed(1)} ms)`,
      budget: `>= ${budget}x`,
      met: pair.ratio >= budget,
    });
  }
  return measurements;
};
