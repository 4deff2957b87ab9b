/**
 * The closed union of what the engine can do to pixels, with real numbers only.
 * Names are libvips' where it has one. Lengths are pixels of the picture as it is when the operation begins. Families
 * that hold no pictures have files of their own; pictures hold operations, so that those which hold pictures are here.
 */
import type { Backdrop as BackdropStyle } from '../values/ast.ts';
import type { Decode } from './decode.ts';
import type { Fade, Reframe, ZoomPan } from './moving.ts';
import type { Redrawing } from './redrawing.ts';
import type { Rgba } from './rgba.ts';
import type { Text } from './text.ts';
import type { Tone } from './tones.ts';
import type { Warp } from './warps.ts';

export type { Rgba };

/** A rectangle in whole pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Corner radii in pixels: top left, top right, bottom right, bottom left. `ellipse` rounds over the full size. */
export type Corners = readonly [number, number, number, number] | 'ellipse';

export interface Extract extends Box {
  readonly op: 'extract';
}

/** Resamples to exactly this size (Lanczos 3); never crops. */
export interface Resize {
  readonly op: 'resize';
  readonly width: number;
  readonly height: number;
}

/** Adds a margin. A translucent colour gives the picture an alpha channel. */
export interface Extend {
  readonly op: 'extend';
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly color: Rgba;
}

/** Adds a margin that is taken from the picture, and shows where that is transparent as well. */
export interface Backdrop {
  readonly op: 'backdrop';
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly backdrop: BackdropStyle;
}

/** `vertical` turns top to bottom (vflip), `horizontal` left to right (hflip). */
export interface Flip {
  readonly op: 'flip';
  readonly axis: 'horizontal' | 'vertical';
}

/** Clockwise quarter turns: exact, nothing is resampled. */
export interface Turn {
  readonly op: 'turn';
  readonly degrees: 90 | 180 | 270;
}

/** Clockwise by any angle; the canvas grows to the bounding box and the corners take `color`. */
export interface Rotate {
  readonly op: 'rotate';
  readonly degrees: number;
  readonly color: Rgba;
}

/**
 * Slides rows along x by the tangent of `x` degrees (the top to the right), then columns along y by that of `y` (the
 * right side downwards); the canvas grows to the bounding box and what is new takes `color`.
 */
export interface Shear {
  readonly op: 'shear';
  readonly x: number;
  readonly y: number;
  readonly color: Rgba;
}

/** Gaussian blur, `sigma` in pixels. */
export interface Blur {
  readonly op: 'blur';
  readonly sigma: number;
}

/** Unsharp masking of the luminance (libvips `sharpen`): `sigma` in pixels, `amount` is the slope in jagged areas. */
export interface Sharpen {
  readonly op: 'sharpen';
  readonly sigma: number;
  readonly amount: number;
}

/** Adds to each channel what a blurred copy of it lacks, `amount` times over. */
export interface UnsharpMask {
  readonly op: 'unsharp-mask';
  readonly sigma: number;
  readonly amount: number;
}

/** Mosaic of `size` x `size` squares from the top left corner, each the average of what it covers. */
export interface Pixelate {
  readonly op: 'pixelate';
  readonly size: number;
}

/** Does something to a part of the picture as if it were all there is. */
export interface Within extends Box {
  readonly op: 'within';
  readonly effect: Blur | Pixelate;
}

/** Darkens towards the corners as a lens does: to 1 / (1 + strength)^2 in the corner itself. */
export interface Vignette {
  readonly op: 'vignette';
  readonly strength: number;
}

/** Blurs what lies above and below a horizontal band, the further the more, up to `sigma` pixels at the edges. */
export interface TiltShift {
  readonly op: 'tilt-shift';
  readonly sigma: number;
}

/**
 * Lets the picture vanish towards its edges, within so many pixels of each: by a smooth ramp to the power of `curve`.
 * `inside` counts from where something can be seen, and not from the edges of the canvas.
 */
export interface FadeEdges {
  readonly op: 'fade-edges';
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly curve: number;
  readonly inside: boolean;
}

/** Cuts the corners off, anti-aliased; the picture has an alpha channel afterwards. */
export interface RoundCorners {
  readonly op: 'round-corners';
  readonly corners: Corners;
}

/** Lays a filled shape of the whole canvas under the picture (dest-over); `corners` absent means a plain rectangle. */
export interface Underlay {
  readonly op: 'underlay';
  readonly color: Rgba;
  readonly corners?: Corners;
}

/** Multiplies alpha by `factor`, 0..1. */
export interface Opacity {
  readonly op: 'opacity';
  readonly factor: number;
}

/** Porter-Duff operators and blend modes by libvips' names; the formulas are those of W3C's Compositing and Blending. */
export type BlendMode =
  'dest-in' | 'dest-out' | 'dest-over' | 'hard-light' | 'multiply' | 'over' | 'overlay' | 'screen';

/** Lays another picture on this one, within which it lies wholly. `dest-in` leaves nothing outside of it. */
export interface Composite {
  readonly op: 'composite';
  readonly layer: Picture;
  readonly blend: BlendMode;
  readonly left: number;
  readonly top: number;
}

/** Bends a layer a little and fades it in places, by the level alone (1..100), so that nobody can subtract it. */
export interface AntiRemoval {
  readonly op: 'anti-removal';
  readonly level: number;
}

/** Moves each pixel under the map by up to x and y pixels, as far as its red and green differ from the middle. */
export interface Displace {
  readonly op: 'displace';
  readonly map: Picture;
  readonly x: number;
  readonly y: number;
  /** Of the map's corner, which may lie outside. */
  readonly left: number;
  readonly top: number;
}

/** Looks each colour up in a table that a file holds (`.cube` or `.3dl`): the index of it among the open originals. */
export interface ColorTable {
  readonly op: 'color-table';
  readonly file: number;
}

/** Multiplies alpha by luma, for a picture that is to be a mask. */
export interface LumaToAlpha {
  readonly op: 'luma-to-alpha';
}

/** Repeats the picture over a canvas of this size; one copy has its corner at left, top, which may lie outside. */
export interface Replicate {
  readonly op: 'replicate';
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Takes the red out of what is red within boxes that lie in the picture. */
export interface Redeye {
  readonly op: 'redeye';
  readonly boxes: readonly Box[];
}

export type StillOperation =
  | AntiRemoval
  | Backdrop
  | Blur
  | ColorTable
  | Composite
  | Displace
  | Extend
  | Extract
  | FadeEdges
  | Flip
  | LumaToAlpha
  | Opacity
  | Pixelate
  | Redeye
  | Reframe
  | Replicate
  | Redrawing
  | Resize
  | Rotate
  | RoundCorners
  | Sharpen
  | Shear
  | TiltShift
  | Tone
  | Turn
  | Underlay
  | UnsharpMask
  | Vignette
  | Warp
  | Within;

/** Those that depend on the time are made still for each picture of an animation by ops/motion.ts. */
export type Operation = Fade | StillOperation | ZoomPan;

export type OperationName = Operation['op'];

/** What a picture starts from. */
export type PictureSource =
  /** One of the originals that are open together: 0 is that of the URL, the others are those of its layers. */
  | { readonly kind: 'original'; readonly index: number; readonly decode: Decode }
  /** `font`: the index of the user's own font among the open originals. */
  | { readonly kind: 'text'; readonly text: Text; readonly font?: number };

/** A picture in the making: what it starts from, and what is done to it. */
export interface Picture {
  readonly source: PictureSource;
  readonly operations: readonly Operation[];
}
