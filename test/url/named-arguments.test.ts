/** Arguments by name: every way of writing them is one chain, and what does not fit is named. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { printTransformation } from '../../src/url/print.ts';

const canonical = (chain: string): string =>
  printTransformation(unwrap(parseChain(chain, { maxComponents: 10 })));

const messageOf = (chain: string): string => {
  const parsed = parseChain(chain, { maxComponents: 10 });
  return parsed.ok ? 'none' : parsed.error.message;
};

describe('arguments by name', () => {
  it.each([
    ['e_vectorize:colors:15:corners:100:despeckle:0.2:detail:200:paths:90', 'e_vectorize:15:200:0.2:90:100'],
    ['e_vectorize:colors_15;detail_200', 'e_vectorize:15:200'],
    ['e_vectorize:detail:1.0', 'e_vectorize:10:1.0'],
    ['e_vectorize:detail:1', 'e_vectorize:10:1'],
    ['e_vectorize:detail:300:colors:10', 'e_vectorize'],
    ['e_vectorize:3:0.5', 'e_vectorize:3:0.5'],
    ['e_vectorize:$n/e_theme:color:rgb:1b2838', 'e_vectorize:$n/e_theme:1b2838'],
    ['e_morphology:radius:3:method:dilate', 'e_morphology:dilate:1:disk:3'],
  ])('are one chain, however they are written: %s', (chain, printed) => {
    expect(canonical(chain)).toBe(printed);
    expect(canonical(printed)).toBe(printed);
  });

  it.each([
    ['e_vectorize:detail:1001', /detail_1001 \(expected a whole number from 0 to 1000, or a share/u],
    ['e_vectorize:detail:1.1', /detail_1\.1 \(expected/u],
    ['e_vectorize:31', /31 \(expected a whole number from 2 to 30\)/u],
    ['e_vectorize:detail', /pairs of colors, detail, despeckle, paths, corners/u],
    ['e_vectorize:detail:3:light:4', /pairs of colors/u],
  ])('are refused with what was expected: %s', (chain, message) => {
    expect(messageOf(chain)).toMatch(message);
  });
});
