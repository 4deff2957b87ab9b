/**
 * Slots for work of two kinds. Slow work never has all of them, when there are several, so that quick pictures go on
 * coming; and it gets its turn after so many quick ones have gone before it, so that it comes at all.
 */
import { fail } from '../errors.ts';
import type { Leave } from './gate.ts';

export type Lane = 'cheap' | 'slow';

export interface LanesOptions {
  readonly slots: number;
  /** How many quick ones may overtake the first of the slow ones. */
  readonly patience?: number;
}

export interface Lanes {
  /** Waits for a slot. An abort gives the place in the queue up. */
  readonly enter: (lane: Lane, signal: AbortSignal) => Promise<Leave>;
  readonly running: (lane: Lane) => number;
  readonly waiting: (lane: Lane) => number;
}

interface Waiter {
  readonly admit: (leave: Leave) => void;
}

/** Slots that the lane may have at most. */
export const slotsOf = (lane: Lane, slots: number): number =>
  lane === 'slow' && slots > 1 ? slots - 1 : slots;

export const createLanes = ({ slots, patience = 4 }: LanesOptions): Lanes => {
  const queues: Readonly<Record<Lane, Set<Waiter>>> = { cheap: new Set(), slow: new Set() };
  const running: Record<Lane, number> = { cheap: 0, slow: 0 };
  let overtaken = 0;

  const hasRoom = (lane: Lane): boolean =>
    running.cheap + running.slow < slots && running[lane] < slotsOf(lane, slots);

  const take = (lane: Lane): Leave => {
    running[lane] += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      running[lane] -= 1;
      admitNext();
    };
  };

  const chooseNext = (): Lane | undefined => {
    const slow = queues.slow.size > 0 && hasRoom('slow');
    const cheap = queues.cheap.size > 0 && hasRoom('cheap');
    if (!slow) return cheap ? 'cheap' : undefined;
    return cheap && overtaken < patience ? 'cheap' : 'slow';
  };

  const admitNext = (): void => {
    for (let lane = chooseNext(); lane !== undefined; lane = chooseNext()) {
      overtaken = lane === 'cheap' && queues.slow.size > 0 ? overtaken + 1 : 0;
      const [waiter] = queues[lane];
      if (waiter === undefined) return;
      queues[lane].delete(waiter);
      waiter.admit(take(lane));
    }
  };

  const enter: Lanes['enter'] = async (lane, signal) => {
    if (signal.aborted) throw fail('request.aborted');
    if (queues[lane].size === 0 && hasRoom(lane)) return take(lane);
    return new Promise<Leave>((resolve, reject) => {
      const giveUp = (): void => {
        queues[lane].delete(waiter);
        reject(fail('request.aborted'));
      };
      const waiter: Waiter = {
        admit: (leave) => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        },
      };
      queues[lane].add(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };

  return { enter, running: (lane) => running[lane], waiting: (lane) => queues[lane].size };
};
