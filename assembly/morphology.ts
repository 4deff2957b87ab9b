/**
 * What morphology takes from around each pixel, sixteen bytes or four channels at a time; AssemblyScript, built by
 * `npm run wasm`. What is computed, and why: src/pixel/kernels/morphology.ts.
 */
import { pixelBytes, premultiply, storeStraight } from './premultiply';

export { premultiply };

const vector: usize = 16;
/** Down, left and length of a run, as 32-bit numbers. */
const runBytes: usize = 12;

/** Each byte from `to` to `end` becomes at least as large as the one as far behind `from`; up to 15 bytes more do. */
export function raise(to: usize, from: usize, end: usize): void {
  for (; to < end; to += vector) {
    v128.store(to, i8x16.max_u(v128.load(to), v128.load(from)));
    from += vector;
  }
}

function sumsStride(width: i32, reach: i32): usize {
  return <usize>(width + 2 * reach + 1) * vector;
}

/** How many bytes `average` needs from `scratch` on. */
export function scratchBytes(width: i32, reach: i32): usize {
  return <usize>(2 * reach + 1) * sumsStride(width, reach) + <usize>width * vector;
}

/** The running sums of a row: each is that of all pixels before, and beyond the edge lies the edge. They may overflow. */
function sumRow(row: usize, width: i32, reach: i32, to: usize): void {
  let sum = i32x4.splat(0);
  v128.store(to, sum);
  const last = row + <usize>(width - 1) * pixelBytes;
  for (let x: i32 = -reach; x < width + reach; x++) {
    const at = x < 0 ? row : min<usize>(row + <usize>x * pixelBytes, last);
    sum = i32x4.add(sum, v128.load16x4_u(at));
    to += vector;
    v128.store(to, sum);
  }
}

/** Adds what a run holds, beginning at each pixel of a row: the difference of two sums is right although they overflow. */
function addRun(from: usize, length: i32, width: i32, to: usize): void {
  const further = <usize>length * vector;
  const end = to + <usize>width * vector;
  for (; to < end; to += vector) {
    const held = i32x4.sub(v128.load(from + further), v128.load(from));
    v128.store(to, f32x4.add(v128.load(to), f32x4.convert_i32x4_s(held)));
    from += vector;
  }
}

/** Sums, made means, as a row of the picture. */
function writeMeans(from: usize, width: i32, pixels: i32, to: usize): void {
  const share = f32x4.splat(1 / <f32>pixels);
  for (let x: i32 = 0; x < width; x++) {
    const mean = f32x4.add(f32x4.mul(v128.load(from), share), f32x4.splat(0.5));
    const whole = i32x4.trunc_sat_f32x4_s(mean);
    v128.store64_lane(to, i16x8.narrow_i32x4_s(whole, whole), 0);
    from += vector;
    to += pixelBytes;
  }
}

/** Each pixel of a premultiplied picture becomes the mean of what the runs around it hold, in its place. */
export function average(
  picture: usize,
  width: i32,
  height: i32,
  reach: i32,
  runs: usize,
  count: usize,
  pixels: i32,
  scratch: usize,
): void {
  const stride = sumsStride(width, reach);
  const rows = 2 * reach + 1;
  const rowBytes = <usize>width * pixelBytes;
  const sums = scratch + <usize>rows * stride;
  for (let row: i32 = -reach; row < height + reach; row++) {
    const source = picture + <usize>min<i32>(height - 1, max<i32>(0, row)) * rowBytes;
    sumRow(source, width, reach, scratch + <usize>((row + reach) % rows) * stride);
    const y = row - reach;
    if (y < 0) continue;
    memory.fill(sums, 0, <usize>width * vector);
    for (let run: usize = runs; run < runs + count * runBytes; run += runBytes) {
      const from = scratch + <usize>((y + load<i32>(run) + reach) % rows) * stride;
      addRun(from + <usize>(reach + load<i32>(run, 4)) * vector, load<i32>(run, 8), width, sums);
    }
    writeMeans(sums, width, pixels, picture + <usize>y * rowBytes);
  }
}

/** A row of a premultiplied picture as straight bytes of three or four channels. One byte past the last may be written. */
export function straighten(from: usize, pixels: usize, to: usize, channels: usize): void {
  const end = from + pixels * pixelBytes;
  for (; from < end; from += pixelBytes) {
    storeStraight(to, f32x4.convert_i32x4_s(v128.load16x4_u(from)));
    to += channels;
  }
}
