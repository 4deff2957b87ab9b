/** Operations that draw the picture anew from the shapes that are in it. */
import type { Rgba } from './rgba.ts';

/**
 * Lays the shape of what is opaque under the picture (dest-over), in one colour: grown by `spread` pixels, blurred, and
 * moved by whole pixels. The canvas grows by what that needs, see `silhouetteMargins`.
 */
export interface Silhouette {
  readonly op: 'silhouette';
  readonly color: Rgba;
  readonly spread: number;
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

export type Redrawing = Cartoon | OilPaint | InnerLine | KeyOut | Silhouette;
