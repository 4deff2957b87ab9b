/** A filled shape under the picture: Porter and Duff's "destination over". */
import type { Corners, Rgba } from '../../ops/operation.ts';
import { type RawPicture, withoutAlpha } from '../raw-picture.ts';
import { cornerAreas } from './corner-coverage.ts';

export const underlay = (picture: RawPicture, color: Rgba, corners: Corners | undefined): RawPicture => {
  if (picture.channels === 3) return picture;
  const cover = corners === undefined ? undefined : coverageMap(picture.width, picture.height, corners);
  const { data } = picture;
  for (let at = 0, pixel = 0; at < data.length; at += 4, pixel++) {
    const above = data[at + 3]! / 255;
    if (above === 1) continue;
    const below = color.alpha * (cover === undefined ? 1 : cover[pixel]! / 255) * (1 - above);
    const alpha = above + below;
    if (alpha === 0) continue;
    data[at] = (data[at]! * above + color.r * below) / alpha + 0.5;
    data[at + 1] = (data[at + 1]! * above + color.g * below) / alpha + 0.5;
    data[at + 2] = (data[at + 2]! * above + color.b * below) / alpha + 0.5;
    data[at + 3] = alpha * 255 + 0.5;
  }
  return color.alpha === 1 && corners === undefined ? withoutAlpha(picture) : picture;
};

const coverageMap = (width: number, height: number, corners: Corners): Uint8Array => {
  const map = new Uint8Array(width * height).fill(255);
  for (const { left, top, right, bottom, coverageAt } of cornerAreas(width, height, corners)) {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        // Neighbouring areas share a column when radii are fractions; each pixel belongs to one corner at most.
        map[y * width + x] = Math.min(map[y * width + x]!, Math.round(coverageAt(x, y) * 255));
      }
    }
  }
  return map;
};
