/** Operations that give pixels other colours and leave them where they are. */
import type { Rgba } from './rgba.ts';

/** Rows are output channels; colours only, alpha is never touched. */
export type Matrix3 = readonly [
  readonly [number, number, number],
  readonly [number, number, number],
  readonly [number, number, number],
];

/** The same with alpha as the fourth channel, of straight (not premultiplied) colours. */
export type Matrix4 = readonly [Row4, Row4, Row4, Row4];
type Row4 = readonly [number, number, number, number];

/** Multiplies colours by a matrix: out = matrix x in, clamped to 0..255. */
export interface Recomb {
  readonly op: 'recomb';
  readonly matrix: Matrix3;
}

/** out = in x multiply + add for each of red, green, blue, in 0..255, clamped. */
export interface Linear {
  readonly op: 'linear';
  readonly multiply: readonly [number, number, number];
  readonly add: readonly [number, number, number];
}

/** Looks colours up in a table of 256 bytes, or in one for each of red, green and blue (768 bytes); alpha is never touched. */
export interface MapLut {
  readonly op: 'maplut';
  readonly table: readonly number[];
}

/** Luma at or above `value` (0..255) turns white, the rest black. */
export interface Threshold {
  readonly op: 'threshold';
  readonly value: number;
}

/** Looks alpha up in a table of 256 bytes; what has none stays so. */
export interface AlphaMapLut {
  readonly op: 'alpha-maplut';
  readonly table: readonly number[];
}

/** Multiplies colours and alpha by a matrix: out = matrix x in, clamped to 0..255. */
export interface AlphaRecomb {
  readonly op: 'alpha-recomb';
  readonly matrix: Matrix4;
}

/** Multiplies light by a matrix: the colours are made linear first, and sRGB again afterwards. */
export interface LightRecomb {
  readonly op: 'light-recomb';
  readonly matrix: Matrix3;
}

/** Multiplies the B of HSB, as far as the largest channel can go. */
export interface BrightnessHsb {
  readonly op: 'brightness-hsb';
  readonly factor: number;
}

/** More or less colour (-1..1), most where there is little. */
export interface Vibrance {
  readonly op: 'vibrance';
  readonly amount: number;
}

/** Tone curves by what is in the picture; all numbers are shares, 0..1. */
export interface AutoTone {
  readonly op: 'auto-tone';
  /** Of stretching to the full range. */
  readonly contrast: number;
  /** Of stretching each channel by itself, which takes a colour cast away. */
  readonly color: number;
  /** Of bringing the mean to the middle. */
  readonly brightness: number;
  /** Of the result; the rest is the picture as it was. */
  readonly blend: number;
}

/** Brightens what lies, with its surroundings, darker than `below` (0..1): by 1 + `amount` in black, by nothing there. */
export interface FillLight {
  readonly op: 'fill-light';
  readonly amount: number;
  readonly below: number;
}

/** Blends with the colours of a gradient, found by luma: 256 reds, 256 greens, 256 blues. */
export interface GradientMap {
  readonly op: 'gradient-map';
  readonly table: readonly number[];
  readonly amount: number;
  /** Whether lumas are spread evenly first, by their histogram. */
  readonly equalize: boolean;
}

/** Moves colours within `tolerance` (in CIE L*a*b*) of `from` as far as `to` is from it; the most frequent saturated colour without it. */
export interface ReplaceColor {
  readonly op: 'replace-color';
  readonly to: Rgba;
  readonly from?: Rgba;
  readonly tolerance: number;
}

/** Red, green and blue on (at or above the threshold) or off, by rows of `width` thresholds (bytes) that are repeated. */
export interface OrderedDither {
  readonly op: 'ordered-dither';
  readonly width: number;
  readonly thresholds: readonly number[];
}

/** Stripes `period` pixels apart across reds, and leaning the other way across greens; `amount` 0..1. */
export interface Hatch {
  readonly op: 'hatch';
  readonly amount: number;
  readonly period: number;
}

/**
 * Turns the most frequent colour into another, and all others to what goes with it, except in photographs.
 * `photosensitivity`: 0 takes nothing for a photograph, 2 whatever has many colours.
 */
export interface Theme {
  readonly op: 'theme';
  readonly color: Rgba;
  readonly photosensitivity: number;
}

export type Tone =
  | AlphaMapLut
  | AlphaRecomb
  | AutoTone
  | BrightnessHsb
  | FillLight
  | GradientMap
  | Hatch
  | LightRecomb
  | Linear
  | MapLut
  | OrderedDither
  | Recomb
  | ReplaceColor
  | Theme
  | Threshold
  | Vibrance;
