/**
 * Puts regions on top of each other: the large ones at the bottom, without holes where others lie on them, and going on
 * for a little under their neighbours. However edges are smoothed, nothing shows between two shapes.
 */
import type { Regions } from './find-regions.ts';
import { nothing } from './label-pixels.ts';
import { followOutline, type Mask } from './outline.ts';

/** Pixels that a shape goes on under those above it. */
const underlap = 2;
/** Around a mask: what it may grow by, and a row of nothing. */
const margin = underlap + 1;

/** The covered part of the picture, with where its mask has its corner. */
export interface Shape extends Mask {
  readonly label: number;
  readonly left: number;
  readonly top: number;
}

interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const findExtents = (ids: Int32Array, width: number, count: number): readonly Extent[] => {
  const extents = Array.from({ length: count }, () => ({
    left: Infinity,
    top: Infinity,
    right: -1,
    bottom: -1,
  }));
  for (let at = 0; at < ids.length; at += 1) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    const extent = extents[ids[at]!]!;
    if (x < extent.left) extent.left = x;
    if (x > extent.right) extent.right = x;
    if (y < extent.top) extent.top = y;
    extent.bottom = y;
  }
  return extents;
};

interface Picture {
  readonly regions: Regions;
  readonly width: number;
  readonly height: number;
}

/** A mask of one region with all that it encloses. */
const cutOut = ({ regions: { ids, labels }, width }: Picture, id: number, extent: Extent): Shape => {
  const size = {
    width: extent.right - extent.left + 1 + 2 * margin,
    height: extent.bottom - extent.top + 1 + 2 * margin,
  };
  const data = new Uint8Array(size.width * size.height);
  for (let y = extent.top; y <= extent.bottom; y += 1) {
    const to = (y - extent.top + margin) * size.width + margin - extent.left;
    for (let x = extent.left; x <= extent.right; x += 1) if (ids[y * width + x] === id) data[to + x] = 1;
  }
  cover({ data, ...size });
  return { data, ...size, left: extent.left - margin, top: extent.top - margin, label: labels[id]! };
};

/** Covers whatever a region encloses: between each pair of sides that its outer outline has in a row. */
const cover = ({ data, ...size }: Mask): void => {
  const start = data.indexOf(1);
  const { width } = size;
  const outline = followOutline({ data, ...size }, start);
  data.fill(0);
  for (let at = 0; at < outline.length; at += 2) {
    const y = outline[at + 1]!;
    const next = outline[(at + 3) % outline.length]!;
    if (next !== y) data[Math.min(y, next) * width + outline[at]!]! ^= 1;
  }
  for (let at = 1; at < data.length; at += 1) data[at]! ^= data[at - 1]!;
};

/** `ranks`: regions with a higher one are drawn later; what is not drawn has none. */
const growUnder = (
  shape: Shape,
  { regions: { ids }, width, height }: Picture,
  rank: number,
  ranks: Int32Array,
): void => {
  const { data } = shape;
  const ranksAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? -1 : ranks[ids[y * width + x]!]!;
  const around = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => down * shape.width + across));
  let edge: number[] = [];
  for (let at = shape.width; at < data.length - shape.width; at += 1) {
    const isInside = data[at - 1]! & data[at + 1]! & data[at - shape.width]! & data[at + shape.width]!;
    if (data[at] === 1 && isInside === 0) edge.push(at);
  }
  for (let round = 0; round < underlap; round += 1) {
    const grown: number[] = [];
    for (const at of edge) {
      for (const step of around) {
        const next = at + step;
        if (data[next] !== 0) continue;
        const y = Math.floor(next / shape.width);
        if (ranksAt(shape.left + next - y * shape.width, shape.top + y) <= rank) continue;
        data[next] = 1;
        grown.push(next);
      }
    }
    edge = grown;
  }
};

/** What is transparent within the shape is a hole in it. */
const pierce = (shape: Shape, { regions: { ids }, width, height }: Picture, ranks: Int32Array): void => {
  for (let at = 0, y = shape.top; y < shape.top + shape.height; y += 1) {
    for (let x = shape.left; x < shape.left + shape.width; x += 1, at += 1) {
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      if (ranks[ids[y * width + x]!] === -1) shape.data[at] = 0;
    }
  }
};

const areaOf = ({ data }: Mask): number => {
  let area = 0;
  for (const covered of data) area += covered;
  return area;
};

/** The shapes in the order in which they are to be drawn; what is transparent is none. */
export const stackRegions = (regions: Regions, width: number, height: number): readonly Shape[] => {
  const picture: Picture = { regions, width, height };
  const extents = findExtents(regions.ids, width, regions.labels.length);
  const ids = [...regions.labels.keys()].filter((id) => regions.labels[id] !== nothing);
  const shapes = ids.map((id) => ({ id, shape: cutOut(picture, id, extents[id]!) }));
  // What is enclosed has the smaller area, so that it comes after what encloses it.
  const areas = new Map(shapes.map(({ id, shape }) => [id, areaOf(shape)]));
  shapes.sort((a, b) => areas.get(b.id)! - areas.get(a.id)!);
  const ranks = new Int32Array(regions.labels.length).fill(-1);
  for (const [rank, { id }] of shapes.entries()) ranks[id] = rank;
  for (const [rank, { shape }] of shapes.entries()) {
    growUnder(shape, picture, rank, ranks);
    pierce(shape, picture, ranks);
  }
  return shapes.map(({ shape }) => shape);
};
