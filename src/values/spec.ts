/** What a value can be, as plain data. Parsing, printing, describing and scaling are separate interpreters of it. */
import type {
  AutoGravity,
  Backdrop,
  Color,
  Duration,
  LayerSource,
  Length,
  PageRange,
  Value,
  View,
} from './ast.ts';

interface Numeric {
  readonly min: number;
  readonly max: number;
  /** For people: `%`, `degrees`, `px`. */
  readonly unit?: string;
  /** A distance in pixels, or a strength that acts over one: multiplied by `dpr_`. */
  readonly scales?: boolean;
  /** Has to be known before the chain runs: no variable, no arithmetic. */
  readonly literal?: boolean;
}

export interface IntSpec extends Numeric {
  readonly kind: 'int';
  /** Written behind the number: `px` in `bo_5px_solid_red`. */
  readonly suffix?: string;
}

export interface NumberSpec extends Numeric {
  readonly kind: 'number';
  /** Written before the number: `arc:` in `e_distort:arc:30`. */
  readonly prefix?: string;
}

/** Whole pixels, or with a decimal point a fraction of the image. */
export interface LengthSpec {
  readonly kind: 'length';
  /** Smallest whole number of pixels; fractions keep the same sign rule, and 0.0 is allowed where 0 is. */
  readonly minPx: number;
  readonly maxPx: number;
  /** `50p` is another spelling of `0.5`. */
  readonly percent?: boolean;
  readonly scales: true;
  /** `auto` may stand for it: settled before planning, by what the client says. */
  readonly responsive?: true;
}

/** How many, or with a decimal point which share of the most: `1` is one, `1.0` all. */
export interface AmountSpec {
  readonly kind: 'amount';
  readonly max: number;
}

export interface KeywordSpec<Word extends string = string> {
  readonly kind: 'keyword';
  readonly words: readonly Word[];
  /** Other spellings of the same words. */
  readonly aliases?: Readonly<Record<string, Word>>;
}

export interface ColorSpec {
  readonly kind: 'color';
  /** Hex digits stand without `rgb:`, as in `e_trim:10:ff0000`. */
  readonly bareHex?: boolean;
}

/** `3`, `2-5`, `7-`. */
export interface PagesSpec {
  readonly kind: 'pages';
  readonly max: number;
}

