/** The contact sheet: which definitions a word means, and that examples are shown large and otherwise as they are. */
import { describe, expect, it } from 'vitest';
import { chooseDefinitions, enlargeExample } from '../../scripts/contact-sheet/choose.ts';
import { definitions } from '../../src/params/index.ts';

const idsOf = (...names: string[]): readonly string[] =>
  chooseDefinitions(definitions, names).chosen.map(({ id }) => id);

describe('the contact sheet', () => {
  it('shows everything that has examples when nothing is named', () => {
    const withExamples = definitions.filter(({ examples }) => examples.length > 0);
    expect(idsOf()).toEqual(withExamples.map(({ id }) => id));
  });

  it('knows a definition by its name, by its id, and as one of a family', () => {
    expect(idsOf('sepia', 'e_contrast')).toEqual(['e_contrast', 'e_sepia']);
    expect(idsOf('c').every((id) => id.startsWith('c_'))).toBe(true);
    expect(idsOf('c')).toContain('c_fill');
  });

  it('says which names nothing is called', () => {
    expect(chooseDefinitions(definitions, ['sepia', 'no_such']).unknown).toEqual(['no_such']);
  });

  it.each([
    ['c_scale,w_200/e_sepia:50', 'c_limit,w_400,h_400/e_sepia:50'],
    ['c_scale,w_200,e_sepia', 'c_scale,w_200,e_sepia'],
    ['c_scale,w_160,h_240', 'c_scale,w_160,h_240'],
    ['e_trim/c_scale,w_200', 'e_trim/c_scale,w_200'],
    ['c_fill,w_200,h_200/e_sepia', 'c_fill,w_200,h_200/e_sepia'],
  ])('shows %s as %s', (chain, shown) => {
    expect(enlargeExample(chain, 400)).toBe(shown);
  });
});
