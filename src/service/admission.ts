/**
 * Who may have a picture made: so many at a time, a bounded number behind them, and everybody else is refused at once,
 * before anything is read for them.
 *
 * A burst may fill the queue: a page of thumbnails is worth waiting for, and so are a few clients who each wait for
 * their answer before they ask again. A queue that runs over and does not go away is another thing, for it makes
 * everybody wait and makes nothing faster; while it stays, it is kept short. The idea is that of controlled delay
 * (https://queue.acm.org/detail.cfm?id=2209336), applied at the entrance.
 */
import { fail } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { Leave } from './gate.ts';
import { createLanes, type Lane, slotsOf } from './lanes.ts';
import { createReaders, type Readers } from './readers.ts';

export interface AdmissionOptions {
  /** Pictures that are made at a time. */
  readonly slots: number;
  /** How many may wait in each lane. */
  readonly maxWaiting: number;
  readonly clock: Clock;
}

/** One request among those that were let in. It looks for its original first, and reads it. */
export interface Place {
  /** Waits for a slot, in the lane that turned out to be the right one. Throws `overload.queue-full`. */
  readonly start: (lane: Lane, signal: AbortSignal) => Promise<Leave>;
  /** Gives the place up, and the slot that goes with it. */
  readonly leave: () => void;
}

export interface LaneLoad {
  readonly running: number;
  readonly waiting: number;
  readonly refused: number;
}

export interface Admission {
  /** Whether one of the lanes has no place now. */
  readonly isFull: () => boolean;
  /** Throws `overload.queue-full` if there is no place now. */
  readonly check: (lane: Lane) => void;
  /** The same, and takes the place. */
  readonly enter: (lane: Lane) => Place;
  readonly load: () => Readonly<Record<Lane, LaneLoad>>;
}

/** How long a queue may last before it counts as one that stays. */
const burstMs: Readonly<Record<Lane, number>> = { cheap: 500, slow: 5000 };

/** Enough that no slot is ever idle, and little enough that an answer takes three times as long at most. */
const standingPerSlot = 1;

/** One for all: it is thrown hundreds of times a second, where it was thrown says nothing, and a stack takes its time. */
const refusal = fail('overload.queue-full');

interface LaneState {
  refused: number;
  /** When somebody last came and found nobody waiting; when somebody was last refused. */
  emptyAtMs: number;
  refusedAtMs: number;
  stands: boolean;
  readonly readers: Readers;
}

const createState = (clock: Clock): LaneState => ({
  refused: 0,
  emptyAtMs: clock.nowMs(),
  refusedAtMs: -Infinity,
  stands: false,
  readers: createReaders(clock),
});

export const createAdmission = ({ slots, maxWaiting, clock }: AdmissionOptions): Admission => {
  const lanes = createLanes({ slots });
  const states: Readonly<Record<Lane, LaneState>> = {
    cheap: createState(clock),
    slow: createState(clock),
  };

  /** Looked at whenever somebody comes, for a queue matters to those who come only. */
  const judgeQueue = (lane: Lane, nowMs: number): void => {
    const state = states[lane];
    if (lanes.waiting(lane) === 0) state.emptyAtMs = nowMs;
    // Once it stands, it has to be well over: an empty moment between two arrivals says little.
    state.stands = state.stands
      ? nowMs - state.refusedAtMs < burstMs[lane] || lanes.waiting(lane) > 0
      : nowMs - state.emptyAtMs > burstMs[lane] && nowMs - state.refusedAtMs < burstMs[lane];
  };

  /** So that no slot waits for an original. */
  const roomToRead = (lane: Lane): number =>
    Math.round(slotsOf(lane, slots) * states[lane].readers.perMaker());

  /** Waiting or running. */
  const taken = (lane: Lane): number => lanes.running(lane) + lanes.waiting(lane);
  const capacity = (lane: Lane): number => slotsOf(lane, slots) + maxWaiting;

  /**
   * Those who have not read their original yet count as well, for they all want a slot afterwards: whoever comes between
   * two of them would find the same place free.
   */
  const hasPlace = (lane: Lane, nowMs: number): boolean => {
    judgeQueue(lane, nowMs);
    const { readers, stands } = states[lane];
    const room = roomToRead(lane);
    if (!stands) return taken(lane) + readers.count() < capacity(lane) + room;
    const longest = Math.min(maxWaiting, slotsOf(lane, slots) * standingPerSlot);
    return lanes.waiting(lane) + readers.count() < longest + room;
  };

  const refuse = (lane: Lane, nowMs: number): never => {
    states[lane].refused += 1;
    states[lane].refusedAtMs = nowMs;
    throw refusal;
  };

  const check = (lane: Lane): void => {
    const nowMs = clock.nowMs();
    if (!hasPlace(lane, nowMs)) refuse(lane, nowMs);
  };

  const enter: Admission['enter'] = (presumed) => {
    check(presumed);
    const reading = states[presumed].readers.begin();
    let lane = presumed;
    let leaveSlot: Leave | undefined;
    let left = false;
    let startedMs: number | undefined;
    const start: Place['start'] = async (right, signal) => {
      const nowMs = clock.nowMs();
      const fits = right === lane ? taken(right) < capacity(right) : hasPlace(right, nowMs);
      reading.end(fits ? 'read' : 'refused');
      if (!fits) refuse(right, nowMs);
      lane = right;
      leaveSlot = await lanes.enter(lane, signal);
      startedMs = clock.nowMs();
      if (left) leaveSlot();
      return leaveSlot;
    };
    const leave = (): void => {
      if (left) return;
      left = true;
      leaveSlot?.();
      reading.end('vain');
      if (startedMs !== undefined) states[lane].readers.noteMaking(clock.nowMs() - startedMs);
    };
    return { start, leave };
  };

  const loadOf = (lane: Lane): LaneLoad => ({
    running: lanes.running(lane),
    waiting: lanes.waiting(lane),
    refused: states[lane].refused,
  });

  const isFull = (): boolean => {
    const nowMs = clock.nowMs();
    return !hasPlace('cheap', nowMs) || !hasPlace('slow', nowMs);
  };

  return { isFull, check, enter, load: () => ({ cheap: loadOf('cheap'), slow: loadOf('slow') }) };
};
