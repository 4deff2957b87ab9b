/**
 * The blur of SSIMULACRA 2.1, sigma 1.5: nine taps, rows first, then columns, zeros outside of the picture. It goes
 * down the picture row by row with the last nine blurred rows at hand, so that no blurred plane is ever stored.
 */

/** The reference's recursive filter, in exact arithmetic: h[0], h[1] = h[-1] and so on. */
const tap0 = 0.264_621_105_488_199;
const tap1 = 0.212_928_592_010_422;
const tap2 = 0.109_335_372_777_46;
const tap3 = 0.036_011_114_658_364_4;
const tap4 = 0.009_414_367_809_653_74;
const reach = 4;
const ringRows = 9;

export interface RowBlur {
  /** The row to fill, between four zeros on each side: sample x is at `x + 4`. */
  readonly row: Float64Array;
  /** The blurred row, four rows behind the one that was pushed last. */
  readonly blurred: Float64Array;
  /** Takes what is in `row`, or a row of zeros below the picture. */
  readonly push: (isInside: boolean) => void;
}

/** Rows of zeros above the picture are there from the start; four have to follow the last row. */
export const createRowBlur = (width: number): RowBlur => {
  const row = new Float64Array(width + 2 * reach);
  const blurred = new Float64Array(width);
  const ring = Array.from({ length: ringRows }, () => new Float64Array(width));
  let next = 0;

  const across = (to: Float64Array): void => {
    for (let x = 0; x < width; x += 1) {
      to[x] =
        tap0 * row[x + 4]! +
        tap1 * (row[x + 3]! + row[x + 5]!) +
        tap2 * (row[x + 2]! + row[x + 6]!) +
        tap3 * (row[x + 1]! + row[x + 7]!) +
        tap4 * (row[x]! + row[x + 8]!);
    }
  };

  const push = (isInside: boolean): void => {
    const newest = ring[next]!;
    if (isInside) across(newest);
    else newest.fill(0);
    next = (next + 1) % ringRows; // where the oldest is now
    const rows = ring.map((_, age) => ring[(next + age) % ringRows]!);
    down(rows, blurred);
  };

  return { row, blurred, push };
};

const down = (rows: readonly Float64Array[], to: Float64Array): void => {
  const [a, b, c, d, e, f, g, h, i] = rows as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let x = 0; x < to.length; x += 1) {
    to[x] =
      tap0 * e[x]! +
      tap1 * (d[x]! + f[x]!) +
      tap2 * (c[x]! + g[x]!) +
      tap3 * (b[x]! + h[x]!) +
      tap4 * (a[x]! + i[x]!);
  }
};

/** How many rows have to be pushed before the first row of the picture comes out. */
export const lag = reach;
