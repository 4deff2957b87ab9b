/** The outcome of planning: what the engine has to do, in order, with real numbers. */
import type { Canvas, OutputFormat } from '../ops/facts.ts';
import type { Decode } from '../ops/decode.ts';
import type { Operation, Picture, Rgba } from '../ops/operation.ts';
import type { Aim } from './aim.ts';
import type { Info } from './info.ts';
import type { Text } from '../ops/text.ts';

export type Progressive = 'none' | 'semi' | 'steep';

/** How the result is written. */
export interface Encode {
  readonly format: OutputFormat;
  /** 1..100; absent means the format's default. */
  readonly quality?: number;
  /** How good it has to look, for the engine to find the rest: then there is no quality. */
  readonly aim?: Aim;
  /** Of WebP. */
  readonly lossless?: true;
  /** The format is one of these, `format` the first of them: the smallest for the same look. */
  readonly among?: readonly OutputFormat[];
  /** What was found for the aim, or among the formats, on another occasion. */
  readonly settled?: Settled;
  /** Nobody waits: the whole picture is looked at for its aim, and JPEG and AVIF take five times the time for a tenth of the bytes. */
  readonly thorough?: true;
  /** The pixels are those of the original: its own bytes will do where they are fewer, and its format may be sent. */
  readonly untouched?: true;
  readonly chroma?: '420' | '444';
  readonly progressive: Progressive;
  /** Of PNG: how the colours of a pixel are kept. Absent: as there are any. */
  readonly pixels?: 'png8' | 'png24' | 'png32';
  /** Of GIF: smaller rather than true. */
  readonly lossy?: true;
  /** Of TIFF: one bit for each pixel. */
  readonly bilevel?: true;
  /** Of JPEG and TIFF; sRGB when absent. */
  readonly space?: 'cmyk';
  /** What to keep of what the original says about itself; nothing when absent. */
  readonly metadata?: 'all' | 'attribution';
  /** Dots per inch to write down; nothing when absent. */
  readonly density?: number;
  /** Attach the profile of the colour space. */
  readonly profile?: true;
  /** Shows through where a format without alpha meets a transparent picture. */
  readonly background: Rgba;
}

/** What the engine found for an aim: in its place, the same picture is written without looking again. */
export interface Settled extends Partial<
  Pick<Encode, 'chroma' | 'format' | 'lossless' | 'pixels' | 'quality'>
> {
  /** Found by looking at all of the picture, or of no need to: nothing that takes longer would find better. */
  readonly whole?: true;
}

/** One picture of an animation: a page of the original, from 0, and for how long it is shown. */
export interface Shot {
  readonly page: number;
  readonly delayMs: number;
}

export interface Animation {
  readonly shots: readonly Shot[];
  /** How often it is shown; 0 is without end. */
  readonly plays: number;
}

export interface Plan {
  readonly decode: Decode;
  readonly operations: readonly Operation[];
  readonly encode: Encode;
  /** The original after decoding, then the canvas after each operation; one longer than the operations. */
  readonly canvases: readonly Canvas[];
  /** The operations are done for each of these pictures; absent, only for the page that `decode` names. */
  readonly animation?: Animation;
  /** Milliseconds of one core that all operations take, by ops/cost.ts; without reading and writing. */
  readonly operationMs: number;
  /** To be made again when nobody waits: by a slow codec that was left out, or by a look at the whole picture. */
  readonly provisional?: true;
  /** Answer what there is to say about the picture, in its place. */
  readonly info?: Info;
}

/** Ask the engine for the bounding box of what is not background. */
export interface ContentMeasure {
  readonly kind: 'content';
  readonly picture: Picture;
  /** 0..255 distance to the background that still counts as background. */
  readonly threshold: number;
  /** Absent: the colour of the top left pixel. */
  readonly color?: Rgba;
}

/** Ask the engine for the size of a page, counted from 0, of the original of the URL (0) or of a layer. */
export interface PageMeasure {
  readonly kind: 'page';
  readonly original: number;
  readonly page: number;
}

/** Ask the engine for the size of a text. */
export interface TextMeasure {
  readonly kind: 'text';
  readonly text: Text;
  readonly font?: number;
}

/** Ask the engine what draws the eye in one of the originals: 0 is that of the URL. */
export interface SaliencyMeasure {
  readonly kind: 'saliency';
  readonly index: number;
  readonly decode: Decode;
}

/** Ask the engine whether the original of the URL looks drawn. */
export interface IllustrationMeasure {
  readonly kind: 'illustration';
  readonly decode: Decode;
}

/** Ask the engine what is left of the original of the URL in a few bytes. */
export interface EssenceMeasure {
  readonly kind: 'essence';
  readonly decode: Decode;
}

/** Ask the engine how many bytes the original of the URL has at these widths. */
export interface WeightMeasure {
  readonly kind: 'weights';
  readonly widths: readonly number[];
}

/** Ask for the faces in one of the originals: 0 is that of the URL. They are found once for all chains. */
export interface FaceMeasure {
  readonly kind: 'faces';
  readonly index: number;
  /** With their landmarks. */
  readonly landmarks: boolean;
}

/** What the engine can answer. */
export type PixelMeasure =
  | ContentMeasure
  | EssenceMeasure
  | IllustrationMeasure
  | PageMeasure
  | SaliencyMeasure
  | TextMeasure
  | WeightMeasure;

/** What has to be looked up in pixels before planning can go on; each kind has its answer in ops/facts.ts. */
export type Measure = FaceMeasure | PixelMeasure;

/** `original`: nothing to do, deliver the bytes. `measure`: ask the engine, add the answer to the facts, plan again. */
export type Planned =
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'original' }
  | { readonly kind: 'render'; readonly plan: Plan };
