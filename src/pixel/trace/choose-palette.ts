/**
 * The few colours that a picture is drawn with: k-means in CIE L*a*b*, on the histogram of what is flat. Pixels on an
 * edge are a mixture of both its sides, and would take the place of colours that are really there.
 */
import { toLab } from '../kernels/lab.ts';
import type { RawPicture } from '../raw-picture.ts';

/** L, a, b of each colour, one after the other. */
export type Palette = Float64Array;

/** Steps between neighbours, of all channels together, beyond which a pixel lies on an edge. */
const flatStep = 24;
/** What a pixel on an edge counts, compared with a flat one. */
const edgeWeight = 1 / 16;
const rounds = 12;

/** Colours of the picture, near ones taken together: three coordinates each, and how much they count. */
interface Histogram {
  readonly colors: Float64Array;
  readonly weights: Float64Array;
}

const stepBetween = (data: Uint8Array, a: number, b: number): number =>
  Math.abs(data[a]! - data[b]!) +
  Math.abs(data[a + 1]! - data[b + 1]!) +
  Math.abs(data[a + 2]! - data[b + 2]!);

const countColors = ({ data, width, height, channels }: RawPicture): Histogram => {
  const sums = new Map<number, [r: number, g: number, b: number, weight: number]>();
  const stride = width * channels;
  for (let at = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += channels) {
      if (channels === 4 && data[at + 3]! < 128) continue;
      const across = x + 1 < width ? stepBetween(data, at, at + channels) : 0;
      const down = y + 1 < height ? stepBetween(data, at, at + stride) : 0;
      const weight = Math.max(across, down) > flatStep ? edgeWeight : 1;
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
      const cell = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);
      const sum = sums.get(cell);
      if (sum === undefined) sums.set(cell, [r * weight, g * weight, b * weight, weight]);
      else {
        sum[0] += r * weight;
        sum[1] += g * weight;
        sum[2] += b * weight;
        sum[3] += weight;
      }
    }
  }
  const colors = new Float64Array(sums.size * 3);
  const weights = new Float64Array(sums.size);
  for (const [index, [r, g, b, weight]] of [...sums.values()].entries()) {
    const lab = colors.subarray(index * 3, index * 3 + 3);
    toLab(Math.round(r / weight), Math.round(g / weight), Math.round(b / weight), lab);
    weights[index] = weight;
  }
  return { colors, weights };
};

export const squaredDistance = (a: Float64Array, from: number, b: Float64Array, to: number): number =>
  (a[from]! - b[to]!) ** 2 + (a[from + 1]! - b[to + 1]!) ** 2 + (a[from + 2]! - b[to + 2]!) ** 2;

/** Differences that no eye sees are no reason for another colour, and neither is what hardly occurs. */
const leastSquaredDistance = 4;
const leastShare = 1 / 5000;

/** The most frequent colour, then again and again what is frequent and far from all that were taken. */
const spread = ({ colors, weights }: Histogram, most: number): Palette => {
  const chosen: number[] = [];
  const nearest = new Float64Array(weights.length).fill(Infinity);
  let next = weights.indexOf(weights.reduce((a, b) => Math.max(a, b), 0));
  const least = weights.reduce((a, b) => a + b, 0) * leastShare;
  while (next >= 0 && chosen.length < most) {
    chosen.push(next);
    let best = 0;
    const last = next;
    next = -1;
    for (let entry = 0; entry < weights.length; entry += 1) {
      const distance = squaredDistance(colors, entry * 3, colors, last * 3);
      if (distance < nearest[entry]!) nearest[entry] = distance;
      const score = nearest[entry]! * Math.sqrt(weights[entry]!);
      if (nearest[entry]! > leastSquaredDistance && weights[entry]! >= least && score > best) {
        best = score;
        next = entry;
      }
    }
  }
  return Float64Array.from(chosen.flatMap((entry) => [...colors.subarray(entry * 3, entry * 3 + 3)]));
};

/** The index of the colour of the palette that is nearest to the one at this place. */
export const findNearest = (palette: Palette, colors: Float64Array, at: number): number => {
  let best = 0;
  let least = Infinity;
  for (let entry = 0; entry * 3 < palette.length; entry += 1) {
    const distance = squaredDistance(colors, at, palette, entry * 3);
    if (distance < least) {
      best = entry;
      least = distance;
    }
  }
  return best;
};

/** Moves each colour to the mean of what is nearest to it. */
const improve = (palette: Palette, { colors, weights }: Histogram): Palette => {
  const sums = new Float64Array(palette.length);
  const counts = new Float64Array(palette.length / 3);
  for (let entry = 0; entry < weights.length; entry += 1) {
    const nearest = findNearest(palette, colors, entry * 3);
    const weight = weights[entry]!;
    counts[nearest]! += weight;
    for (let axis = 0; axis < 3; axis += 1) sums[nearest * 3 + axis]! += weight * colors[entry * 3 + axis]!;
  }
  return palette.map((value, at) => {
    const count = counts[Math.floor(at / 3)]!;
    return count === 0 ? value : sums[at]! / count;
  });
};

/** At most so many colours; fewer where the picture has fewer. */
export const choosePalette = (picture: RawPicture, most: number): Palette => {
  const histogram = countColors(picture);
  let palette = spread(histogram, most);
  for (let round = 0; round < rounds; round += 1) palette = improve(palette, histogram);
  return palette;
};
