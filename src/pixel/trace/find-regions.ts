/** Cuts labelled pixels into regions: what has one label and hangs together by its sides. */
import type { Labels } from './label-pixels.ts';

export interface Regions {
  /** The region of each pixel, counted from 0 in the order in which they are met. */
  readonly ids: Int32Array;
  /** Of each region. */
  readonly labels: readonly number[];
  readonly areas: readonly number[];
}

/** The root of a tree of merged ids; halves the way for whoever comes next. */
export const findRoot = (parents: Int32Array, id: number): number => {
  let root = id;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
};

/** Pixels that belong together point, over others, to the first of them. */
const link = ({ data, width, height }: Labels): Int32Array => {
  const parents = new Int32Array(data.length);
  for (let at = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const label = data[at];
      const left = x > 0 && data[at - 1] === label ? findRoot(parents, at - 1) : at;
      const up = y > 0 && data[at - width] === label ? findRoot(parents, at - width) : left;
      const first = Math.min(left, up);
      parents[at] = first;
      if (left !== at) parents[left] = first;
      parents[up] = first;
    }
  }
  return parents;
};

export const findRegions = (labelled: Labels): Regions => {
  const ids = link(labelled);
  const labels: number[] = [];
  const areas: number[] = [];
  // A pixel points backwards only, to one whose region has been numbered.
  for (let at = 0; at < ids.length; at += 1) {
    const parent = ids[at]!;
    const id = parent === at ? labels.length : ids[parent]!;
    if (parent === at) {
      labels.push(labelled.data[at]!);
      areas.push(0);
    }
    ids[at] = id;
    areas[id]! += 1;
  }
  return { ids, labels, areas };
};
