/** What the detector and its process say to each other: plain data, written by Node's structured clone. */
import type { Face, Landmarks } from '../ops/face.ts';
import type { FindOptions, Sample } from '../ports.ts';

export type Task =
  | { readonly kind: 'faces'; readonly sample: Sample; readonly options: FindOptions }
  | { readonly kind: 'landmarks'; readonly sample: Sample; readonly faces: readonly Face[] };

/** What each task answers. */
export interface Findings {
  readonly faces: readonly Face[];
  readonly landmarks: readonly Landmarks[];
}

export type Report =
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'found'; readonly found: Findings[keyof Findings]; readonly rssBytes: number }
  | { readonly kind: 'ready' };
