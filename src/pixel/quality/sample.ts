/**
 * A small picture that stands for a large one: tiles of it, side by side. Encoded, it shows what the whole would look
 * like, for a fraction of the time. Tiles begin where blocks of the encoders do.
 */
import type { RawPicture } from '../raw-picture.ts';

export interface Sample {
  /** Opaque. */
  readonly picture: RawPicture;
  /** How many times the sample the whole is; 1 when it is the whole. */
  readonly times: number;
}

const tileSide = 64;
const blockSide = 16;
/** With a shorter side the metric's scores compare with nothing. */
const minSide = 113;
/** What shows through where the picture can be seen through. */
const grey = 128;

/** How the tiles are taken from the whole, most square first, and how they are laid out. */
const arrangements = {
  small: { columns: 4, rows: 3 },
  large: { columns: 6, rows: 4 },
} as const;
export type SampleSize = keyof typeof arrangements;

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

/** Columns and rows of a grid over the whole with as many tiles: the one whose cells are most square. */
const chooseGrid = (count: number, width: number, height: number): readonly [number, number] | undefined => {
  let best: readonly [number, number] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let across = 1; across <= count; across += 1) {
    const down = count / across;
    if (!Number.isInteger(down) || across * tileSide > width || down * tileSide > height) continue;
    const skew = Math.abs(Math.log(width / across / (height / down)));
    if (skew < least) {
      least = skew;
      best = [across, down];
    }
  }
  return best;
};

/** Spread from edge to edge, at the beginning of a block. */
const placeOf = (index: number, count: number, side: number): number => {
  const last = Math.floor((side - tileSide) / blockSide);
  return (count === 1 ? Math.round(last / 2) : Math.round((last * index) / (count - 1))) * blockSide;
};

/** Undefined for a picture that is too small, or too narrow, to be judged. */
export const takeSample = (picture: RawPicture, size: SampleSize): Sample | undefined => {
  const { width, height } = picture;
  const { columns, rows } = arrangements[size];
  const area = columns * rows * tileSide ** 2;
  const grid = width * height > area * 1.25 ? chooseGrid(columns * rows, width, height) : undefined;
  if (grid === undefined) {
    const isJudged = Math.min(width, height) >= minSide && width * height <= 4 * area;
    return isJudged ? { picture: flattenAll(picture), times: 1 } : undefined;
  }
  const [across, down] = grid;
  const stride = columns * tileSide;
  const data = new Uint8Array(area * 3);
  for (let tile = 0; tile < columns * rows; tile += 1) {
    const left = placeOf(tile % across, across, width);
    const top = placeOf(Math.floor(tile / across), down, height);
    const corner = Math.floor(tile / columns) * tileSide * stride + (tile % columns) * tileSide;
    for (let y = 0; y < tileSide; y += 1) {
      const to = (corner + y * stride) * 3;
      flattenRow(picture, left, top + y, data.subarray(to, to + tileSide * 3), tileSide);
    }
  }
  return {
    picture: { data, width: stride, height: rows * tileSide, channels: 3 },
    times: (width * height) / area,
  };
};
