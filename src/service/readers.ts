/** Those who look for their original or read it, before they want a slot: how many there are, and how many it takes. */
import type { Clock } from '../ports.ts';
import { createPace } from './pace.ts';

export interface Reading {
  /**
   * The original is there, or nothing comes of it; only the first time counts. Whoever is refused with his original in
   * hand was one too many: to count him among those that it takes would let in even more.
   */
  readonly end: (how: 'read' | 'refused' | 'vain') => void;
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

/** Times as long as is usual; and before that is known. */
const patience = 4;
const leastPatienceMs = 50;
const firstPatienceMs = 1000;

interface Reader {
  readonly sinceMs: number;
}

export const createReaders = (clock: Clock): Readers => {
  const pace = createPace();
  const readers = new Set<Reader>(); // in the order in which they came

  const patienceMs = (): number => {
    const usualMs = pace.readingMs();
    return usualMs === undefined ? firstPatienceMs : Math.max(leastPatienceMs, patience * usualMs);
  };

  const isLate = ({ sinceMs }: Reader, nowMs: number): boolean => nowMs - sinceMs > patienceMs();

  const begin: Readers['begin'] = () => {
    const reader: Reader = { sinceMs: clock.nowMs() };
    readers.add(reader);
    return {
      end: (how) => {
        const nowMs = clock.nowMs();
        const wasLate = isLate(reader, nowMs);
        if (!readers.delete(reader) || how === 'refused') return;
        if (how === 'read') pace.noteReading(nowMs - reader.sinceMs);
        else if (!wasLate) pace.noteVain(nowMs - reader.sinceMs);
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
