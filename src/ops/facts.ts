/** What must be known of an original before planning, and of the canvas while planning. */
import type { Face, Landmarks } from './face.ts';
import type { Box } from './operation.ts';

/** Formats that an original may have. */
export type SourceFormat =
  'avif' | 'bmp' | 'gif' | 'heic' | 'ico' | 'jpg' | 'jxl' | 'png' | 'svg' | 'tiff' | 'webp';

/** Formats of pixels that we can encode. */
export type RasterFormat = 'avif' | 'gif' | 'ico' | 'jpg' | 'png' | 'tiff' | 'webp';

/** SVG is what `e_vectorize` draws. */
export type OutputFormat = RasterFormat | 'svg';

/** EXIF orientation, 1 (upright) to 8. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** How the pictures of an animation follow each other. */
export interface Pace {
  readonly delaysMs: readonly number[];
  /** How often it is shown; 0 is without end. */
  readonly plays: number;
}

export interface Facts {
  readonly format: SourceFormat;
  /** Size as stored in the file, before EXIF orientation; one page or frame. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly orientation: Orientation;
  readonly pages: number;
  /** Of what moves, where the header says it. */
  readonly pace?: Pace;
  readonly alpha: boolean;
  /** Its pixels are CMYK. */
  readonly cmyk?: true;
  readonly bytes: number;
  /** Dots per inch, where the original says them. */
  readonly density?: number;
  /** The originals of the chain's layers, in the order of plan/layer-refs.ts; absent while nobody has looked. */
  readonly layers?: readonly LayerFacts[];
  /** What somebody has stored with the original: it takes the place of what would be found. */
  readonly coordinates?: { readonly faces?: readonly Region[]; readonly custom?: readonly Region[] };
  /** What was measured for the chain so far, in the order in which planning asked for it. */
  readonly measured?: readonly Measured[];
}

/** A part of an original, in 0..1 of it as it is shown. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
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

/** Bytes of an original at some widths, the smallest first. */
export interface MeasuredWeights {
  readonly kind: 'weights';
  readonly weights: readonly (readonly [width: number, bytes: number])[];
}

/** What is left of a picture in a few bytes. Named as answers name it, and they as Cloudinary's API, as far as it has it. */
export interface Essence {
  /** `#RRGGBB` and the per cent of what can be seen, the most frequent first. */
  readonly colors: readonly (readonly [color: string, percent: number])[];
  /** Of 64 bits; pictures that look alike differ in few of them. */
  readonly phash: string;
  /** https://blurha.sh */
  readonly blurhash: string;
  /** https://evanw.github.io/thumbhash/, in base64. */
  readonly thumbhash: string;
}

/** Of an original, as it is decoded. */
export interface MeasuredEssence extends Essence {
  readonly kind: 'essence';
}

/** None where nobody could look. */
export interface FoundFaces {
  readonly kind: 'faces';
  readonly faces: readonly Face[];
  /** Of each of them, in their order, when they were asked for. */
  readonly landmarks?: readonly Landmarks[];
}

/** What was answered to a measure of the same kind. */
export type Measured =
  | FoundFaces
  | MeasuredContent
  | MeasuredEssence
  | MeasuredIllustration
  | MeasuredPage
  | MeasuredSaliency
  | MeasuredText
  | MeasuredWeights;

/** The picture at one point of the chain. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}
