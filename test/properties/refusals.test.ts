/** Bad input: always a diagnostic that says what is wrong and what would be right, never an exception. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/params/index.ts';
import { printTransformation } from '../../src/url/print.ts';
import { arbitraryBeyond, arbitraryFor, spellParam } from './arbitrary.ts';
import { parse, planFor, someFacts } from './planning.ts';

const ranged = definitions.flatMap((definition) =>
  Object.entries(definition.args).flatMap(([name, { value }], index, entries) => {
    const beyond = arbitraryBeyond(value);
    if (beyond === undefined) return [];
    const before = entries.slice(0, index).map(([, spec]) => arbitraryFor(spec.value));
    const after = entries
      .slice(index + 1)
      .map(([, spec]) =>
        spec.optional === true || spec.default !== undefined ? undefined : arbitraryFor(spec.value),
      )
      .filter((text) => text !== undefined);
    return [{ definition, name, beyond, before, after }];
  }),
);

describe('a number out of range', () => {
  it.each(ranged.map((entry) => ({ ...entry, id: entry.definition.id })))(
    'is refused in $id $name, with the value and the range',
    ({ definition, beyond, before, after }) => {
      fc.assert(
        fc.property(beyond, fc.tuple(...before), fc.tuple(...after), ({ text, min, max }, earlier, later) => {
          const chain = spellParam(definition, [...earlier, text, ...later].join(definition.separator));
          const parsed = parse(chain);
          if (parsed.ok) throw new Error(`${chain} was taken`);
          expect(parsed.error.code).toBe('url.invalid-value');
          expect(parsed.error.message).toContain(text);
          expect(parsed.error.message).toContain(`from ${min} to ${max}`);
          expect(parsed.error.message).toContain(definition.title);
          expect(parsed.error.span).toEqual({ from: 0, to: chain.length });
        }),
        { numRuns: 25 },
      );
    },
  );
});

/** Pieces of the language, so that a random text gets further than its first character. */
const pieces = [
  ...definitions.map(({ id }) => id),
  ...definitions.map(({ key }) => `${key}_`),
  ...[',', '/', ':', '_', '.', ';', '-', '$', '!', '%', '%2C', ' ', '100', '0.5', '-1', '99999999999', '1e9'],
  ...[
    'auto',
    'rgb:',
    'ff0000',
    'red',
    'max',
    'px_solid_',
    'level_',
    'NaN',
    'undefined',
    '__proto__',
    'constructor',
  ],
  ...[
    'l_text:Arial_20:hi',
    'fl_layer_apply',
    'if_w_gt_1',
    '$a_1',
    'w_iw_div_2',
    'u_x',
    't_y',
    'q_auto',
    '\u0000',
    'ü',
    '💥',
  ],
];

const fromPieces = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

describe('100,000 random texts', () => {
  it('are read or refused, printed and planned, and nothing is ever thrown', () => {
    let read = 0;
    const check = (text: string): void => {
      const parsed = parse(text);
      if (!parsed.ok) {
        if (!parsed.error.code.startsWith('url.')) throw new Error(`${text}: ${parsed.error.code}`);
        return;
      }
      read += 1;
      printTransformation(parsed.value);
      planFor(parsed.value, someFacts);
    };
    fc.assert(fc.property(fromPieces, check), { numRuns: 80_000 });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), check), { numRuns: 20_000 });
    expect(read).toBeGreaterThan(500); // else the pieces miss the language
  });
});
