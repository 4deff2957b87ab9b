/**
 * Takes each pixel of a row from somewhere in a picture, all four channels at a time; AssemblyScript, built by
 * `npm run wasm`. What is computed, and why: src/pixel/kernels/warp.ts and resample.ts, which also lay the picture out: premultiplied,
 * with a margin in which the edge goes on.
 */
import { alphaStep, pixelBytes, premultiply, storeBytes, storeStraight } from './premultiply';

export { premultiply };

/** As many pixels to each side as the cubic reaches from one pixel outside of the picture. */
const margin: i32 = 3;
/** At most so many samples along each side of a pixel: what shrinks by more has its finest details thinned out. */
const maxSamples: i32 = 16;
/** So many pixels still count as one. */
const tolerated: f32 = 1.1;
const originBytes: usize = 32;
/** The weights of a row are whole numbers, in parts of this. */
const one: f32 = 16384;

function all(value: f32): v128 {
  return f32x4.splat(value);
}

function read(at: usize): v128 {
  return f32x4.convert_i32x4_s(v128.load16x4_u(at));
}

function clamp(value: f32, most: i32): f32 {
  const farthest = <f32>(most + 1);
  return value > farthest ? farthest : value < -1 ? -1 : value;
}

/** How many bytes a picture takes with its margin. */
export function pictureBytes(width: i32, height: i32): usize {
  return <usize>(width + 2 * margin) * <usize>(height + 2 * margin) * pixelBytes;
}

/** Where a row of the picture begins, behind its margin. */
export function rowAt(picture: usize, width: i32, row: i32): usize {
  return picture + (<usize>(row + margin) * <usize>(width + 2 * margin) + <usize>margin) * pixelBytes;
}

/** The edge goes on: to both sides of each row, then above and below. */
export function extendEdges(picture: usize, width: i32, height: i32): void {
  const right = <usize>(width - 1) * pixelBytes;
  for (let y: i32 = 0; y < height; y++) {
    const row = rowAt(picture, width, y);
    const first = load<u64>(row);
    const last = load<u64>(row + right);
    for (let step: usize = 1; step <= <usize>margin; step++) {
      store<u64>(row - step * pixelBytes, first);
      store<u64>(row + right + step * pixelBytes, last);
    }
  }
  const start = <usize>margin * pixelBytes;
  const stride = <usize>(width + 2 * margin) * pixelBytes;
  for (let step: i32 = 1; step <= margin; step++) {
    memory.copy(rowAt(picture, width, -step) - start, rowAt(picture, width, 0) - start, stride);
    const lowest = rowAt(picture, width, height - 1) - start;
    memory.copy(rowAt(picture, width, height - 1 + step) - start, lowest, stride);
  }
}

/** Catmull and Rom's weights of the four pixels around a place `t` behind the second. */
function cubicWeights(t: f32): v128 {
  const cubes = f32x4.mul(f32x4(-0.5, 1.5, -1.5, 0.5), all(t));
  const squares = f32x4.mul(f32x4.add(cubes, f32x4(1, -2.5, 2, -0.5)), all(t));
  return f32x4.add(f32x4.mul(f32x4.add(squares, f32x4(-0.5, 0, 0.5, 0)), all(t)), f32x4(0, 1, 0, 0));
}

/** Two pixels, each channel of the one beside that of the other, times their weights. */
function readPair(at: usize, weights: v128): v128 {
  const pair = v128.load(at);
  return i32x4.dot_i16x8_s(v128.shuffle<i16>(pair, pair, 0, 4, 1, 5, 2, 6, 3, 7), weights);
}

/** Four pixels of a row, times their weights and the weight of the row. */
function readRow(at: usize, first: v128, second: v128, weight: v128): v128 {
  const sum = i32x4.add(readPair(at, first), readPair(at + 2 * pixelBytes, second));
  return f32x4.mul(f32x4.convert_i32x4_s(sum), weight);
}

function readCubic(picture: usize, width: i32, height: i32, u: f32, v: f32): v128 {
  const x = clamp(u, width) - 0.5;
  const y = clamp(v, height) - 0.5;
  const left = <i32>floor(x);
  const top = <i32>floor(y);
  const across = f32x4.nearest(f32x4.mul(cubicWeights(x - <f32>left), all(one)));
  const whole = i32x4.trunc_sat_f32x4_s(across);
  const weights = i16x8.narrow_i32x4_s(whole, whole);
  const first = v128.shuffle<i32>(weights, weights, 0, 0, 0, 0);
  const second = v128.shuffle<i32>(weights, weights, 1, 1, 1, 1);
  const down = f32x4.mul(cubicWeights(y - <f32>top), all(1 / one));
  const stride = <usize>(width + 2 * margin) * pixelBytes;
  const at = rowAt(picture, width, top - 1) + <usize>((left - 1) * <i32>pixelBytes);
  const upper = f32x4.add(
    readRow(at, first, second, v128.shuffle<f32>(down, down, 0, 0, 0, 0)),
    readRow(at + stride, first, second, v128.shuffle<f32>(down, down, 1, 1, 1, 1)),
  );
  const lower = f32x4.add(
    readRow(at + 2 * stride, first, second, v128.shuffle<f32>(down, down, 2, 2, 2, 2)),
    readRow(at + 3 * stride, first, second, v128.shuffle<f32>(down, down, 3, 3, 3, 3)),
  );
  return f32x4.add(upper, lower);
}

