/** Says in words what a value may be: the second half of every refusal, and the reference page's range column. */
import { describeAutoGravity } from './auto-gravity.ts';
import { describeBackdrop } from './backdrop.ts';
import { describeLayerSource } from './layer-source.ts';
import { describeView } from './view.ts';
import type { ValueSpec } from './spec.ts';

const listWords = (words: readonly string[]): string => words.join(', ');

const describeRange = (what: string, min: number, max: number, unit: string | undefined): string =>
  `${what} from ${min} to ${max}${unit === undefined ? '' : ` ${unit}`}`;

/** `given` is what was written in its place, where that makes a difference. */
export const describeValue = (spec: ValueSpec, given?: string): string => {
  switch (spec.kind) {
    case 'int':
      return describeRange(
        spec.suffix === undefined ? 'a whole number' : `a whole number followed by ${spec.suffix},`,
        spec.min,
        spec.max,
        spec.unit,
      );
    case 'number':
      return describeRange(
        spec.prefix === undefined ? 'a number' : `${spec.prefix} and a number`,
        spec.min,
        spec.max,
        spec.unit,
      );
    case 'length':
      return `a whole number of pixels from ${spec.minPx} to ${spec.maxPx}, or a fraction such as 0.5${spec.percent === true ? ' or 50p' : ''}`;
    case 'amount':
      return `a whole number from 0 to ${spec.max}, or a share of that from 0.0 to 1.0`;
    case 'keyword':
      return spec.words.length === 1 ? listWords(spec.words) : `one of ${listWords(spec.words)}`;
    case 'color':
      return `a colour name, or ${spec.bareHex === true ? '' : 'rgb: with '}3, 4, 6 or 8 hex digits`;
    case 'pages':
      return `a page from 1 to ${spec.max}, or a range such as 2-5 or 7-`;
    case 'duration':
      return `seconds from ${spec.minSeconds}s to ${spec.maxSeconds}s`;
    case 'ratio':
      return 'a ratio such as 16:9 or 1.5';
    case 'text':
      return spec.describe;
    case 'background':
      return `a colour name, rgb: with 3, 4, 6 or 8 hex digits, ${describeBackdrop}`;
    case 'auto-gravity':
      return describeAutoGravity;
    case 'layer':
      return describeLayerSource(given);
    case 'view':
      return describeView(spec);
    case 'list':
      return `${spec.min} to ${spec.max} values joined with "${spec.separator}", each ${describeValue(spec.of)}`;
    case 'either':
      return spec.of.map((option) => describeValue(option)).join('; or ');
  }
};
