/** Which parts of a picture stand for all of it: as many plain ones and busy ones as there are in the whole. */
import type { RawPicture } from '../raw-picture.ts';

export interface Tile {
  readonly left: number;
  readonly top: number;
}

/** Tiles begin where blocks of the encoders do. */
const blockSide = 16;

/** Side by side from edge to edge, as many as fit. */
const placesOf = (length: number, side: number): readonly number[] => {
  const count = Math.floor(length / side);
  const last = Math.floor((length - side) / blockSide);
  return Array.from({ length: count }, (_, index) =>
    count === 1 ? Math.round(last / 2) * blockSide : Math.round((last * index) / (count - 1)) * blockSide,
  );
};

/** Between rows that are looked at. */
const rowStep = 4;

/** How much neighbours differ: in green, which is most of the brightness. */
const activityOf = ({ data, width, channels }: RawPicture, { left, top }: Tile, side: number): number => {
  let activity = 0;
  for (let y = top; y < top + side; y += rowStep) {
    let at = (y * width + left) * channels + 1;
    for (let x = 1; x < side; x += 1) {
      activity += Math.abs(data[at + channels]! - data[at]!);
      at += channels;
    }
  }
  return activity;
};

/** From the plainest to the busiest. Undefined where there are hardly more of them than that. */
export const chooseTiles = (
  picture: RawPicture,
  side: number,
  count: number,
): readonly Tile[] | undefined => {
  const tops = placesOf(picture.height, side);
  const all = placesOf(picture.width, side).flatMap((left) => tops.map((top) => ({ left, top })));
  if (all.length < count * 1.25) return undefined;
  const sorted = all
    .map((tile) => ({ tile, activity: activityOf(picture, tile, side) }))
    .toSorted((a, b) => a.activity - b.activity);
  return Array.from({ length: count }, (_, index) => {
    const middle = Math.floor(((index + 0.5) * sorted.length) / count);
    return sorted[middle]!.tile;
  });
};
