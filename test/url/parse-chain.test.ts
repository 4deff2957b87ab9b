/** Chains on their own: what is wrong is named as whoever wrote it would. */
import { describe, expect, it } from 'vitest';
import { parseChain } from '../../src/url/parse-chain.ts';

const messageOf = (chain: string): string => {
  const parsed = parseChain(chain, { maxComponents: 10 });
  return parsed.ok ? 'none' : parsed.error.message;
};

describe('a comma that was encoded once', () => {
  it.each([
    ['l_text:arial_50:he%2C%2Fllo', /l_text:arial_50:he, \(a comma within a text is written %252C\)$/u],
    ['l_text:Arial_20:Hi,%20there', /l_text:Arial_20:Hi, there \(a comma within/u],
    ['e_gen_replace:from_dog%2C cat;to_b', /from_dog, cat;to_b \(a comma within/u],
  ])('is named in %s, with the text that it cut', (chain, message) => {
    expect(messageOf(chain)).toMatch(message);
  });

  it('is no matter where no text is', () => {
    expect(messageOf('w_10%2Ch_10')).toBe('none');
    expect(messageOf('w_10,,h_10')).toBe('Invalid transformation component - ');
    expect(messageOf('l_text:Arial_20:Hi,my_path')).toBe('Invalid transformation component - my_path');
  });
});
