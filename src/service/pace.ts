/** How long it takes lately to have an original, from the look for it to its last byte, and to make a picture of it. Pure. */

export interface Pace {
  readonly noteReading: (durationMs: number) => void;
  /** Of one who looked for an original, or read it, and made nothing of it. */
  readonly noteVain: (durationMs: number) => void;
  readonly noteMaking: (durationMs: number) => void;
  /** What is usual; undefined before anybody has read. */
  readonly readingMs: () => number | undefined;
  /** How many have to be reading at a time, so that one who makes pictures never waits for an original. */
  readonly readersPerMaker: () => number;
}

/** What a new time counts against all those before it. */
const weight = 0.1;
/** A clock may see nothing of what is made at once. */
const leastMakingMs = 1;

export const createPace = (): Pace => {
  let readingMs: number | undefined;
  let makingMs: number | undefined;
  /** For each picture that is made: what is read in vain between two of them needs its readers, too. */
  let vainMs: number | undefined;
  let vainSinceMs = 0;
  const average = (before: number | undefined, durationMs: number): number =>
    before === undefined ? durationMs : before + (durationMs - before) * weight;
  return {
    noteReading: (durationMs) => {
      readingMs = average(readingMs, durationMs);
    },
    noteVain: (durationMs) => {
      vainSinceMs += durationMs;
    },
    noteMaking: (durationMs) => {
      makingMs = average(makingMs, durationMs);
      vainMs = average(vainMs, vainSinceMs);
      vainSinceMs = 0;
    },
    readingMs: () => readingMs,
    readersPerMaker: () =>
      ((readingMs ?? 0) + average(vainMs, vainSinceMs)) / Math.max(leastMakingMs, makingMs ?? leastMakingMs),
  };
};
