/**
 * The convolutions of MobileNet v1 in WebAssembly; AssemblyScript, built by `npm run wasm`. What they are put together
 * to, and how numbers are written: src/vision/mobile-net.ts, which also lays everything out in this module's memory.
 * Between layers, a picture is 32-bit floats; within one, between its two convolutions, it is 16-bit integers, because
 * one instruction multiplies and adds eight of those where floats take two for four. Channels lie side by side.
 */

const bytesPerFloat: usize = 4;
const bytesPerShort: usize = 2;
const vector: usize = 16;

/** The neighbours of a pixel, in three channels: one more for an even number of them. */
const gathered: usize = 28;

/** That relu6 leaves. */
const most: f32 = 6;

/** So much of the picture stays at hand while all of the filters go by. */
const chunk: usize = 64;

/**
 * Of every other pixel and every other row, what a filter of 3 by 3 sees: from the pixel itself to the right and
 * below, zeros beyond the picture. `from` has 16-bit integers in three channels; both sides are even.
 */
export function gather(from: usize, width: usize, height: usize, to: usize): void {
  const row = width * 3 * bytesPerShort;
  for (let y: usize = 0; y < height; y += 2) {
    for (let x: usize = 0; x < width; x += 2) {
      const last: usize = x + 2 >= width ? 6 : 9;
      memory.fill(to, 0, gathered * bytesPerShort);
      const rows: usize = min<usize>(3, height - y);
      for (let down: usize = 0; down < rows; down++) {
        const seen = from + (y + down) * row + x * 3 * bytesPerShort;
        for (let at: usize = 0; at < last; at++) {
          store<i16>(to + (down * 9 + at) * bytesPerShort, load<i16>(seen + at * bytesPerShort));
        }
      }
      to += gathered * bytesPerShort;
    }
  }
}

function at(from: usize, width: i32, height: i32, pixel: usize, x: i32, y: i32, zeros: usize): usize {
  return <u32>x < <u32>width && <u32>y < <u32>height ? from + <usize>(y * width + x) * pixel : zeros;
}

function tap(sum: v128, seen: usize, weight: usize): v128 {
  return f32x4.add(sum, f32x4.mul(v128.load(seen), v128.load(weight)));
}

/** As relu6 does. */
function cut(value: v128): v128 {
  return f32x4.min(f32x4.max(value, f32x4.splat(0)), f32x4.splat(most));
}

/**
 * Each channel by a filter of 3 by 3 of its own, its `bias` added, cut off by relu6; `factor` times that is written.
 * `zeros` is a pixel of nothing, which stands for what is beyond the picture. There are 4 channels or a multiple.
 */
export function depthwise(
  from: usize,
  width: i32,
  height: i32,
  channels: usize,
  stride: i32,
  filter: usize,
  bias: usize,
  zeros: usize,
  factor: f32,
  to: usize,
): void {
  const pixel = channels * bytesPerFloat;
  const factors = f32x4.splat(factor);
  const half = f32x4.splat(0.5);
  // As much is missing on the right as on the left, or one more: with every other pixel of an even side, one and none.
  const before = stride === 1 ? 1 : 0;
  for (let y = -before; y + before < height; y += stride) {
    for (let x = -before; x + before < width; x += stride) {
      const p0 = at(from, width, height, pixel, x, y, zeros);
      const p1 = at(from, width, height, pixel, x + 1, y, zeros);
      const p2 = at(from, width, height, pixel, x + 2, y, zeros);
      const p3 = at(from, width, height, pixel, x, y + 1, zeros);
      const p4 = at(from, width, height, pixel, x + 1, y + 1, zeros);
      const p5 = at(from, width, height, pixel, x + 2, y + 1, zeros);
      const p6 = at(from, width, height, pixel, x, y + 2, zeros);
      const p7 = at(from, width, height, pixel, x + 1, y + 2, zeros);
      const p8 = at(from, width, height, pixel, x + 2, y + 2, zeros);
      for (let channel: usize = 0; channel < pixel; channel += vector) {
        const weights = filter + channel;
        // Three sums that do not wait for each other.
        let upper = tap(v128.load(bias + channel), p0 + channel, weights);
        let middle = f32x4.mul(v128.load(p3 + channel), v128.load(weights + 3 * pixel));
        let lower = f32x4.mul(v128.load(p6 + channel), v128.load(weights + 6 * pixel));
        upper = tap(upper, p1 + channel, weights + pixel);
        middle = tap(middle, p4 + channel, weights + 4 * pixel);
        lower = tap(lower, p7 + channel, weights + 7 * pixel);
        upper = tap(upper, p2 + channel, weights + 2 * pixel);
        middle = tap(middle, p5 + channel, weights + 5 * pixel);
        lower = tap(lower, p8 + channel, weights + 8 * pixel);
        const sum = cut(f32x4.add(f32x4.add(upper, middle), lower));
        const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(sum, factors), half));
        v128.store64_lane(to, i16x8.narrow_i32x4_s(whole, whole), 0);
        to += vector >> 1;
      }
    }
  }
}

