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

/** -1..1 for dark to bright; what is transparent moves nothing. */
const strengthOf = ({ data, channels }: RawPicture, at: number, channel: number): number => {
  const value = (data[at + channel]! / 255) * 2 - 1;
  return channels === 4 ? (value * data[at + 3]!) / 255 : value;
};

/** Red of the map moves sideways, green up and down. */
export const displace = (
  picture: RawPicture,
  map: RawPicture,
  { x: reachX, y: reachY, left, top }: Displacement,
): RawPicture =>
  resample(picture, (x, y, from) => {
    const [mapX, mapY] = [x - left, y - top];
    const isInside = mapX >= 0 && mapY >= 0 && mapX < map.width && mapY < map.height;
    const at = (mapY * map.width + mapX) * map.channels;
    from[0] = isInside ? x + strengthOf(map, at, 0) * reachX : x;
    from[1] = isInside ? y + strengthOf(map, at, 1) * reachY : y;
  });
