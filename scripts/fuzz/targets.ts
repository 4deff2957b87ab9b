/** Request paths that somebody might send: what the grammar allows, and real chains with mistakes in them. */
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { definitions } from '../../src/params/index.ts';
import { arbitraryChain } from '../../test/properties/arbitrary.ts';

const originals = [
  ...['landscape.jpg', 'portrait.jpg', 'still-life.jpg', 'sideways.jpg', 'cmyk.jpg', 'logo.png', 'chart.png'],
  ...[
    'gradient-16.png',
    'wide-gamut.png',
    'avatar.webp',
    'tile.avif',
    'animation.gif',
    'badge.svg',
    'missing.png',
  ],
];

/** Where the lists of the conformance suite lie beside a checkout; the examples of the definitions are always there. */
const corpora = ['documented', 'transformations', 'urls'].map((name) => `../shared/conformance/${name}.txt`);

const withoutHost = (line: string): string => line.replace(/^(?:https?:)?\/\/[^/]*\//u, '');

const seeds: readonly string[] = [
  ...definitions.flatMap(({ examples }) => examples.map(({ chain }) => chain)),
  ...corpora
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(withoutHost),
];

/** Pieces that mean something to somebody on the way. */
const pieces = [
  ...[
    '/',
    '//',
    ',',
    ':',
    ';',
    '_',
    '.',
    '..',
    '%',
    '%25',
    '%2F',
    '%2f',
    '%252F',
    '%00',
    '%ff',
    '%E2%82',
    '$',
    '$(',
    '!',
  ],
  ...[
    '?',
    '&',
    '=',
    '~',
    '-',
    '0',
    '-1',
    '1e9',
    '999999999',
    '0.0',
    'NaN',
    'auto',
    'iw',
    'fl_layer_apply',
    'if_else',
  ],
  ...[
    'if_end',
    'l_text:Arial_20:a',
    'l_logo',
    'u_logo',
    'w_$w',
    '$w_iw',
    'v1',
    's--abcdefgh--',
    'image/fetch/',
    't_none',
  ],
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

/** Takes out as many characters there, and puts a piece in their place. */
const edit = (text: string, { at, length, piece }: Edit): string => {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + piece + text.slice(from + length);
};

const arbitraryEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 })),
  piece: fc.oneof(fc.constant(''), fc.constantFrom(...pieces), fc.string({ maxLength: 3 })),
});

const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(arbitraryEdit, { minLength: 1, maxLength: 4 }))
  .map(([seed, edits]) => edits.reduce(edit, seed));

/** What Node's own client refuses to send is sent encoded. */
const sendable = (path: string): string =>
  Buffer.from(path)
    .toString()
    .replaceAll(/[^\u0021-\u007e]+/gu, encodeURIComponent);

export const arbitraryTarget: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('/', '/demo/image/upload/', '/image/upload/', '/demo/', '/_/explain/demo/image/upload/'),
    fc.oneof({ weight: 3, arbitrary: arbitraryChain }, { weight: 2, arbitrary: mutated }),
    fc.constantFrom(...originals),
  )
  .map(([prefix, chain, original]) => sendable(`${prefix}${chain}/${original}`));
