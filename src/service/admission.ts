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

/** One request among those that were let in. It may look for its original. */
export interface Place {
  /** Before that is read: of these there are so many at most. Throws `overload.queue-full`; once is enough. */
  readonly read: () => void;
  /** Waits for a slot, in the lane that turned out to be the right one. */
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
  /** Reading their original, waiting, or running. */
  places: number;
  refused: number;
  /** When somebody last came and found nobody waiting; when somebody was last refused. */
  emptyAtMs: number;
  refusedAtMs: number;
  stands: boolean;
  readonly readers: Readers;
}

const createState = (clock: Clock): LaneState => ({
  places: 0,
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

  /**
   * While a queue stands. Those who have not read their original yet count as well, for they all want a slot afterwards,
   * and whoever comes between two of them would find the same place free; but there have to be enough of them.
   */
  const longestStanding = (lane: Lane): number => {
    const most = slotsOf(lane, slots);
    const readers = Math.round(most * states[lane].readers.perMaker());
    return Math.min(maxWaiting, most * standingPerSlot + readers);
  };

  const hasRoom = (lane: Lane): boolean => states[lane].places < slotsOf(lane, slots) + maxWaiting;

  const hasPlace = (lane: Lane, nowMs: number): boolean => {
    const state = states[lane];
    judgeQueue(lane, nowMs);
    if (!hasRoom(lane)) return false;
    if (!state.stands) return true;
    const ahead = state.readers.count() + lanes.waiting(lane);
    return ahead < longestStanding(lane);
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
    /** Where it counts; nowhere yet, before it reads. */
    let current: Lane | undefined;
    let leaveSlot: Leave | undefined;
    let left = false;
    let startedMs: number | undefined;
    const move = (to: Lane | undefined): void => {
      if (current !== undefined) states[current].places -= 1;
      current = to;
      if (to !== undefined) states[to].places += 1;
    };
    const read: Place['read'] = () => {
      if (current !== undefined) return;
      if (!hasRoom(presumed)) refuse(presumed, clock.nowMs());
      move(presumed);
    };
    const start: Place['start'] = async (lane, signal) => {
      reading.end();
      if (lane !== current) {
        check(lane);
        move(lane);
      }
      leaveSlot = await lanes.enter(lane, signal);
      startedMs = clock.nowMs();
      if (left) leaveSlot();
      return leaveSlot;
    };
    const leave = (): void => {
      if (left) return;
      left = true;
      leaveSlot?.();
      reading.giveUp();
      if (current !== undefined && startedMs !== undefined) {
        states[current].readers.noteMaking(clock.nowMs() - startedMs);
      }
      move(undefined);
    };
    return { read, start, leave };
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