/** `2.3s`. */
export interface DurationSpec {
  readonly kind: 'duration';
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/** `16:9`, `1.5`: a positive ratio of width to height. */
export interface RatioSpec {
  readonly kind: 'ratio';
}

/** Free text of certain characters; anything else, and what is syntax, stands percent-encoded (once more than the URL). */
export interface TextSpec {
  readonly kind: 'text';
  /** Every character that may occur, as the inside of a regular expression's brackets. */
  readonly characters: string;
  readonly describe: string;
  readonly maxLength: number;
}

/** A colour, or a background that is taken from the picture. */
export interface BackgroundSpec {
  readonly kind: 'background';
}

/** `auto` and what may follow it. */
export interface AutoGravitySpec {
  readonly kind: 'auto-gravity';
}

/** `(zoom_2;x_0.3;y_0.6)`. */
export interface ViewSpec {
  readonly kind: 'view';
  readonly maxZoom: number;
}

/** What `l_` and `u_` name. */
export interface LayerSpec {
  readonly kind: 'layer';
}

export interface ListSpec<Item extends ValueSpec = ValueSpec> {
  readonly kind: 'list';
  readonly of: Item;
  readonly separator: string;
  readonly min: number;
  readonly max: number;
}

export interface EitherSpec<Option extends ValueSpec = ValueSpec> {
  readonly kind: 'either';
  readonly of: readonly Option[];
}

export type ValueSpec =
  | AmountSpec
  | AutoGravitySpec
  | BackgroundSpec
  | ColorSpec
  | DurationSpec
  | EitherSpec
  | IntSpec
  | KeywordSpec
  | LayerSpec
  | LengthSpec
  | ListSpec
  | NumberSpec
  | PagesSpec
  | RatioSpec
  | TextSpec
  | ViewSpec;

/** A value's place in a definition: what it may be, and what it is when it is left out. */
export interface ArgSpec<Spec extends ValueSpec = ValueSpec, Default extends Value = Value> {
  readonly value: Spec;
  readonly default?: Default;
  /** May be left out without having a default. */
  readonly optional?: true;
  /** What leaving it out means where it has any meaning at all: written or not, the chain is the same. */
  readonly implied?: Default;
}

/** The type that planning sees; what is unsupported never gets that far. A spec that is not known stands for any value. */
export type ValueOf<Spec> = ValueSpec extends Spec ? Value : KnownValueOf<Spec>;

type KnownValueOf<Spec> = Spec extends { readonly kind: 'int' | 'number' | 'ratio' }
  ? number
  : Spec extends { readonly kind: 'amount' | 'length' }
    ? Length
    : Spec extends KeywordSpec<infer Word>
      ? Word
      : Spec extends { readonly kind: 'color' }
        ? Color
        : Spec extends { readonly kind: 'text' }
          ? string
          : Spec extends DurationSpec
            ? Duration
            : Spec extends PagesSpec
              ? PageRange
              : Spec extends BackgroundSpec
                ? Backdrop | Color
                : Spec extends LayerSpec
                  ? LayerSource
                  : Spec extends AutoGravitySpec
                    ? AutoGravity
                    : Spec extends ViewSpec
                      ? View
                      : Spec extends ListSpec<infer Item>
                        ? readonly ValueOf<Item>[]
                        : Spec extends EitherSpec<infer Option>
                          ? ValueOf<Option>
                          : never;

/** Makes the place in a definition for a value: required, optional, or with a default. */
export function arg<Spec extends ValueSpec>(value: Spec): ArgSpec<Spec, never> & { readonly required: true };
export function arg<Spec extends ValueSpec>(
  value: Spec,
  options: { readonly default: ValueOf<Spec> },
): ArgSpec<Spec, ValueOf<Spec>> & { readonly default: ValueOf<Spec> };
export function arg<Spec extends ValueSpec>(
  value: Spec,
  options: { readonly optional: true; readonly implied?: ValueOf<Spec> },
): ArgSpec<Spec, ValueOf<Spec>> & { readonly optional: true };
export function arg(value: ValueSpec, options?: object): ArgSpec {
  return { value, ...options };
}

type Range = Omit<IntSpec, 'kind'>;

export const int = (range: Range): IntSpec => ({ kind: 'int', ...range });

export const number = (range: Omit<NumberSpec, 'kind'>): NumberSpec => ({ kind: 'number', ...range });

/** Cloudinary's own bound: "Maximum image width/height is 25000000". */
const longestPx = 25_000_000;

export const length = (range: Pick<LengthSpec, 'minPx' | 'percent' | 'responsive'>): LengthSpec => ({
  kind: 'length',
  ...range,
  maxPx: longestPx,
  scales: true,
});

export const amount = (range: Omit<AmountSpec, 'kind'>): AmountSpec => ({ kind: 'amount', ...range });

export const keyword = <const Word extends string>(
  words: readonly Word[],
  aliases?: Readonly<Record<string, NoInfer<Word>>>,
): KeywordSpec<Word> => ({ kind: 'keyword', words, ...(aliases && { aliases }) });

export const color = (options: Omit<ColorSpec, 'kind'> = {}): ColorSpec => ({ kind: 'color', ...options });

export const background = (): BackgroundSpec => ({ kind: 'background' });

export const autoGravity = (): AutoGravitySpec => ({ kind: 'auto-gravity' });

export const layer = (): LayerSpec => ({ kind: 'layer' });

export const pages = (max: number): PagesSpec => ({ kind: 'pages', max });

export const duration = (range: Omit<DurationSpec, 'kind'>): DurationSpec => ({ kind: 'duration', ...range });

export const view = (range: Omit<ViewSpec, 'kind'>): ViewSpec => ({ kind: 'view', ...range });

export const ratio = (): RatioSpec => ({ kind: 'ratio' });

export const text = (options: Omit<TextSpec, 'kind'>): TextSpec => ({ kind: 'text', ...options });

export const list = <Item extends ValueSpec>(
  of: Item,
  options: { readonly separator: string; readonly min: number; readonly max: number },
): ListSpec<Item> => ({ kind: 'list', of, ...options });

export const either = <const Options extends readonly ValueSpec[]>(
  ...of: Options
): EitherSpec<Options[number]> => ({ kind: 'either', of });
