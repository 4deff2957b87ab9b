/** What `w`, `ih`, `pc` and the like stand for at one point of the chain. */
import type { Canvas } from '../ops/facts.ts';
import type { Characteristic, LookedCharacteristic } from '../values/ast.ts';

export interface Circumstances {
  readonly current: Canvas;
  /** The same picture before anything was done to it. */
  readonly untouched: Canvas;
  /** The original of the URL as decoded. */
  readonly start: Canvas;
  readonly dpr: number;
  /** Dots per inch of the original. */
  readonly density: number;
  readonly pages: number;
  /** Regions that are stored with the original of the URL, for `g_custom`. */
  readonly custom: number;
  /** In the original of the URL. */
  readonly faces: () => number;
  /** Counted from 1. */
  readonly page: number;
  readonly look: (name: LookedCharacteristic) => number;
}

/**
 * Sizes as the chain's author thinks of them: `dpr_` multiplies what is written, so what has been written already is
 * told as if it had not been multiplied.
 */
export const readCharacteristic = (
  name: Characteristic,
  { current, untouched, start, dpr, density, pages, custom, page, faces, look }: Circumstances,
): number => {
  const isUntouched = current.width === untouched.width && current.height === untouched.height;
  const factor = isUntouched ? 1 : 1 / dpr;
  switch (name) {
    case 'w':
      return current.width * factor;
    case 'h':
      return current.height * factor;
    case 'ar':
      return current.width / current.height;
    case 'iw':
    case 'ow':
      return start.width;
    case 'ih':
    case 'oh':
      return start.height;
    case 'iar':
      return start.width / start.height;
    case 'ccc':
      return custom;
    case 'fc':
      return faces();
    case 'idn':
      return density;
    case 'px':
    case 'py':
      return 0; // where a page lies: pages of all formats that are read here begin at the top left corner
    case 'ils':
    case 'tar':
      return look(name);
    case 'pc':
      return pages;
    case 'cp':
      return page;
  }
};
