/**
 * Gives each pixel a colour of the palette: one that is near its own and that its neighbours have (iterated conditional
 * modes, https://doi.org/10.1111/j.2517-6161.1986.tb01412.x), so that noise makes no islands and no rough coasts.
 */
import { toLab } from '../kernels/lab.ts';
import type { RawPicture } from '../raw-picture.ts';
import { findNearest, type Palette, squaredDistance } from './choose-palette.ts';

/** The label of what is more transparent than opaque; colours count from 1. */
export const nothing = 0;

/** Of each pixel, rows from the top. */
export interface Labels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What a neighbour with another label costs, in squares of the distance between colours. */
const neighborCost = 60;
const rounds = 3;

const convert = ({ data, channels }: RawPicture): Float64Array => {
  const pixels = data.length / channels;
  const colors = new Float64Array(pixels * 3);
  const lab = new Float64Array(3);
  for (let at = 0, pixel = 0; pixel < pixels; pixel += 1, at += channels) {
    toLab(data[at]!, data[at + 1]!, data[at + 2]!, lab);
    colors.set(lab, pixel * 3);
  }
  return colors;
};

/** Of one pixel among its neighbours. */
interface Site {
  readonly labels: Uint8Array;
  readonly pixel: number;
  readonly around: readonly number[];
}

const costOf = (
  { labels, pixel, around }: Site,
  label: number,
  colors: Float64Array,
  palette: Palette,
): number => {
  let others = 0;
  for (const step of around) if (labels[pixel + step] !== label) others += 1;
  return squaredDistance(colors, pixel * 3, palette, (label - 1) * 3) + others * neighborCost;
};

/** Which of the labels around it suits the pixel best. */
const settle = (site: Site, colors: Float64Array, palette: Palette): number => {
  const { labels, pixel, around } = site;
  let best = labels[pixel]!;
  let least = costOf(site, best, colors, palette);
  for (const step of around) {
    const label = labels[pixel + step]!;
    if (label === nothing || label === best) continue;
    const cost = costOf(site, label, colors, palette);
    if (cost < least) {
      best = label;
      least = cost;
    }
  }
  return best;
};

/** Within a plain there is nothing to settle, and most of a picture is that. */
const isPlain = (labels: Uint8Array, pixel: number, around: readonly number[]): boolean => {
  for (const step of around) if (labels[pixel + step] !== labels[pixel]) return false;
  return true;
};

const smooth = ({ data, width, height }: Labels, colors: Float64Array, palette: Palette): void => {
  const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  for (let y = 1; y < height - 1; y += 1) {
    for (let pixel = y * width + 1; pixel < (y + 1) * width - 1; pixel += 1) {
      if (data[pixel] === nothing || isPlain(data, pixel, around)) continue;
      data[pixel] = settle({ labels: data, pixel, around }, colors, palette);
    }
  }
};

export const labelPixels = (picture: RawPicture, palette: Palette): Labels => {
  const { data: source, width, height, channels } = picture;
  const colors = convert(picture);
  const data = new Uint8Array(width * height);
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    const isSeen = channels === 3 || source[pixel * 4 + 3]! >= 128;
    data[pixel] = isSeen ? 1 + findNearest(palette, colors, pixel * 3) : nothing;
  }
  const labels = { data, width, height };
  for (let round = 0; round < rounds; round += 1) smooth(labels, colors, palette);
  return labels;
};