function mix(a: v128, b: v128, share: f32): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), all(share)));
}

function readLinear(picture: usize, width: i32, height: i32, u: f32, v: f32): v128 {
  const x = clamp(u, width) - 0.5;
  const y = clamp(v, height) - 0.5;
  const left = <i32>floor(x);
  const top = <i32>floor(y);
  const across = x - <f32>left;
  const at = rowAt(picture, width, top) + <usize>(left * <i32>pixelBytes);
  const below = at + <usize>(width + 2 * margin) * pixelBytes;
  const upper = mix(read(at), read(at + pixelBytes), across);
  const lower = mix(read(below), read(below + pixelBytes), across);
  return mix(upper, lower, y - <f32>top);
}

/** As many samples as pixels of the picture lie side by side in this one. */
function samplesFor(du: f32, dv: f32): i32 {
  const square = du * du + dv * dv;
  return square <= tolerated * tolerated ? 1 : min<i32>(maxSamples, <i32>ceil(sqrt(square) - tolerated + 1));
}

/** The mean of what falls into a pixel: of samples that lie evenly in it. */
function readArea(picture: usize, width: i32, height: i32, origin: usize, across: i32, down: i32): v128 {
  const uRight = load<f32>(origin, 8) / <f32>across;
  const vRight = load<f32>(origin, 12) / <f32>across;
  const uDown = load<f32>(origin, 16) / <f32>down;
  const vDown = load<f32>(origin, 20) / <f32>down;
  let uRow = load<f32>(origin) - 0.5 * (uRight * <f32>(across - 1) + uDown * <f32>(down - 1));
  let vRow = load<f32>(origin, 4) - 0.5 * (vRight * <f32>(across - 1) + vDown * <f32>(down - 1));
  let sum = all(0);
  for (let row: i32 = 0; row < down; row++) {
    let u = uRow;
    let v = vRow;
    for (let column: i32 = 0; column < across; column++) {
      sum = f32x4.add(sum, readLinear(picture, width, height, u, v));
      u += uRight;
      v += vRight;
    }
    uRow += uDown;
    vRow += vDown;
  }
  return f32x4.mul(sum, all(1 / <f32>(across * down)));
}

/**
 * `pixels` pixels of the result as bytes. An origin is eight floats: u, v, how far they go on for a pixel to the right
 * (u, v) and downwards (u, v), how much of the pixel is covered, and one that counts for nothing.
 */
export function drawRow(
  picture: usize,
  width: i32,
  height: i32,
  origins: usize,
  pixels: usize,
  to: usize,
): void {
  for (let pixel: usize = 0; pixel < pixels; pixel++) {
    const origin = origins + pixel * originBytes;
    const target = to + (pixel << 2);
    const covered = load<f32>(origin, 24);
    store<u32>(target, 0);
    if (covered <= 0) continue;
    const across = samplesFor(load<f32>(origin, 8), load<f32>(origin, 12));
    const down = samplesFor(load<f32>(origin, 16), load<f32>(origin, 20));
    const sum =
      across == 1 && down == 1
        ? readCubic(picture, width, height, load<f32>(origin), load<f32>(origin, 4))
        : readArea(picture, width, height, origin, across, down);
    const alpha = f32x4.extract_lane(sum, 3);
    if (alpha < alphaStep / 2) continue;
    const colors = f32x4.mul(sum, all(255 / alpha));
    storeBytes(
      target,
      f32x4.replace_lane(colors, 3, (alpha > 255 * alphaStep ? 255 : alpha / alphaStep) * covered),
    );
  }
}

/**
 * The same, read between four pixels wherever it is: as bytes of three or four channels, of which one past the last may be
 * written. An origin is two floats, u and v.
 */
export function moveRow(
  picture: usize,
  width: i32,
  height: i32,
  origins: usize,
  pixels: usize,
  to: usize,
  channels: usize,
): void {
  for (let pixel: usize = 0; pixel < pixels; pixel++) {
    const origin = origins + (pixel << 3);
    storeStraight(to, readLinear(picture, width, height, load<f32>(origin), load<f32>(origin, 4)));
    to += channels;
  }
}
