/** What a chain of transformations means, as plain data that can be printed as JSON. Spans point into the raw text. */
import type { Span } from '../errors.ts';

/** A length: whole pixels (`200`) or a fraction of the image as it then is (`0.5`, told by its decimal point). */
export interface Length {
  readonly unit: 'fraction' | 'px';
  readonly value: number;
}

/** Straight sRGB; channels 0..255, alpha 0..1. */
export interface Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly alpha: number;
}

/** A value that the language knows and that we do not do (yet): kept as written, refused by name when it is planned. */
export interface Unsupported {
  readonly unsupported: string;
  readonly reason: string;
}

export type Value = Color | Length | Unsupported | number | string | readonly Value[];

export type Arguments = Readonly<Record<string, Value>>;

/** One parameter as written: which definition it names and the values it was given (defaults left out). */
export interface Param {
  /** The definition's id: `w`, `c_fill`, `e_sepia`, `fl_progressive`. */
  readonly id: string;
  readonly args: Arguments;
  readonly span: Span;
}

/** What stands between two slashes. */
export interface Component {
  readonly params: readonly Param[];
  readonly span: Span;
}

/** The whole chain, in URL order. */
export type Transformation = readonly Component[];
