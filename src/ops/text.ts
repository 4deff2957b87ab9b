/** A text as it is to be drawn: real numbers only, in pixels of the result; `dpr_` has been applied. */
import type { FontAntialias, FontHinting, TextAlignment, TextDecoration } from '../values/text-style.ts';
import type { Rgba } from './rgba.ts';

/** An outline around the glyphs: it lies under their fill and reaches `width` pixels out of them. */
export interface TextStroke {
  readonly width: number;
  readonly color: Rgba;
}

/** Lines are broken to be no wider than `width`; what is cut off at `height` ends in an ellipsis. */
export interface TextWrap {
  readonly width: number;
  readonly height?: number;
}

export interface Text {
  /** Lines end with `\n`. Nothing in it is markup. */
  readonly text: string;
  /** The canonical name of a bundled family, from `findFamily`; of no account where `fontFile` is given. */
  readonly family: string;
  /** A font of the user's: the public id of a raw asset, whose bytes are handed to the engine beside this. */
  readonly fontFile?: string;
  /** Of the em square, in pixels. */
  readonly size: number;
  /** 100 to 900; the nearest that the family has is taken, and drawn bolder where it has none. */
  readonly weight: number;
  readonly italic: boolean;
  readonly decoration?: TextDecoration;
  readonly align: TextAlignment;
  /** Added between characters, and between lines; negative draws them together. */
  readonly letterSpacing: number;
  readonly lineSpacing: number;
  readonly antialias?: FontAntialias;
  readonly hinting?: FontHinting;
  readonly color: Rgba;
  readonly background?: Rgba;
  readonly stroke?: TextStroke;
  readonly wrap?: TextWrap;
  /** Cut to what is inked; otherwise the lines keep the height and the margins that the font gives them. */
  readonly trim: boolean;
}
