/** Cuts the corners off: alpha times coverage, in the four corners only. */
import type { Corners } from '../../ops/operation.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';
import { cornerAreas } from './corner-coverage.ts';

export const cutCorners = (picture: RawPicture, corners: Corners): RawPicture => {
  const result = withAlpha(picture);
  const { data, width, height } = result;
  for (const { left, top, right, bottom, coverageAt } of cornerAreas(width, height, corners)) {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const coverage = coverageAt(x, y);
        if (coverage === 1) continue;
        const at = (y * width + x) * 4 + 3;
        data[at] = Math.round(data[at]! * coverage);
      }
    }
  }
  return result;
};
