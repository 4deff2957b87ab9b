/** From the primaries of ITU-T H.273, table 2, or of a profile, to those of sRGB. */
import type { Matrix3 } from '../../ops/tones.ts';

type Row = Matrix3[0];

/** Chromaticities. */
type Place = readonly [x: number, y: number];

interface Primaries {
  readonly red: Place;
  readonly green: Place;
  readonly blue: Place;
  readonly white: Place;
}

const d65: Place = [0.3127, 0.329];
const illuminantC: Place = [0.31, 0.316];
const srgb: Primaries = { red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06], white: d65 };
const p3: Primaries = { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: d65 };
const smpteC: Primaries = { red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07], white: d65 };

const byCode: Readonly<Record<number, Primaries>> = {
  1: srgb,
  4: { red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08], white: illuminantC },
  5: { red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06], white: d65 },
  6: smpteC,
  7: smpteC,
  8: { red: [0.681, 0.319], green: [0.243, 0.692], blue: [0.145, 0.049], white: illuminantC },
  9: { red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046], white: d65 },
  10: { red: [1, 0], green: [0, 1], blue: [0, 0], white: [1 / 3, 1 / 3] },
  11: { ...p3, white: [0.314, 0.351] },
  12: p3,
  22: { red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077], white: d65 },
};

const multiply = (a: Matrix3, b: Matrix3): Matrix3 => {
  const row = ([x, y, z]: Row): Row => [
    x * b[0][0] + y * b[1][0] + z * b[2][0],
    x * b[0][1] + y * b[1][1] + z * b[2][1],
    x * b[0][2] + y * b[1][2] + z * b[2][2],
  ];
  return [row(a[0]), row(a[1]), row(a[2])];
};

const invert = ([[a, b, c], [d, e, f], [g, h, i]]: Matrix3): Matrix3 => {
  const factor = 1 / (a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
  const row = (x: number, y: number, z: number): Row => [x * factor, y * factor, z * factor];
  return [
    row(e * i - f * h, c * h - b * i, b * f - c * e),
    row(f * g - d * i, a * i - c * g, c * d - a * f),
    row(d * h - e * g, b * g - a * h, a * e - b * d),
  ];
};

const apply = ([r, g, b]: Matrix3, [x, y, z]: Row): Row => [
  r[0] * x + r[1] * y + r[2] * z,
  g[0] * x + g[1] * y + g[2] * z,
  b[0] * x + b[1] * y + b[2] * z,
];

export const identity: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** XYZ of unit luminance. */
const toXyz = ([x, y]: Place): Row => [x / y, 1, (1 - x - y) / y];

const scaleColumns = ([r, g, b]: Matrix3, [x, y, z]: Row): Matrix3 => [
  [r[0] * x, r[1] * y, r[2] * z],
  [g[0] * x, g[1] * y, g[2] * z],
  [b[0] * x, b[1] * y, b[2] * z],
];

/** Light of these primaries to XYZ: equal parts of all three give white. */
const fromPrimaries = ({ red, green, blue, white }: Primaries): Matrix3 => {
  // By x, y and z rather than XYZ: a primary may have no luminance.
  const columns: Matrix3 = [
    [red[0], green[0], blue[0]],
    [red[1], green[1], blue[1]],
    [1 - red[0] - red[1], 1 - green[0] - green[1], 1 - blue[0] - blue[1]],
  ];
  return scaleColumns(columns, apply(invert(columns), toXyz(white)));
};

/** Responses of cones, as Bradford has them: http://www.brucelindbloom.com/Eqn_ChromAdapt.html. */
const bradford: Matrix3 = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** What looks white under one light, looks white under the other. */
const adapt = (from: Place, to: Place): Matrix3 => {
  const [here, there] = [apply(bradford, toXyz(from)), apply(bradford, toXyz(to))];
  const gains: Row = [there[0] / here[0], there[1] / here[1], there[2] / here[2]];
  return multiply(invert(bradford), multiply(scaleColumns(identity, gains), bradford));
};

/** For light, not for encoded values; undefined where they are those of sRGB, or say nothing. */
export const matrixToSrgb = (code: number): Matrix3 | undefined => {
  const primaries = byCode[code];
  if (primaries === undefined || primaries === srgb) return undefined;
  const fromSource = fromPrimaries(primaries);
  return multiply(invert(fromPrimaries(srgb)), multiply(adapt(primaries.white, d65), fromSource));
};

const d50: Place = [0.3457, 0.3585];

/** From light to that of sRGB, by the XYZ under D50 of red, green and blue, which are the columns. */
export const matrixFromD50 = (columns: Matrix3): Matrix3 =>
  multiply(invert(fromPrimaries(srgb)), multiply(adapt(d50, d65), columns));
