/** That the rule is sharp's own is judged by what it makes of it: see decode-once. */
import { describe, expect, it } from 'vitest';
import { shrinkOnLoad } from '../../src/pixel/shrink-on-load.ts';

describe('what a JPEG is decoded at', () => {
  it.each([
    [{ width: 400, height: 300 }, { width: 400, height: 300 }, 1],
    [{ width: 400, height: 300 }, { width: 500, height: 30 }, 1],
    // Just so much, and there libjpeg's rounding might show.
    [{ width: 400, height: 300 }, { width: 200, height: 150 }, 1],
    [{ width: 400, height: 300 }, { width: 134, height: 101 }, 1],
    [{ width: 400, height: 300 }, { width: 133, height: 100 }, 2],
    [{ width: 400, height: 300 }, { width: 50, height: 100 }, 2],
    [{ width: 400, height: 300 }, { width: 81, height: 60 }, 2],
    [{ width: 400, height: 300 }, { width: 80, height: 60 }, 4],
    [{ width: 400, height: 300 }, { width: 50, height: 37 }, 4],
    [{ width: 400, height: 300 }, { width: 44, height: 33 }, 8],
    [{ width: 400, height: 300 }, { width: 1, height: 1 }, 8],
  ])('%o for %o', (from, to, shrink) => {
    expect(shrinkOnLoad(from, to)).toBe(shrink);
  });
});
