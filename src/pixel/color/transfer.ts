/** From encoded values, 0..1, to light, by the transfer characteristics of ITU-T H.273, table 3. */

export type Curve = (value: number) => number;

export type Transfer =
  /** Light of 1 is white. */
  | { readonly kind: 'display'; readonly toLight: Curve }
  /** Light of 1 is 203 cd/m2, the white of print and of text in ITU-R BT.2408; there is brighter light. */
  | { readonly kind: 'bright'; readonly toLight: Curve }
  /** As the camera has seen it: how bright it is shown depends on all three channels. */
  | { readonly kind: 'scene'; readonly toLight: Curve };

/** cd/m2. */
export const whiteLight = 203;

const srgb: Curve = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Perceptual quantizer, ITU-R BT.2100, table 4: up to 10,000 cd/m2. */
const m1 = 2610 / 16384;
const m2 = (2523 / 4096) * 128;
const c1 = 3424 / 4096;
const c2 = (2413 / 4096) * 32;
const c3 = (2392 / 4096) * 32;

/** cd/m2 of a value. */
export const fromPq: Curve = (value) => {
  const root = value ** (1 / m2);
  return 10_000 * (Math.max(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1);
};

/** The value for so many cd/m2. */
export const toPq: Curve = (light) => {
  const power = (light / 10_000) ** m1;
  return ((c1 + c2 * power) / (1 + c3 * power)) ** m2;
};

/** Hybrid log-gamma, the same, table 5: light of the scene, at most 1. */
const hlg: Curve = (value) =>
  value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;

const display = (toLight: Curve): Transfer => ({ kind: 'display', toLight });

/** The curves of video are for cameras; their pictures are shown, and so are those that say nothing, as sRGB. */
const usual = display(srgb);

const byCode: Readonly<Record<number, Transfer>> = {
  4: display((value) => value ** 2.2),
  5: display((value) => value ** 2.8),
  8: display((value) => value),
  16: { kind: 'bright', toLight: (value) => fromPq(value) / whiteLight },
  18: { kind: 'scene', toLight: hlg },
};

/** Logarithmic ones, which are made for compositing, and that of digital cinema. */
const unread: Readonly<Record<number, string>> = {
  9: 'logarithmic, 100 to 1',
  10: 'logarithmic, 316 to 1',
  17: 'SMPTE ST 428-1',
};

export const transferOf = (code: number): Transfer => byCode[code] ?? usual;

/** What it is called, where we do not read it. */
export const nameOfUnread = (code: number): string | undefined => unread[code];

export const isUsual = (code: number): boolean => transferOf(code) === usual;
