/**
 * Leaves the regions that matter: speckles, and then whatever is least conspicuous, join the neighbour that is most like
 * them. How conspicuous a region is, is its area times how far its colour is from that neighbour's.
 */
import type { Palette } from './choose-palette.ts';
import { findRegions, findRoot, type Regions } from './find-regions.ts';
import { type Labels, nothing } from './label-pixels.ts';

export interface Clearing {
  /** Regions of up to so many pixels are speckles. */
  readonly speckle: number;
  /** At most so many regions are left. */
  readonly most: number;
}

/** What is transparent is like no colour at all. */
const unlike = 100;

const distancesOf = (palette: Palette): ((a: number, b: number) => number) => {
  const count = palette.length / 3 + 1;
  const table = Float64Array.from({ length: count * count }, (_, at) => {
    const [a, b] = [Math.floor(at / count), at % count];
    if (a === nothing || b === nothing) return a === b ? 0 : unlike;
    const [from, to] = [(a - 1) * 3, (b - 1) * 3];
    return Math.hypot(
      palette[from]! - palette[to]!,
      palette[from + 1]! - palette[to + 1]!,
      palette[from + 2]! - palette[to + 2]!,
    );
  });
  return (a, b) => table[a * count + b]!;
};

/** How long the border with each neighbour is, in sides of pixels. */
const findNeighbors = (ids: Int32Array, width: number, count: number): Map<number, number>[] => {
  const neighbors = Array.from({ length: count }, () => new Map<number, number>());
  const meet = (a: number, b: number): void => {
    if (a === b) return;
    neighbors[a]!.set(b, (neighbors[a]!.get(b) ?? 0) + 1);
    neighbors[b]!.set(a, (neighbors[b]!.get(a) ?? 0) + 1);
  };
  for (let at = 0; at < ids.length; at += 1) {
    if ((at + 1) % width !== 0) meet(ids[at]!, ids[at + 1]!);
    if (at + width < ids.length) meet(ids[at]!, ids[at + width]!);
  }
  return neighbors;
};

interface Merging {
  readonly parents: Int32Array;
  readonly labels: readonly number[];
  readonly areas: number[];
  readonly neighbors: readonly Map<number, number>[];
  readonly distance: (a: number, b: number) => number;
  left: number;
}

/** The most alike; among those, the one with which it has the longest border. */
const findBest = ({ labels, neighbors, distance }: Merging, id: number): number | undefined => {
  let best: number | undefined;
  let [nearest, longest] = [Infinity, 0];
  for (const [neighbor, border] of neighbors[id]!) {
    const apart = distance(labels[id]!, labels[neighbor]!);
    if (apart > nearest || (apart === nearest && border <= longest)) continue;
    [best, nearest, longest] = [neighbor, apart, border];
  }
  return best;
};

/** `into` takes over what `id` was and had, and then, where it reaches others of its own colour, those as well. */
const merge = (merging: Merging, id: number, into: number): void => {
  const { parents, labels, areas, neighbors } = merging;
  parents[id] = into;
  areas[into]! += areas[id]!;
  merging.left -= 1;
  const kin: number[] = [];
  for (const [neighbor, border] of neighbors[id]!) {
    const its = neighbors[neighbor]!;
    its.delete(id);
    if (neighbor === into) continue;
    const whole = (its.get(into) ?? 0) + border;
    its.set(into, whole);
    neighbors[into]!.set(neighbor, whole);
    if (labels[neighbor] === labels[into]) kin.push(neighbor);
  }
  neighbors[id]!.clear();
  for (const relative of kin) merge(merging, relative, into);
};

/**
 * One that is small before one that is large; the order of equals is that of the picture. Answers those of the regions
 * that are still there.
 */
const mergeUpTo = (
  merging: Merging,
  ids: readonly number[],
  isDue: (id: number, best: number) => boolean,
): readonly number[] => {
  const { parents, areas } = merging;
  for (const id of [...ids].sort((a, b) => areas[a]! - areas[b]!)) {
    const best = parents[id] === id ? findBest(merging, id) : undefined;
    if (best !== undefined && isDue(id, best)) merge(merging, id, best);
  }
  return ids.filter((id) => parents[id] === id);
};

/** How conspicuous a region has to be to stay, at first, and by how much more each time that there are too many. */
const first = 16;
const growth = 1.5;

const clear = (merging: Merging, { speckle, most }: Clearing): void => {
  const { labels, areas, distance } = merging;
  let ids = mergeUpTo(merging, [...labels.keys()], (id) => areas[id]! <= speckle);
  for (let limit = first; merging.left > most; limit *= growth) {
    ids = mergeUpTo(
      merging,
      ids,
      (id, best) => merging.left > most && areas[id]! * distance(labels[id]!, labels[best]!) <= limit,
    );
  }
};

/** The labels that are left, and the regions that they make. */
export const mergeRegions = (labelled: Labels, palette: Palette, clearing: Clearing): Regions => {
  const { width, height } = labelled;
  const { ids, labels, areas } = findRegions(labelled);
  const merging: Merging = {
    parents: Int32Array.from(labels.keys()),
    labels,
    areas: [...areas],
    neighbors: findNeighbors(ids, width, labels.length),
    distance: distancesOf(palette),
    left: labels.length,
  };
  clear(merging, clearing);
  const left = labels.map((_, id) => labels[findRoot(merging.parents, id)]!);
  const data = new Uint8Array(ids.length);
  for (let at = 0; at < data.length; at += 1) data[at] = left[ids[at]!]!;
  return findRegions({ data, width, height });
};
