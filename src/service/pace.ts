/** How long it takes lately to read an original, and to make a picture of it. Pure. */

export interface Pace {
  readonly noteReading: (durationMs: number) => void;
  readonly noteMaking: (durationMs: number) => void;
  readonly readingMs: () => number;
  /** How many have to be reading at a time, so that one who makes pictures never waits for an original. */
  readonly readersPerMaker: () => number;
}

/** What a new time counts against all those before it. */
const weight = 0.1;

export const createPace = (): Pace => {
  let readingMs = 0;
  let makingMs: number | undefined;
  return {
    noteReading: (durationMs) => {
      readingMs += (durationMs - readingMs) * weight;
    },
    noteMaking: (durationMs) => {
      makingMs = makingMs === undefined ? durationMs : makingMs + (durationMs - makingMs) * weight;
    },
    readingMs: () => readingMs,
    readersPerMaker: () => (makingMs === undefined ? 0 : readingMs / Math.max(1, makingMs)),
  };
};
