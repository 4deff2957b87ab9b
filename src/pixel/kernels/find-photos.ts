/** Where in a screenshot there are photographs: rectangles of tiles that show many different colours. */
import type { RawPicture } from '../raw-picture.ts';

/** Pixels along each side of a tile, as a power of two. */
export const tileBits = 3;
const tileSide = 1 << tileBits;
/** Of the 32,768 that 5 bits for each channel give. Text with smooth edges has fewer: shades between two colours. */
const fewestColors = 22;
/** A plain surface has fewer, the smooth sky of a photograph does not. */
const fewestShades = 3;
/** Of the tiles along a side of a rectangle, for the photograph to go on there. */
const mostlyShaded = 0.75;
/** Of a tile may be of the colour of the page: text leaves more. */
const mostPage = 0.25;
/** Smaller is an icon. */
const fewestTiles = 16;
/** Of the tiles of a rectangle, for all of it to be a photograph, smooth skies and all. */
const leastFilled = 0.3;

export type Rgb = readonly [r: number, g: number, b: number];

/** Levels by which a colour may differ from another and still be taken for it. */
const near = 6;

export const isNear = (r: number, g: number, b: number, color: Rgb): boolean =>
  Math.abs(r - color[0]) <= near && Math.abs(g - color[1]) <= near && Math.abs(b - color[2]) <= near;

/** A 1 for each tile of a photograph, in rows. */
export interface TileMap {
  readonly tiles: Uint8Array;
  readonly across: number;
}

/** How many colours a tile has; none if much of it is page. `seen` has the number of the tile that had a colour last. */
const countColors = (
  { data, width, height, channels }: RawPicture,
  page: Rgb,
  { left, top, number }: { readonly left: number; readonly top: number; readonly number: number },
  seen: Uint32Array,
): number => {
  let [count, paged] = [0, 0];
  const bottom = Math.min(height, top + tileSide);
  const right = Math.min(width, left + tileSide);
  for (let y = top; y < bottom; y += 1) {
    for (let at = (y * width + left) * channels, x = left; x < right; x += 1, at += channels) {
      if (isNear(data[at]!, data[at + 1]!, data[at + 2]!, page)) paged += 1;
      const color = ((data[at]! >> 3) << 10) | ((data[at + 1]! >> 3) << 5) | (data[at + 2]! >> 3);
      if (seen[color] === number) continue;
      seen[color] = number;
      count += 1;
    }
  }
  return paged > mostPage * (bottom - top) * (right - left) ? 0 : count;
};

interface Patch {
  /** The first and the last busy tile of each row and of each column, where there is any. */
  readonly rows: Map<number, Range>;
  readonly columns: Map<number, Range>;
  count: number;
}

type Range = readonly [first: number, last: number];

const widen = (ranges: Map<number, Range>, line: number, place: number): void => {
  const [first, last] = ranges.get(line) ?? [place, place];
  ranges.set(line, [Math.min(first, place), Math.max(last, place)]);
};

/** Takes in all busy tiles that hang together with this one, and wipes them out. */
const gather = ({ tiles, across }: TileMap, start: number): Patch => {
  const patch: Patch = { rows: new Map(), columns: new Map(), count: 0 };
  const waiting = [start];
  tiles[start] = 0;
  for (let tile = waiting.pop(); tile !== undefined; tile = waiting.pop()) {
    const [x, y] = [tile % across, Math.floor(tile / across)];
    widen(patch.rows, y, x);
    widen(patch.columns, x, y);
    patch.count += 1;
    for (let row = y - 1; row <= y + 1; row += 1) {
      for (let column = Math.max(0, x - 1); column <= Math.min(across - 1, x + 1); column += 1) {
        const next = row * across + column;
        if (tiles[next] !== 1) continue;
        tiles[next] = 0;
        waiting.push(next);
      }
    }
  }
  return patch;
};

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const isShaded = ({ tiles, across }: TileMap, { left, top, right, bottom }: Rectangle): boolean => {
  if (left < 0 || top < 0 || right >= across || bottom >= tiles.length / across) return false;
  let count = 0;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) count += tiles[y * across + x]!;
  }
  return count >= mostlyShaded * (right - left + 1) * (bottom - top + 1);
};

/** Moves each side outwards over what is smooth, but no plain surface. */
const expand = (shaded: TileMap, rectangle: Rectangle): Rectangle => {
  let { left, top, right, bottom } = rectangle;
  for (let grows = true; grows;) {
    const before = left + top - right - bottom;
    if (isShaded(shaded, { left: left - 1, top, right: left - 1, bottom })) left -= 1;
    if (isShaded(shaded, { left: right + 1, top, right: right + 1, bottom })) right += 1;
    if (isShaded(shaded, { left, top: top - 1, right, bottom: top - 1 })) top -= 1;
    if (isShaded(shaded, { left, top: bottom + 1, right, bottom: bottom + 1 })) bottom += 1;
    grows = left + top - right - bottom !== before;
  }
  return { left, top, right, bottom };
};

/** Marks a tile and those around it: a photograph may end in the middle of a tile that is page otherwise. */
const markAround = ({ tiles, across }: TileMap, x: number, y: number): void => {
  const last = Math.min(tiles.length / across - 1, y + 1);
  for (let row = Math.max(0, y - 1); row <= last; row += 1) {
    tiles.fill(1, row * across + Math.max(0, x - 1), row * across + Math.min(across, x + 2));
  }
};

/** The whole rectangle if much of it is busy; otherwise what lies between busy tiles both across and down. */
const mark = (photos: TileMap, shaded: TileMap, { rows, columns, count }: Patch): void => {
  if (count >= rows.size * columns.size * leastFilled) {
    const [ys, xs] = [[...rows.keys()], [...columns.keys()]];
    const busy = {
      left: Math.min(...xs),
      top: Math.min(...ys),
      right: Math.max(...xs),
      bottom: Math.max(...ys),
    };
    const { left, top, right, bottom } = expand(shaded, busy);
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) markAround(photos, x, y);
    }
    return;
  }
  for (const [y, [left, right]] of rows) {
    for (const [x, [top, bottom]] of columns) {
      if (x >= left && x <= right && y >= top && y <= bottom) markAround(photos, x, y);
    }
  }
};

/** `sensitivity`: 0 finds none, 1 what looks like one, 2 what looks a little like one. `page` is the colour around them. */
export const findPhotos = (picture: RawPicture, page: Rgb, sensitivity: number): TileMap => {
  const across = Math.ceil(picture.width / tileSide);
  const down = Math.ceil(picture.height / tileSide);
  const photos = { tiles: new Uint8Array(across * down), across };
  if (sensitivity === 0) return photos;
  const shaded = { tiles: new Uint8Array(across * down), across };
  const busy = { tiles: new Uint8Array(across * down), across };
  const seen = new Uint32Array(32_768);
  for (let tile = 0; tile < busy.tiles.length; tile += 1) {
    const place = {
      left: (tile % across) * tileSide,
      top: Math.floor(tile / across) * tileSide,
      number: tile + 1,
    };
    const count = countColors(picture, page, place, seen);
    busy.tiles[tile] = count * sensitivity >= fewestColors ? 1 : 0;
    shaded.tiles[tile] = count >= fewestShades ? 1 : 0;
  }
  for (let tile = 0; tile < busy.tiles.length; tile += 1) {
    if (busy.tiles[tile] === 0) continue;
    const patch = gather(busy, tile);
    if (patch.count >= fewestTiles) mark(photos, shaded, patch);
  }
  return photos;
};
