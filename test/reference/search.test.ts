import { describe, expect, it } from 'vitest';
import { allDefinitions } from '../../src/params/index.ts';
import { createSearch } from '../../src/reference/search.ts';

const search = createSearch(allDefinitions);

describe('searching the reference', () => {
  it.each(allDefinitions.map(({ id }) => id))('finds %s first by its own name', (id) => {
    expect(search(id)?.[0]).toBe(id);
  });

  it.each([
    ['round', 'r'],
    ['circle avatar', 'r'],
    ['crop to face', 'c_thumb'],
    ['watermark', 'l'],
    ['remove background', 'e_bgremoval'],
    ['black and white', 'e_blackwhite'],
    ['gray', 'e_grayscale'],
    ['colour blind', 'e_simulate_colorblind'],
    ['color blind', 'e_assist_colorblind'],
    ['flip', 'a'],
    ['compress', 'q'],
    ['old print', 'e_sepia'],
    ['upscale', 'e_upscale'],
    ['W_', 'w'],
    ['e_sepia:50', 'e_sepia'],
  ])('finds for "%s" among the first three %s', (query, id) => {
    expect(search(query)?.slice(0, 3)).toContain(id);
  });

  it('wants every word, and finds nothing rather than anything', () => {
    expect(search('sepia xyzzy')).toEqual([]);
  });

  it('says nothing where nothing is asked', () => {
    expect(search('  ')).toBeUndefined();
  });
});
