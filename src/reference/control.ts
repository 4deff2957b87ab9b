/** What a value may be -> what a form offers for it. Whatever is offered is only a help: any text may be written. */
import type { ValueSpec } from '../values/spec.ts';

export interface Slider {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What stands around the number: `arc:` in front, `px` behind. */
  readonly prefix: string;
  readonly suffix: string;
}

export interface Control {
  readonly words: readonly string[];
  /** Nothing but these words, so that a list to choose from is enough. */
  readonly closed: boolean;
  readonly slider?: Slider;
  readonly color: boolean;
}

/** Sides of the pictures on the page are about this long. */
const shownSidePx = 480;
const longestSlider = 2000;
const longestSliderPx = 200;
const coarseFrom = 200;

const free: Control = { words: [], closed: false, color: false };

interface Range {
  readonly min: number;
  readonly max: number;
  readonly scales?: boolean;
}

/** A slider over 25 million pixels would be good for nothing. */
const shorten = ({ min, max, scales }: Range): { readonly min: number; readonly max: number } => {
  const longest = scales === true ? longestSliderPx : longestSlider;
  const short = (end: number): number => (Math.abs(end) > longest ? Math.sign(end) * longest : end);
  return { min: short(min), max: short(max) };
};

const slide = (range: Range, step: number, prefix = '', suffix = ''): Control => {
  const { min, max } = shorten(range);
  return { ...free, slider: { min: Math.ceil(min / step) * step, max, step, prefix, suffix } };
};

/** What several kinds of value offer between them. */
const join = (controls: readonly Control[]): Control => {
  const slider = controls.find((control) => control.slider)?.slider;
  return {
    words: controls.flatMap(({ words }) => words),
    closed: controls.every(({ closed }) => closed),
    color: controls.some(({ color }) => color),
    ...(slider && { slider }),
  };
};

export const controlOf = (spec: ValueSpec): Control => {
  switch (spec.kind) {
    case 'int':
      return slide(spec, 1, '', spec.suffix);
    case 'amount':
      return slide({ min: 0, max: spec.max }, 1);
    case 'number':
      return slide(spec, spec.max - spec.min > coarseFrom ? 1 : 0.1, spec.prefix);
    case 'length':
      return {
        ...free,
        slider: {
          ...{ min: spec.minPx < 0 ? -shownSidePx : spec.minPx, max: shownSidePx, step: 1 },
          ...{ prefix: '', suffix: '' },
        },
      };
    case 'keyword':
      return { ...free, words: spec.words, closed: true };
    case 'color':
      return { ...free, color: true };
    case 'background':
      return { ...free, color: true, words: ['auto', 'blurred'] };
    case 'auto-gravity':
      return { ...free, words: ['auto'] };
    case 'list':
      return spec.min === 1 ? { ...controlOf(spec.of), closed: false } : free;
    case 'either':
      return join(spec.of.map(controlOf));
    case 'duration':
    case 'layer':
    case 'pages':
    case 'ratio':
    case 'text':
    case 'view':
      return free;
  }
};
