/**
 * A small picture that stands for a large one: tiles of it, side by side. Encoded, it shows what the whole would look
 * like, for a fraction of the time.
 */
import { minJudgedSide } from '../../plan/aim.ts';
import type { RawPicture } from '../raw-picture.ts';
import { chooseTiles, type Tile } from './choose-tiles.ts';

export interface Tiling {
  /** Of a tile, in pixels. */
  readonly side: number;
  /** How many times the sample the whole is. */
  readonly times: number;
}

export interface Sample {
  /** Opaque. */
  readonly picture: RawPicture;
  /** Undefined where the sample is the whole. */
  readonly tiling?: Tiling;
}

/** What shows through where the picture can be seen through. */
const grey = 128;

/**
 * How tiles are laid out, and of how many pixels on: a sample is at most half of the picture, so that looking at it takes
 * little beside writing the whole. Large tiles have fewer edges for their size, many tiles tell more.
 */
const arrangements = [
  { fromPixels: 600_000, side: 96, columns: 4, rows: 3 },
  { fromPixels: 450_000, side: 80, columns: 4, rows: 3 },
  { fromPixels: 150_000, side: 64, columns: 4, rows: 3 },
  { fromPixels: 50_000, side: 64, columns: 3, rows: 2 },
] as const;
type Arrangement = (typeof arrangements)[number];

const flattenRow = (
  { data, width, channels }: RawPicture,
  x: number,
  y: number,
  to: Uint8Array,
  count: number,
): void => {
  let from = (y * width + x) * channels;
  if (channels === 3) {
    to.set(data.subarray(from, from + count * 3));
    return;
  }
  for (let at = 0; at < count * 3; at += 3) {
    const alpha = data[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      to[at + channel] = data[from + channel]! * alpha + grey * (1 - alpha) + 0.5;
    }
    from += 4;
  }
};

/** The picture itself where it is opaque. */
export const flattenAll = (picture: RawPicture): RawPicture => {
  const { width, height, channels } = picture;
  if (channels === 3) return picture;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    flattenRow(picture, 0, y, data.subarray(y * width * 3, (y + 1) * width * 3), width);
  }
  return { data, width, height, channels: 3 };
};

/** Each beside those that are most like it, to and fro: so the edges between tiles are as weak as can be. */
const layOut = (picture: RawPicture, tiles: readonly Tile[], arrangement: Arrangement): RawPicture => {
  const { side, columns, rows } = arrangement;
  const stride = columns * side;
  const data = new Uint8Array(stride * rows * side * 3);
  for (const [index, { left, top }] of tiles.entries()) {
    const row = Math.floor(index / columns);
    const column = row % 2 === 0 ? index % columns : columns - 1 - (index % columns);
    const corner = row * side * stride + column * side;
    for (let y = 0; y < side; y += 1) {
      const to = (corner + y * stride) * 3;
      flattenRow(picture, left, top + y, data.subarray(to, to + side * 3), side);
    }
  }
  return { data, width: stride, height: rows * side, channels: 3 };
};

/** Undefined for a picture that is too small, or too narrow, to be judged; the picture itself where it is small. */
export const takeSample = (picture: RawPicture): Sample | undefined => {
  const { width, height } = picture;
  if (Math.min(width, height) < minJudgedSide) return undefined;
  for (const arrangement of arrangements) {
    if (width * height < arrangement.fromPixels) continue;
    const { side, columns, rows } = arrangement;
    const tiles = chooseTiles(picture, side, columns * rows);
    if (tiles) {
      const times = (width * height) / (columns * rows * side ** 2);
      return { picture: layOut(picture, tiles, arrangement), tiling: { side, times } };
    }
  }
  return takeWhole(picture);
};

/** For whoever has the time. */
export const takeWhole = (picture: RawPicture): Sample => ({ picture: flattenAll(picture) });
