/** What goes into every cache key, so that pictures of another engine are never taken for ours. */
import sharp from 'sharp';
import { describeFonts } from './text/font-packages.ts';

/** To be raised whenever the same plan gives other pixels for a reason that lies in this folder. */
const revision = 3;

/** Everything in sharp's bundle, and every font, that could change a pixel. */
export const describeVersion = (): string => {
  const libraries = Object.entries(sharp.versions).map(([name, version]) => `${name}-${version}`);
  return [`pixel-${revision}`, describeFonts(), ...libraries.toSorted()].join(' ');
};
