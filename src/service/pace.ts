/** How long it takes lately to have an original, from the look for it to its last byte, and to make a picture of it. Pure. */

export interface Pace {
  readonly noteReading: (durationMs: number) => void;
  /** Of one who looked for an original, or read it, and made nothing of it. */
  readonly noteVain: (durationMs: number) => void;
  readonly noteMaking: (durationMs: number) => void;
  /** What is usual. */
  readonly readingMs: () => number;
  /** How many have to be reading at a time, so that one who makes pictures never waits for an original. */
  readonly readersPerMaker: () => number;
}

/** What a new time counts against all those before it. */
const weight = 0.1;
/** A clock may see nothing of what is made at once. */
const leastMakingMs = 1;

export const createPace = (): Pace => {
  let readingMs = 0;
  /** Of all lately; what is done in vain in between needs its readers, too. */
  const spentMs = { reading: 0, making: 0 };
  return {
    noteReading: (durationMs) => {
      readingMs += (durationMs - readingMs) * weight;
      spentMs.reading += durationMs;
    },
    noteVain: (durationMs) => {
      spentMs.reading += durationMs;
    },
    noteMaking: (durationMs) => {
      spentMs.reading *= 1 - weight;
      spentMs.making = (spentMs.making + Math.max(leastMakingMs, durationMs)) * (1 - weight);
    },
    readingMs: () => readingMs,
    readersPerMaker: () => (spentMs.making === 0 ? 0 : spentMs.reading / spentMs.making),
  };
};