/** The two channels at `from`, of one pixel, by two channels of four filters each: added to what is there. */
function step(sum: v128, from: usize, filters: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(v128.load32_splat(from), filters));
}

/** Four sums as what they stand for, cut off by relu6. */
function finish(to: usize, sum: v128, scale: v128, bias: v128): void {
  const value = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum), scale), bias);
  v128.store(to, cut(value));
}

/**
 * All channels of a pixel by every filter. Filters lie in groups of 8, and within a group by pairs of channels: the
 * pair of the first filter, that of the second ... `scales` say what one of the sums stands for. Pixels are taken four
 * at a time: there has to be room for what is beyond the last, on both sides. There are 8 filters or a multiple.
 */
export function pointwise(
  from: usize,
  pixels: usize,
  channels: usize,
  filters: usize,
  scales: usize,
  bias: usize,
  count: usize,
  to: usize,
): void {
  const pixel = channels * bytesPerShort;
  const result = count * bytesPerFloat;
  const group = pixel * 8;
  for (let first: usize = 0; first < pixels; first += chunk) {
    const last = min<usize>(first + chunk, pixels);
    for (let filter: usize = 0; filter < count; filter += 8) {
      const these = filters + (filter >> 3) * group;
      const low = v128.load(scales + filter * bytesPerFloat);
      const high = v128.load(scales + filter * bytesPerFloat, vector);
      const lowBias = v128.load(bias + filter * bytesPerFloat);
      const highBias = v128.load(bias + filter * bytesPerFloat, vector);
      for (let at = first; at < last; at += 4) {
        let seen = from + at * pixel;
        const end = seen + pixel;
        let weights = these;
        let a0 = i32x4.splat(0);
        let a1 = a0;
        let b0 = a0;
        let b1 = a0;
        let c0 = a0;
        let c1 = a0;
        let d0 = a0;
        let d1 = a0;
        while (seen < end) {
          const w0 = v128.load(weights);
          const w1 = v128.load(weights, vector);
          const b = seen + pixel;
          const c = b + pixel;
          const d = c + pixel;
          a0 = step(a0, seen, w0);
          a1 = step(a1, seen, w1);
          b0 = step(b0, b, w0);
          b1 = step(b1, b, w1);
          c0 = step(c0, c, w0);
          c1 = step(c1, c, w1);
          d0 = step(d0, d, w0);
          d1 = step(d1, d, w1);
          seen += 2 * bytesPerShort;
          weights += 2 * vector;
        }
        const out = to + at * result + filter * bytesPerFloat;
        finish(out, a0, low, lowBias);
        finish(out + vector, a1, high, highBias);
        finish(out + result, b0, low, lowBias);
        finish(out + result + vector, b1, high, highBias);
        finish(out + 2 * result, c0, low, lowBias);
        finish(out + 2 * result + vector, c1, high, highBias);
        finish(out + 3 * result, d0, low, lowBias);
        finish(out + 3 * result + vector, d1, high, highBias);
      }
    }
  }
}
