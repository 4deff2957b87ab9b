/** A small copy of an original, for whoever looks for something in it. */
import { scaleInside } from '../ops/placement.ts';
import { uprightSize } from '../plan/info.ts';
import type { Sample } from '../ports.ts';
import { imageAt, type Opened } from './opened.ts';
import type { RawPicture } from './raw-picture.ts';
import { develop } from './render.ts';

/** Neither black nor white hair and clothes get lost before it. */
const grey = 128;

const flatten = ({ data, width, height, channels }: RawPicture): Sample => {
  if (channels === 3) return { rgb: data, width, height };
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const alpha = data[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[to + channel] = Math.round(data[from + channel]! * alpha + grey * (1 - alpha));
    }
  }
  return { rgb, width, height };
};

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
  return flatten(picture);
};
