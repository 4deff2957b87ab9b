/** A displacement map, as ImageMagick has it: https://usage.imagemagick.org/mapping/#displacement_maps */
import type { RawPicture } from '../raw-picture.ts';
import { resample } from './resample.ts';

export interface Displacement {
  /** How far the brightest and the darkest of the map reach, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Where the map lies on the picture; outside of it nothing moves. */
  readonly left: number;
  readonly top: number;
}

/** How far each byte of the map moves: -1..1 for dark to bright. */
const strengths = Float64Array.from({ length: 256 }, (_, byte) => (byte / 255) * 2 - 1);

/** Red of the map moves sideways, green up and down; what is transparent in it moves nothing. */
export const displace = (
  picture: RawPicture,
  map: RawPicture,
  { x: reachX, y: reachY, left, top }: Displacement,
): RawPicture => {
  const { data, width, height, channels } = map;
  return resample(picture, (x, y, from) => {
    const mapX = x - left;
    const mapY = y - top;
    from[0] = x;
    from[1] = y;
    if (mapX < 0 || mapY < 0 || mapX >= width || mapY >= height) return;
    const at = (mapY * width + mapX) * channels;
    const seen = channels === 4 ? data[at + 3]! / 255 : 1;
    from[0] += strengths[data[at]!]! * seen * reachX;
    from[1] += strengths[data[at + 1]!]! * seen * reachY;
  });
};
