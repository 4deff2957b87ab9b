/** What must be known of an original before planning, and of the canvas while planning. */
import type { Box } from './operation.ts';

/** Formats that an original may have. */
export type SourceFormat = 'avif' | 'gif' | 'jpg' | 'png' | 'svg' | 'tiff' | 'webp';

/** Formats that we can encode. */
export type OutputFormat = 'avif' | 'gif' | 'jpg' | 'png' | 'tiff' | 'webp';

/** EXIF orientation, 1 (upright) to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface Facts {
  readonly format: SourceFormat;
  /** Size as stored in the file, before EXIF orientation; one page or frame. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly orientation: Orientation;
  readonly pages: number;
  readonly alpha: boolean;
  /** Its pixels are CMYK. */
  readonly cmyk?: true;
  readonly bytes: number;
  /** Dots per inch, where the original says them. */
  readonly density?: number;
  /** The originals of the chain's layers, in the order of plan/layer-refs.ts; absent while nobody has looked. */
  readonly layers?: readonly LayerFacts[];
  /** What was measured for the chain so far, in the order in which planning asked for it. */
  readonly measured?: readonly Measured[];
}

/** `file`: something that is no picture, such as a table of colours; it is known to be there. */
export type LayerFacts =
  { readonly kind: 'file' | 'missing' } | { readonly kind: 'image'; readonly facts: Facts };

/** Of one page of a document, as stored. */
export interface MeasuredPage {
  readonly kind: 'page';
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}

/** The size that a text takes, as it is set. */
export interface MeasuredText {
  readonly kind: 'text';
  readonly width: number;
  readonly height: number;
}

/** The box of what is not background; empty when everything is. */
export interface MeasuredContent {
  readonly kind: 'content';
  readonly box: Box;
}

/** What draws the eye in an original, as it is decoded: a coarse grid over all of it. */
export interface MeasuredSaliency {
  readonly kind: 'saliency';
  readonly width: number;
  readonly height: number;
  /** One letter for each cell, rows from the top: from `0` (nothing) in 63 steps upwards in ASCII. */
  readonly levels: string;
}

/** How much an original looks drawn rather than photographed: 0..1. */
export interface MeasuredIllustration {
  readonly kind: 'illustration';
  readonly likelihood: number;
}

/** What the engine answered to a measure of the same kind. */
export type Measured =
  MeasuredContent | MeasuredIllustration | MeasuredPage | MeasuredSaliency | MeasuredText;

/** The picture at one point of the chain. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}
