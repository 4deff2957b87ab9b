/** CIE L*a*b* under D65, https://www.w3.org/TR/css-color-4/#color-conversion-code (matrices of sRGB). */
import { lightOf, toByte } from './light.ts';

const white = { x: 0.9505, z: 1.089 } as const;
const epsilon = 216 / 24389;
const kappa = 24389 / 27;

const compressExactly = (value: number): number =>
  value > epsilon ? Math.cbrt(value) : (kappa * value + 16) / 116;

/** Cube roots take long: between 4,096 of them lie all others, to five digits. */
const steps = 4096;
const compressed = Float64Array.from({ length: steps + 2 }, (_, step) => compressExactly(step / steps));

/** Of 0..1, as light is. */
const compress = (value: number): number => {
  const place = value * steps;
  const step = Math.floor(place);
  const low = compressed[step]!;
  return low + (compressed[step + 1]! - low) * (place - step);
};

const expand = (value: number): number => {
  const cube = value * value * value;
  return cube > epsilon ? cube : (116 * value - 16) / kappa;
};

/** Writes L, a, b into `lab`: nothing is allocated for each pixel. */
export const toLab = (r: number, g: number, b: number, lab: Float64Array): void => {
  const red = lightOf[r]!;
  const green = lightOf[g]!;
  const blue = lightOf[b]!;
  const x = compress((0.4124 * red + 0.3576 * green + 0.1805 * blue) / white.x);
  const y = compress(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = compress((0.0193 * red + 0.1192 * green + 0.9505 * blue) / white.z);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
};

/** Writes the bytes of a colour into `data`; what sRGB cannot show is clamped. */
export const fromLab = (l: number, a: number, b: number, data: Uint8Array, at: number): void => {
  const middle = (l + 16) / 116;
  const x = expand(middle + a / 500) * white.x;
  const y = expand(middle);
  const z = expand(middle - b / 200) * white.z;
  data[at] = toByte(3.2406 * x - 1.5372 * y - 0.4986 * z);
  data[at + 1] = toByte(-0.9689 * x + 1.8758 * y + 0.0415 * z);
  data[at + 2] = toByte(0.0557 * x - 0.204 * y + 1.057 * z);
};

export type Lab = readonly [l: number, a: number, b: number];

export const labOf = ({ r, g, b }: { readonly r: number; readonly g: number; readonly b: number }): Lab => {
  const lab = new Float64Array(3);
  toLab(Math.round(r), Math.round(g), Math.round(b), lab);
  return [lab[0]!, lab[1]!, lab[2]!];
};
