/** Percent-decoded text that still knows where each of its characters stood in the raw text. */

export interface Decoded {
  readonly text: string;
  /** Offset in the raw URL of each UTF-16 unit of `text`, and of its end; absent when nothing was encoded. */
  readonly offsets?: readonly number[];
  /** Offset in the raw URL of the first unit, for when `offsets` is absent. */
  readonly base: number;
}

/** Where the unit at `index` (or the end) of the decoded text stands in the raw URL. */
export const rawOffset = ({ offsets, base }: Decoded, index: number): number =>
  offsets?.[index] ?? base + index;
