/** Those who look for their original or read it, before they want a slot: how many there are, and how many it takes. */
import type { Clock } from '../ports.ts';
import { createPace } from './pace.ts';

export interface Reading {
  /** The original is there. */
  readonly end: () => void;
  /** Nothing comes of it; nothing happens if it has ended. */
  readonly giveUp: () => void;
}

export interface Readers {
  readonly begin: () => Reading;
  /** Who takes much longer than others waits for an original that may never come: late ones are in nobody's way. */
  readonly count: () => number;
  /** To be told how long a picture was made, with its original there. */
  readonly noteMaking: (durationMs: number) => void;
  /** How many have to be reading at a time, so that one who makes pictures never waits for an original. */
  readonly perMaker: () => number;
}

/** Times as long as is usual. */
const patience = 4;
const leastPatienceMs = 50;

interface Reader {
  readonly sinceMs: number;
}

export const createReaders = (clock: Clock): Readers => {
  const pace = createPace();
  const readers = new Set<Reader>(); // in the order in which they came

  const isLate = ({ sinceMs }: Reader, nowMs: number): boolean =>
    nowMs - sinceMs > Math.max(leastPatienceMs, patience * pace.readingMs());

  const begin: Readers['begin'] = () => {
    const reader: Reader = { sinceMs: clock.nowMs() };
    readers.add(reader);
    return {
      end: () => {
        if (readers.delete(reader)) pace.noteReading(clock.nowMs() - reader.sinceMs);
      },
      giveUp: () => {
        const nowMs = clock.nowMs();
        if (readers.delete(reader) && !isLate(reader, nowMs)) pace.noteVain(nowMs - reader.sinceMs);
      },
    };
  };

  const count: Readers['count'] = () => {
    const nowMs = clock.nowMs();
    let late = 0;
    for (const reader of readers) {
      if (!isLate(reader, nowMs)) break;
      late += 1;
    }
    return readers.size - late;
  };

  return { begin, count, noteMaking: pace.noteMaking, perMaker: pace.readersPerMaker };
};
