/** Small pictures of our own, and a shortcut from operations to pixels. */
import sharp from 'sharp';
import type { Canvas } from '../../src/ops/facts.ts';
import { nextCanvas } from '../../src/ops/geometry.ts';
import type { Operation } from '../../src/ops/operation.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import type { Decode } from '../../src/ops/decode.ts';
import type { Encode, Plan } from '../../src/plan/plan.ts';
import type { OpenImage } from '../../src/ports.ts';

export const limits = { maxInputPixels: 100_000_000, maxFrames: 300, maxFramePixels: 250_000_000 };
export const engine = createPixelEngine({ limits });
export const { signal } = new AbortController();
export const decodeFirst: Decode = { autoOrient: true, page: 0 };
export const white = { r: 255, g: 255, b: 255, alpha: 1 };

export const asPng: Encode = { format: 'png', progressive: 'none', background: white };

export type Paint = (x: number, y: number) => readonly number[];

/** A PNG whose pixels a function gives: three numbers each, or four. */
export const paint = async (width: number, height: number, color: Paint): Promise<Uint8Array> => {
  const channels = color(0, 0).length as 3 | 4;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(color(x, y), (y * width + x) * channels);
  }
  return await sharp(data, { raw: { width, height, channels } }).png().toBuffer();
};

/** Different in every quarter, so that no turn or mirror looks like another. */
export const quarters: Paint = (x, y) =>
  y < 10 ? (x < 15 ? [200, 30, 30] : [30, 200, 30]) : x < 15 ? [30, 30, 200] : [220, 220, 40];

export const planOf = (
  image: OpenImage,
  operations: readonly Operation[],
  encode: Encode,
  decode: Decode,
): Plan => {
  const { facts } = image;
  const turned = decode.autoOrient && facts.orientation > 4;
  let canvas: Canvas = {
    width: turned ? facts.storedHeight : facts.storedWidth,
    height: turned ? facts.storedWidth : facts.storedHeight,
    alpha: facts.alpha,
  };
  const canvases = [canvas, ...operations.map((operation) => (canvas = nextCanvas(canvas, operation)))];
  return { decode, operations, encode, canvases, operationMs: 0 };
};

export const render = async (
  bytes: Uint8Array,
  operations: readonly Operation[],
  options: { readonly encode?: Partial<Encode>; readonly decode?: Partial<Decode> } = {},
) => {
  const image = await engine.open(bytes, signal);
  const encode = { ...asPng, ...options.encode };
  return await image.render(planOf(image, operations, encode, { ...decodeFirst, ...options.decode }), signal);
};

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly at: (x: number, y: number) => readonly number[];
}

export const readPixels = async (bytes: Uint8Array): Promise<Pixels> => {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return {
    width,
    height,
    channels,
    at: (x, y) => [...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels)],
  };
};

/** What the operations make of a picture, pixel by pixel. */
export const develop = async (bytes: Uint8Array, ...operations: readonly Operation[]): Promise<Pixels> =>
  await readPixels((await render(bytes, operations)).bytes);

export const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? Number.NaN))));
