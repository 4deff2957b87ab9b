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
import { createPace, type Pace } from './pace.ts';

export interface AdmissionOptions {
  /** Pictures that are made at a time. */
  readonly slots: number;
  /** How many may wait in each lane. */
  readonly maxWaiting: number;
  readonly clock: Clock;
}

/** One request among those that were let in. */
export interface Place {
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

/** Who reads much longer than others do waits for an origin that may never answer, and is in nobody's way. */
const latePatience = 4;
const leastPatienceMs = 50;

interface Reader {
  readonly sinceMs: number;
}

interface LaneState {
  /** Places taken: reading their original, waiting, or running. */
  places: number;
  /** Those that read, in the order in which they came. */
  readonly reading: Set<Reader>;
  refused: number;
  /** When somebody last came and found nobody waiting; when somebody was last refused. */
  emptyAtMs: number;
  refusedAtMs: number;
  stands: boolean;
  readonly pace: Pace;
}

const createState = (nowMs: number): LaneState => ({
  places: 0,
  reading: new Set(),
  refused: 0,
  emptyAtMs: nowMs,
  refusedAtMs: -Infinity,
  stands: false,
  pace: createPace(),
});

export const createAdmission = ({ slots, maxWaiting, clock }: AdmissionOptions): Admission => {
  const lanes = createLanes({ slots });
  const states: Readonly<Record<Lane, LaneState>> = {
    cheap: createState(clock.nowMs()),
    slow: createState(clock.nowMs()),
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
   * While a queue stands. Those who read their original count as well, for they all want a slot afterwards, and when the
   * machine halts for a moment everybody who comes may read at a time; but there have to be enough of them.
   */
  const longestStanding = (lane: Lane): number => {
    const most = slotsOf(lane, slots);
    const readers = Math.round(most * states[lane].pace.readersPerMaker());
    return Math.min(maxWaiting, most * standingPerSlot + readers);
  };

  const countLate = ({ reading, pace }: LaneState, nowMs: number): number => {
    const patienceMs = Math.max(leastPatienceMs, latePatience * pace.readingMs());
    let late = 0;
    for (const { sinceMs } of reading) {
      if (nowMs - sinceMs <= patienceMs) break;
      late += 1;
    }
    return late;
  };

  const hasPlace = (lane: Lane, nowMs: number): boolean => {
    const state = states[lane];
    judgeQueue(lane, nowMs);
    if (state.places >= slotsOf(lane, slots) + maxWaiting) return false;
    if (!state.stands) return true;
    const ahead = state.places - lanes.running(lane) - countLate(state, nowMs);
    return ahead < longestStanding(lane);
  };

  const check = (lane: Lane): void => {
    const nowMs = clock.nowMs();
    if (hasPlace(lane, nowMs)) return;
    states[lane].refused += 1;
    states[lane].refusedAtMs = nowMs;
    throw refusal;
  };

  const enter: Admission['enter'] = (presumed) => {
    check(presumed);
    let current = presumed;
    let leaveSlot: Leave | undefined;
    let left = false;
    const reader: Reader = { sinceMs: clock.nowMs() };
    let startedMs: number | undefined;
    states[presumed].places += 1;
    states[presumed].reading.add(reader);
    const start: Place['start'] = async (lane, signal) => {
      states[presumed].reading.delete(reader);
      if (lane !== current) {
        check(lane);
        states[current].places -= 1;
        current = lane;
        states[current].places += 1;
      }
      states[current].pace.noteReading(clock.nowMs() - reader.sinceMs);
      leaveSlot = await lanes.enter(lane, signal);
      startedMs = clock.nowMs();
      if (left) leaveSlot();
      return leaveSlot;
    };
    const leave = (): void => {
      if (left) return;
      left = true;
      leaveSlot?.();
      states[presumed].reading.delete(reader);
      states[current].places -= 1;
      if (startedMs !== undefined) states[current].pace.noteMaking(clock.nowMs() - startedMs);
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
