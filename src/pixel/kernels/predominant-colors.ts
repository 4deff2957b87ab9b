/** The colours that a picture shows most, each with its share of what is opaque; the most frequent first. */
import type { RawPicture } from '../raw-picture.ts';

export interface PredominantColor {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** 0..1 of the pixels that are more opaque than not. */
  readonly share: number;
}

interface Bin {
  r: number;
  g: number;
  b: number;
  count: number;
}

/** Colours nearer than this in every channel are shades of one. */
const shade = 32;

const isNear = (a: Bin, b: Bin): boolean =>
  Math.max(
    Math.abs(a.r / a.count - b.r / b.count),
    Math.abs(a.g / a.count - b.g / b.count),
    Math.abs(a.b / a.count - b.b / b.count),
  ) < shade;

const add = (to: Bin, { r, g, b, count }: Bin): void => {
  to.r += r;
  to.g += g;
  to.b += b;
  to.count += count;
};

/** Sums of what falls into each cell of a cube with 16 steps a side. */
const sortIntoBins = ({ data, channels }: RawPicture): readonly Bin[] => {
  const bins = new Map<number, Bin>();
  for (let at = 0; at < data.length; at += channels) {
    if (channels === 4 && data[at + 3]! < 128) continue;
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const key = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4);
    const bin = bins.get(key);
    if (bin === undefined) bins.set(key, { r, g, b, count: 1 });
    else add(bin, { r, g, b, count: 1 });
  }
  return [...bins.values()].sort((a, b) => b.count - a.count);
};

/** Meant for a small copy of a picture. Every cell joins the most frequent colour of which it is a shade. */
export const findPredominantColors = (picture: RawPicture, most: number): readonly PredominantColor[] => {
  const colors: Bin[] = [];
  let total = 0;
  for (const bin of sortIntoBins(picture)) {
    total += bin.count;
    const near = colors.find((color) => isNear(color, bin));
    if (near === undefined) colors.push({ ...bin });
    else add(near, bin);
  }
  return colors
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ r, g, b, count }) => ({
      r: Math.round(r / count),
      g: Math.round(g / count),
      b: Math.round(b / count),
      share: count / total,
    }));
};
