/** A small copy of an original, for whoever looks for something in it. */
import { scaleInside } from '../ops/placement.ts';
import { uprightSize } from '../plan/info.ts';
import type { Sample } from '../ports.ts';
import { imageAt, type Opened } from './opened.ts';
import { develop } from './develop.ts';
import { onGround } from './raw-picture.ts';

/** Neither black nor white hair and clothes get lost before it. */
const grey = 128;

export const takeSample = async (
  opened: Opened,
  index: number,
  maxSide: number,
  signal: AbortSignal,
): Promise<Sample> => {
  const full = uprightSize(imageAt(opened, index).facts);
  const size = scaleInside(full, maxSide);
  const isSmaller = size.width !== full.width || size.height !== full.height;
  const picture = await develop(
    opened,
    {
      source: { kind: 'original', index, decode: { autoOrient: true, page: 0 } },
      operations: isSmaller ? [{ op: 'resize', ...size }] : [],
    },
    signal,
  );
  const { data: rgb, width, height } = onGround(picture, grey);
  return { rgb, width, height };
};
