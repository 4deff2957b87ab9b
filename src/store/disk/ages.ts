/** How many bytes were last used in which minute: enough to know what is oldest without remembering every file. */

export interface Ages {
  readonly add: (usedAtMs: number, bytes: number) => void;
  /** The end of the shortest stretch of the past that holds so many bytes; everything used before it may go. */
  readonly before: (bytes: number) => number;
}

const minuteMs = 60_000;

export const createAges = (): Ages => {
  const minutes = new Map<number, number>();
  return {
    add: (usedAtMs, bytes) => {
      const minute = Math.floor(usedAtMs / minuteMs);
      minutes.set(minute, (minutes.get(minute) ?? 0) + bytes);
    },
    before: (bytes) => {
      let left = bytes;
      let end = -Infinity;
      for (const [minute, inIt] of [...minutes].toSorted(([a], [b]) => a - b)) {
        if (left <= 0) break;
        left -= inIt;
        end = (minute + 1) * minuteMs;
      }
      return end;
    },
  };
};
