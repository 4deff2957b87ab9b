/** Lets so much through at a time, first come first served; beyond a bounded queue it refuses at once. */
import { fail } from '../errors.ts';

export interface GateSize {
  /** Weight that may be inside at a time. */
  readonly capacity: number;
  /** How many may wait; more are refused with `overload.queue-full`. */
  readonly maxWaiting: number;
}

/** Leaves the gate; calling it again does nothing. */
export type Leave = () => void;

export interface Gate {
  /** Waits for room. What is heavier than the whole gate passes alone. An abort gives the place in the queue up. */
  readonly enter: (weight: number, signal: AbortSignal) => Promise<Leave>;
  readonly inside: () => number;
  readonly waiting: () => number;
}

interface Waiter {
  readonly weight: number;
  readonly admit: (leave: Leave) => void;
}

export const createGate = ({ capacity, maxWaiting }: GateSize): Gate => {
  const queue = new Set<Waiter>(); // insertion order is the order of arrival
  let inside = 0;

  const take = (weight: number): Leave => {
    inside += weight;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= weight;
      admitNext();
    };
  };

  /** Nobody overtakes: a heavy one at the head holds the lighter ones behind it. */
  const admitNext = (): void => {
    for (const waiter of queue) {
      if (inside + waiter.weight > capacity) return;
      queue.delete(waiter);
      waiter.admit(take(waiter.weight));
    }
  };

  const enter = async (weight: number, signal: AbortSignal): Promise<Leave> => {
    if (signal.aborted) throw fail('request.aborted');
    const fitting = Math.min(weight, capacity);
    if (queue.size === 0 && inside + fitting <= capacity) return take(fitting);
    if (queue.size >= maxWaiting) throw fail('overload.queue-full');
    return new Promise<Leave>((resolve, reject) => {
      const giveUp = (): void => {
        queue.delete(waiter);
        reject(fail('request.aborted'));
        admitNext(); // it may have held lighter ones back
      };
      const waiter: Waiter = {
        weight: fitting,
        admit: (leave) => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        },
      };
      queue.add(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };

  return { enter, inside: () => inside, waiting: () => queue.size };
};
