/** What a chain of transformations means, as plain data that can be printed as JSON. Spans point into the raw text. */
import type { Span } from '../errors.ts';
import type { TextStyle } from './text-style.ts';

/**
 * A length: whole pixels (`200`) or a fraction of the image as it then is (`0.5`, told by its decimal point). What is
 * counted in something else is written the same way.
 */
export interface Length {
  readonly unit: 'fraction' | 'px';
  readonly value: number;
}

/** Pages from one to another, counted from 1: `2-5`; to the last where that is left out, `7-`. */
export interface PageRange {
  readonly first: number;
  readonly last?: number;
}

/** A duration, told by its `s`: `2.3s`. */
export interface Duration {
  readonly seconds: number;
}

/** What a zoom begins or ends with: how near, and around which point; what is left out is the middle, not enlarged. */
export interface View {
  readonly view: { readonly zoom?: number; readonly x?: Length; readonly y?: Length };
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

/** A width that the client's hints give: rounded up to whole steps, or the fallback where there are no hints. */
export interface Responsive {
  readonly responsive: 'width';
  readonly step?: number;
  readonly fallback?: number;
  /** In the place of a step: widths between which the picture's weight differs by as much as is told. */
  readonly breakpoints?: Breakpoints;
  /** The widths themselves, in the place of the picture. */
  readonly json?: true;
}

export interface Breakpoints {
  readonly minPx: number;
  readonly maxPx: number;
  /** How much heavier a picture is than the next smaller one, at least. */
  readonly stepKb: number;
  readonly count: number;
}

/** A background that is taken from the picture. */
export type Backdrop =
  | {
      readonly backdrop: 'auto';
      readonly from: 'border' | 'predominant';
      readonly contrast: boolean;
      /** One, or a gradient between two or four. */
      readonly colors: 1 | 2 | 4;
      readonly direction: 'diagonal_asc' | 'diagonal_desc' | 'horizontal' | 'vertical';
      /** Empty: whatever is found. */
      readonly palette: readonly Color[];
    }
  | { readonly backdrop: 'blurred'; readonly intensity: number; readonly brightness: number };

/** Keep what matters, as it is found in the picture. */
export interface AutoGravity {
  readonly gravity: 'auto';
  /** How it is found; both are the same here. */
  readonly method?: 'classic' | 'subject';
  /** What counts most where it is found: the largest face, all of them, or nothing but what draws the eye. */
  readonly focus: 'body' | 'face' | 'faces' | 'none';
  /** How much the focus counts, 0..100, or that it should rather be left out. */
  readonly weight: number | 'avoid';
  /** What counts instead of any face. */
  readonly area?: {
    readonly unit: Length['unit'];
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** Whether it may rather lie on a third than in the middle. */
  readonly thirds: boolean;
  /** Whether coordinates that are stored for the original take its place. */
  readonly overridden: boolean;
  /** How much to keep of the picture where a crop may be smaller than it has to be, 0..100. */
  readonly keep?: number;
}

/** What `l_` and `u_` name. */
export type LayerSource =
  /** A picture that a variable has taken hold of (`$name_current`); made by planning alone. */
  | { readonly layer: 'captured'; readonly variable: string }
  | {
      readonly layer: 'image';
      readonly type: 'authenticated' | 'fetch' | 'private' | 'upload';
      /** With slashes; the address itself for `fetch`. */
      readonly publicId: string;
      /** In lower case. */
      readonly format?: string;
    }
  /** A table of colours; its extension is part of the id. */
  | { readonly layer: 'lut'; readonly publicId: string }
  | { readonly layer: 'text'; readonly style: TextStyle; readonly text: string };

export const operators = ['add', 'sub', 'mul', 'div', 'mod', 'pow'] as const;
export type Operator = (typeof operators)[number];

/** What the image itself says: `w h ar` as it now is, the others of the original. */
export const characteristics = [
  'w',
  'h',
  'ar',
  'cp',
  'ccc',
  'fc',
  'iw',
  'ih',
  'iar',
  'idn',
  'ow',
  'oh',
  'pc',
  'px',
  'py',
  'ils',
  'tar',
] as const;
export type Characteristic = (typeof characteristics)[number];

/** Those that nobody knows without a look at the pixels. */
export type LookedCharacteristic = 'ils' | 'tar';

/** LANGUAGE section 7. A number that was written with a decimal point can stand for a fraction of the image. */
export type ExpressionNode =
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | { readonly kind: 'characteristic'; readonly name: Characteristic }
  /** The picture as it is at this point, to be laid over or under it later. */
  | { readonly kind: 'current' }
  | { readonly kind: 'convert'; readonly to: 'f' | 'i'; readonly of: ExpressionNode }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'number'; readonly value: number; readonly fraction: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string };

/** Something that has to be calculated before the component that holds it can be planned. */
export interface Expression {
  readonly expression: ExpressionNode;
}

export const comparisons = ['eq', 'ne', 'lt', 'gt', 'lte', 'gte', 'in', 'nin'] as const;
export type Comparison = (typeof comparisons)[number];

export type ConditionNode =
  | { readonly kind: 'and' | 'or'; readonly of: readonly ConditionNode[] }
  | {
      readonly kind: 'compare';
      readonly comparison: Comparison;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | { readonly kind: 'defined'; readonly name: string; readonly expected: boolean };

export interface Condition {
  readonly condition: ConditionNode;
}

export type Value =
  | AutoGravity
  | Backdrop
  | Color
  | Condition
  | Duration
  | Expression
  | LayerSource
  | Length
  | PageRange
  | Responsive
  | Unsupported
  | View
  | number
  | string
  | readonly Value[];

export type Arguments = Readonly<Record<string, Value>>;

/** One parameter as written: which definition it names and the values it was given (defaults left out). */
export interface Param {
  /** The definition's id: `w`, `c_fill`, `e_sepia`, `fl_progressive`. */
  readonly id: string;
  readonly args: Arguments;
  readonly span: Span;
}

/** A parameter that can only be read once variables have been put into its text: `e_$effect:60`, `b_$color`. */
export interface DeferredParam {
  readonly text: string;
  readonly span: Span;
}

/** What stands between two slashes. */
export interface Component {
  readonly params: readonly Param[];
  readonly deferred?: readonly DeferredParam[];
  readonly span: Span;
}

/** The whole chain, in URL order. */
export type Transformation = readonly Component[];
