/**
 * Pictures as kernels compute with them: colours times alpha, four numbers for each pixel, of the 15 bits that processors
 * multiply and add up in pairs.
 */

/** Bytes of a pixel. */
export const pixelBytes: usize = 8;
/** What one step of alpha comes to. */
export const alphaStep: f32 = 128;

/**
 * One pixel of `channels` bytes; an opaque one counts as 255. One byte past the last pixel of three may be read. What is
 * product / 255 * 128 is (product + product / 256 + 1) / 2, so that opaque colours come out as they were.
 */
function premultiplied(from: usize, channels: usize): v128 {
  const bytes = load<u32>(from) | (channels == 3 ? 0xff000000 : 0);
  const straight = i16x8.extend_low_i8x16_u(i32x4.splat(bytes));
  const alpha = i16x8.splat(<i16>(bytes >> 24));
  const product = i16x8.mul(straight, i16x8.replace_lane(alpha, 3, 255));
  return i16x8.avgr_u(product, i16x8.shr_u(product, 8));
}

/** A row of bytes, straight, of three or four channels; what comes out is 0..32640. */
export function premultiply(from: usize, channels: usize, pixels: usize, to: usize): void {
  const end = from + pixels * channels;
  for (; from < end; from += channels) {
    v128.store64_lane(to, premultiplied(from, channels), 0);
    to += pixelBytes;
  }
}

/** Four numbers, 0..255 once they are rounded and cut off, as bytes. */
export function storeBytes(to: usize, values: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.pmax(f32x4.splat(0), values), f32x4.splat(0.5)));
  const narrow = i16x8.narrow_i32x4_s(whole, whole);
  v128.store32_lane(to, i8x16.narrow_i16x8_u(narrow, narrow), 0);
}

/** One pixel as straight bytes, RGBA; nothing at all of what cannot be seen. */
export function storeStraight(to: usize, values: v128): void {
  const alpha = f32x4.extract_lane(values, 3);
  if (alpha < alphaStep / 2) {
    store<u32>(to, 0);
    return;
  }
  const straight = f32x4.mul(values, f32x4.splat(255 / alpha));
  storeBytes(to, f32x4.replace_lane(straight, 3, alpha / alphaStep));
}
