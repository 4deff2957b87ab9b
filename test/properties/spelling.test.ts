/** Reading and printing: every spelling of one meaning has one canonical form, and the canonical form means the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { printTransformation } from '../../src/url/print.ts';
import { printValue } from '../../src/values/print-value.ts';
import { arbitraryChain, arbitraryComponent, arbitraryParam, spellParam, parameters } from './arbitrary.ts';
import { arbitraryFacts, parse, planFor } from './planning.ts';

const canonical = (chain: string): string => printTransformation(unwrap(parse(chain)));

/** The plan as it compares: without spans, which point into one spelling. A refusal counts by its code. */
const meaning = (chain: string, facts: Parameters<typeof planFor>[1]): unknown => {
  const planned = planFor(unwrap(parse(chain)), facts);
  return planned.ok ? planned.value : planned.error.code;
};

describe('the canonical form', () => {
  it('is its own canonical form', () => {
    fc.assert(
      fc.property(arbitraryChain, (chain) => {
        const once = canonical(chain);
        expect(canonical(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('plans exactly as what it stands for', () => {
    fc.assert(
      fc.property(arbitraryChain, arbitraryFacts, (chain, facts) => {
        expect(meaning(canonical(chain), facts)).toEqual(meaning(chain, facts));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps every value that a definition takes', () => {
    fc.assert(
      fc.property(fc.oneof(...parameters.map(arbitraryParam)), ({ text }) => {
        const [param] = unwrap(parse(text))[0]?.params ?? [];
        const again = unwrap(parse(canonical(text)))[0]?.params.find(({ id }) => id === param?.id);
        // A qualifier without an action means nothing, and is not printed.
        if (again !== undefined) expect(again.args).toEqual(param?.args);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order within a component, and neither does the plan', () => {
    fc.assert(
      fc.property(
        arbitraryComponent.chain((params) =>
          fc.tuple(
            fc.constant(params),
            fc.shuffledSubarray([...params], { minLength: params.length, maxLength: params.length }),
          ),
        ),
        arbitraryFacts,
        ([params, shuffled], facts) => {
          expect(canonical(shuffled.join(','))).toBe(canonical(params.join(',')));
          expect(meaning(shuffled.join(','), facts)).toEqual(meaning(params.join(','), facts));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('has only the last of a repeated parameter', () => {
    for (const definition of parameters) {
      fc.assert(
        fc.property(arbitraryParam(definition), arbitraryParam(definition), (first, last) => {
          expect(canonical(`${first.text},w_10,${last.text},h_20`)).toBe(canonical(`w_10,${last.text},h_20`));
        }),
        { numRuns: 30 },
      );
    }
  });

  it('leaves out what is the default', () => {
    for (const definition of parameters) {
      const entries = Object.entries(definition.args);
      const defaults = entries.map(([, { value, default: fallback }]) =>
        fallback === undefined ? undefined : printValue(value, fallback),
      );
      if (defaults.length === 0 || defaults.includes(undefined)) continue;
      const spelled = spellParam(definition, defaults.join(definition.separator));
      expect(canonical(`w_10,${spelled}`)).toBe(canonical(`w_10,${spellParam(definition, undefined)}`));
    }
  });
});
