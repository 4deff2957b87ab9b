/** Operations that draw the picture anew from the shapes that are in it. */
import type { Rgba } from './rgba.ts';

/**
 * Lays the shape of what is opaque under the picture (dest-over), in one colour: grown by `spread` pixels, blurred, and
 * moved by whole pixels. With `under` it is a line around the shape that ends so many pixels inside of its edge, so that
 * it does not show through what is translucent. The canvas grows by what that needs, see `silhouetteMargins`.
 */
export interface Silhouette {
  readonly op: 'silhouette';
  readonly color: Rgba;
  readonly spread: number;
  readonly under?: number;
  readonly sigma: number;
  readonly dx: number;
  readonly dy: number;
}

/** Paints what is opaque within `width` pixels of the edge of the shape; the edge of the canvas counts as one. */
export interface InnerLine {
  readonly op: 'inner-line';
  readonly color: Rgba;
  readonly width: number;
  readonly sigma: number;
}

/**
 * Makes what is near a colour transparent: wholly up to `tolerance`, fading over `softness` more; both are parts of the
 * distance between black and white. `hue` compares without regard to brightness, as for a green screen, and in parts of
 * what lies 0.3 from any grey. Without a colour it is the most frequent one at the edges. `connected`: only where it reaches the edges.
 */
export interface KeyOut {
  readonly op: 'key-out';
  readonly by: 'color' | 'hue';
  readonly color?: Rgba;
  readonly tolerance: number;
  readonly softness: number;
  readonly connected: boolean;
}

/** The mean colour of what has the most frequent of `tones` lumas (up to 32) within `radius` whole pixels. */
export interface OilPaint {
  readonly op: 'oil-paint';
  readonly radius: number;
  readonly tones: number;
}

/**
 * Flat colours and dark lines; `line` and `reduction` are strengths, 0..1. `sigma`, in pixels, is how fine the lines
 * are. `blackWhite` leaves ink and paper alone.
 */
export interface Cartoon {
  readonly op: 'cartoon';
  readonly line: number;
  readonly reduction: number;
  readonly blackWhite: boolean;
  readonly sigma: number;
}

/**
 * Takes the brightest (dilate), the darkest (erode) or the mean (convolve) of what a shape of so many pixels around
 * each pixel covers, channel by channel, alpha included.
 */
export interface Morphology {
  readonly op: 'morphology';
  readonly method: 'convolve' | 'dilate' | 'erode';
  readonly kernel: 'cross' | 'diamond' | 'disk' | 'octagon' | 'plus' | 'ring' | 'square';
  readonly radius: number;
  readonly iterations: number;
}

/**
 * Lays the shadow of what is opaque under the picture (dest-over), as cast on the ground that it stands on: each pixel
 * of height above the lowest opaque row moves it by `right` and `down` pixels. It blurs from `near` to `far` pixels (sigma)
 * and fades the farther it falls. The canvas grows by what that may need, see `castMargins`.
 */
export interface CastShadow {
  readonly op: 'cast-shadow';
  readonly color: Rgba;
  readonly right: number;
  readonly down: number;
  readonly near: number;
  readonly far: number;
}

/** Pixels a side that are traced at most, as documented ("input scaled to 1000 pixels"): finer outlines only show grain. */
export const longestTraced = 1000;
/** Between pixels the smooth edge of a small picture says more than its pixels do. */
export const mostEnlarged = 2;

/** Draws the picture with flat shapes of at most so many colours. */
export interface Vectorize {
  readonly op: 'vectorize';
  readonly colors: number;
  /** At most so many shapes. */
  readonly detail: number;
  /** What has no more pixels than this, as it is traced, is left out. */
  readonly despeckle: number;
  /** 0..1: from straight pieces to curves. */
  readonly bend: number;
  /** Where an outline turns by more than this, in radians, it has a corner. */
  readonly corner: number;
}

export type Redrawing =
  Cartoon | CastShadow | InnerLine | KeyOut | Morphology | OilPaint | Silhouette | Vectorize;
