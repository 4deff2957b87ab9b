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
  readonly bytes: number;
  /** Boxes that `measure` found for each trim of the chain so far, in order. */
  readonly trims?: readonly Box[];
}

/** The picture at one point of the chain. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}
