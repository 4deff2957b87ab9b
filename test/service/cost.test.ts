import { describe, expect, it } from 'vitest';
import type { Facts, SourceFormat } from '../../src/ops/facts.ts';
import { unwrap } from '../../src/result.ts';
import { chooseLane, presumeLane } from '../../src/service/cost.ts';
import { parseChain } from '../../src/url/parse-chain.ts';

const factsOf = (format: SourceFormat, width: number, height: number, pages = 1): Facts => ({
  format,
  storedWidth: width,
  storedHeight: height,
  orientation: 1,
  pages,
  alpha: false,
  bytes: 1000,
});

const parse = (chain: string) => unwrap(parseChain(chain, { maxComponents: 40 }));
const laneOf = (facts: Facts, chain: string, elaborate = false, extension?: string): string =>
  chooseLane({ facts, elaborate }, parse(chain), {
    maxOutputSide: 8192,
    maxLayers: 20,
    maxFrames: 300,
    maxFramePixels: 250_000_000,
    ...(extension !== undefined && { extension }),
  });

const camera = factsOf('jpg', 4000, 3000);

describe('the lane of a request', () => {
  it.each([
    ['a thumbnail of a camera picture', camera, 'c_fill,w_300,h_200', 'cheap'],
    ['a picture for a page', camera, 'c_scale,w_1200/f_webp', 'cheap'],
    ['a small PNG', factsOf('png', 800, 600), 'e_sepia', 'cheap'],
    ['an original as it is', camera, '', 'cheap'],
    ['what will be refused anyway', camera, 'w_100000,h_100000,c_scale', 'cheap'],
    ['a crop by what draws the eye', camera, 'c_fill,g_auto,w_300,h_200', 'cheap'],
    ['AVIF of such a crop', camera, 'c_fill,g_auto,w_300,h_200/f_avif', 'slow'],
    ['AVIF', camera, 'c_fill,w_300,h_200/f_avif', 'slow'],
    ['a camera picture at its full size', camera, 'e_sepia', 'slow'],
    ['several effects at full size', camera, 'e_blur:300/e_sharpen/c_scale,w_300', 'slow'],
    ['the edges of a large picture', factsOf('png', 6000, 4000), 'e_trim/c_scale,w_300', 'slow'],
    ['the edges of a small one', factsOf('png', 600, 400), 'e_trim/c_scale,w_300', 'cheap'],
    ['many frames', factsOf('gif', 300, 200, 20), 'c_scale,w_100', 'slow'],
    ['one of many frames', factsOf('gif', 300, 200, 20), 'c_scale,w_100/f_jpg', 'cheap'],
    ['a painted picture', camera, 'c_scale,w_1600/e_oil_paint:100', 'slow'],
    ['a painted thumbnail', camera, 'c_scale,w_300/e_oil_paint:100', 'cheap'],
    ['a traced picture', factsOf('png', 800, 600), 'e_vectorize', 'slow'],
    ['wide shapes that soften', factsOf('png', 1600, 1200), 'e_morphology:convolve:2:disk:60', 'slow'],
    ['a large PNG', factsOf('png', 8000, 5000), 'c_scale,w_300', 'slow'],
  ])('of %s', (_, facts, chain, lane) => {
    expect(laneOf(facts, chain)).toBe(lane);
  });

  it('of a drawing depends on what is in it', () => {
    const drawing = factsOf('svg', 1000, 1000);
    expect([laneOf(drawing, 'c_scale,w_300'), laneOf(drawing, 'c_scale,w_300', true)]).toEqual([
      'cheap',
      'slow',
    ]);
  });

  it('is presumed from the URL alone', () => {
    expect(presumeLane(parse('c_scale,w_300'), undefined)).toBe('cheap');
    expect(presumeLane(parse('c_scale,w_300'), 'avif')).toBe('slow');
    expect(presumeLane(parse('c_scale,w_300/f_avif'), 'jpg')).toBe('slow');
    expect(presumeLane(parse('c_scale,w_300'), 'nonsense')).toBe('cheap');
  });
});
