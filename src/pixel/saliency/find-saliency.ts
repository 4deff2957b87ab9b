/** How much each part of a small copy of a picture draws the eye. Pure: pixels in, a map out. */
import type { Saliency } from '../../ops/saliency.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blurPlane, type Plane, toLabPlanes } from './planes.ts';
import { apart, colorful, contrast, detail, skin, unlikeBorder } from './terms.ts';

/** Found by eye on photographs: what stands apart counts most, the rest decides where nothing does. */
const weights = {
  apart: 0.3,
  unlikeBorder: 0.2,
  contrast: 0.25,
  detail: 0.08,
  skin: 0.12,
  colorful: 0.1,
} as const;

/** What is left of the attention in the corners. */
const cornerShare = 0.55;

/** Less towards the corners: photographers put what matters elsewhere. */
const centered = (x: number, y: number, { width, height }: Plane): number => {
  const across = (2 * x + 1) / width - 1;
  const down = (2 * y + 1) / height - 1;
  return 1 - ((1 - cornerShare) * (across * across + down * down)) / 2;
};

export const findSaliency = (picture: RawPicture): Saliency => {
  const lab = toLabPlanes(picture);
  const { width, height } = lab.l;
  const terms: readonly (readonly [weight: number, plane: Plane])[] = [
    [weights.apart, apart(lab)],
    [weights.unlikeBorder, unlikeBorder(lab)],
    [weights.contrast, contrast(lab)],
    [weights.detail, detail(lab)],
    [weights.skin, skin(lab)],
    [weights.colorful, colorful(lab)],
  ];
  const sum: Plane = { width, height, values: new Float32Array(width * height) };
  for (const [weight, { values }] of terms) {
    for (let at = 0; at < values.length; at++) sum.values[at]! += weight * values[at]!;
  }
  for (let at = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const opacity = picture.channels === 4 ? picture.data[4 * at + 3]! / 255 : 1;
      sum.values[at]! *= centered(x, y, sum) * opacity;
    }
  }
  const smooth = blurPlane(sum, 1).values;
  const least = smooth.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY);
  const most = smooth.reduce((highest, value) => Math.max(highest, value), 0);
  const range = Math.max(most - least, 0.15);
  return {
    width,
    height,
    values: Uint8Array.from(smooth, (value) => Math.round((255 * (value - least)) / range)),
  };
};
