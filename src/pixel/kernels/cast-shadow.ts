/** The shadow of a picture on the ground that it stands on. */
import { castMargins } from '../../ops/geometry.ts';
import type { CastShadow } from '../../ops/redrawing.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';
import { blurCoverage } from './blur-coverage.ts';
import type { Coverage } from './coverage.ts';
import { warp } from './warp.ts';

/** What is left of the shadow where the top of the picture casts it. */
const leastShare = 0.35;

/** The first row of which nothing is opaque any more; the lower edge when nothing is at all. */
const groundOf = ({ data, width, height }: RawPicture): number => {
  for (let pixel = width * height - 1; pixel >= 0; pixel -= 1) {
    if (data[pixel * 4 + 3]! >= 128) return Math.floor(pixel / width) + 1;
  }
  return height;
};

/** How far up the picture the shadow at a row comes from: 0 at the ground, 1 as far as the top. */
const heightAt = (row: number, ground: number, down: number): number =>
  Math.min(1, Math.max(0, (row - ground) / down / ground));

export const castShadow = (opaque: RawPicture, act: Omit<CastShadow, 'op'>): RawPicture => {
  const picture = withAlpha(opaque);
  const { right, down, color } = act;
  const margins = castMargins(picture, act);
  const size = {
    width: picture.width + margins.left + margins.right,
    height: picture.height + margins.top + margins.bottom,
  };
  const ground = groundOf(picture);
  const fallen = warp(picture, size, (column, row, origin) => {
    const up = (row - margins.top - ground) / down;
    origin.u = column - margins.left - up * right;
    origin.v = ground - up;
    const isInside = origin.u >= 0 && origin.u <= picture.width && origin.v >= 0 && up >= 0;
    origin.covered = isInside ? 1 : 0;
    origin.uRight = 1;
    origin.vRight = 0;
    origin.uDown = -right / down;
    origin.vDown = -1 / down;
  });
  const shape: Coverage = {
    ...{ left: 0, top: 0, ...size },
    data: Uint8Array.from({ length: size.width * size.height }, (_, pixel) => fallen.data[pixel * 4 + 3]!),
  };
  const near = blurCoverage(shape, act.near).data;
  const far = blurCoverage(shape, act.far).data;
  const data = fallen.data.fill(0);
  for (let at = 0, y = 0; y < size.height; y += 1) {
    const height = heightAt(y + 0.5 - margins.top, ground, down);
    const share = (color.alpha * (1 - (1 - leastShare) * height)) / 255;
    const row = y - margins.top;
    for (let x = 0; x < size.width; x += 1, at += 4) {
      const column = x - margins.left;
      const isInside = row >= 0 && row < picture.height && column >= 0 && column < picture.width;
      const from = (row * picture.width + column) * 4;
      const above = isInside ? picture.data[from + 3]! / 255 : 0;
      const below = share * (near[at / 4]! * (1 - height) + far[at / 4]! * height) * (1 - above);
      const alpha = above + below;
      if (alpha === 0) continue;
      const red = isInside ? picture.data[from]! * above : 0;
      const green = isInside ? picture.data[from + 1]! * above : 0;
      const blue = isInside ? picture.data[from + 2]! * above : 0;
      data[at] = Math.round((red + color.r * below) / alpha);
      data[at + 1] = Math.round((green + color.g * below) / alpha);
      data[at + 2] = Math.round((blue + color.b * below) / alpha);
      data[at + 3] = Math.round(alpha * 255);
    }
  }
  return { data, ...size, channels: 4 };
};
