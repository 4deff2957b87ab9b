import { describe, expect, it } from 'vitest';
import { type Admission, createAdmission, type Place } from '../../src/service/admission.ts';
import type { Lane } from '../../src/service/lanes.ts';
import { codeOf } from '../contracts/origin.ts';
import { settle } from './settle.ts';

const { signal } = new AbortController();

const open = (slots: number, maxWaiting: number) => {
  const clock = { nowMs: 0 };
  const admission = createAdmission({ slots, maxWaiting, clock: { nowMs: () => clock.nowMs } });
  return { admission, clock };
};

const enterCode = async ({ enter }: Admission, lane: Lane): Promise<string> =>
  codeOf(Promise.resolve().then(() => enter(lane)));

/** One after the other, each letting the next one in. */
const leaveAll = async (places: readonly Place[]): Promise<void> => {
  for (const place of places) {
    place.leave();
    await settle();
  }
};

/** Takes a place, and a slot as soon as there is one. */
const come = (admission: Admission, lane: Lane = 'cheap'): Place => {
  const place = admission.enter(lane);
  void place.start(lane, signal);
  return place;
};

describe('admission', () => {
  it('takes in a burst as long as there are places, and refuses the rest at once', async () => {
    const { admission } = open(2, 16);
    const places = Array.from({ length: 18 }, () => come(admission));
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    expect(admission.load().cheap).toEqual({ running: 2, waiting: 16, refused: 1 });
    places[0]?.leave();
    places[0]?.leave();
    come(admission);
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
  });

  it('counts those who look for their original or read it, too', async () => {
    const { admission } = open(1, 1);
    admission.enter('cheap');
    admission.enter('cheap');
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
  });

  it('counts them no more when they wait for an origin that does not answer, and looks again when it does', async () => {
    const { admission, clock } = open(1, 1);
    const stuck = [admission.enter('cheap'), admission.enter('cheap')];
    clock.nowMs += 1001;
    come(admission);
    come(admission);
    expect(admission.load().cheap).toMatchObject({ running: 1, waiting: 1 });
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    const codes = await Promise.all(stuck.map(async ({ start }) => codeOf(start('cheap', signal))));
    expect(codes).toEqual(['overload.queue-full', 'overload.queue-full']);
  });

  it('has as many more look and read as it takes, where the origin is far', async () => {
    const { admission, clock } = open(1, 1);
    const first = admission.enter('cheap');
    clock.nowMs += 600;
    await first.start('cheap', signal);
    clock.nowMs += 30;
    first.leave();
    let readers = 0;
    while ((await enterCode(admission, 'cheap')) === 'no failure') readers += 1;
    expect(readers).toBe(2 + 600 / 30);
  });

  it('never refuses those who look for what is not there for want of pictures that are made', async () => {
    const { admission, clock } = open(1, 1);
    const first = admission.enter('cheap');
    clock.nowMs += 300;
    first.leave();
    for (let index = 0; index < 100; index += 1) {
      expect(await enterCode(admission, 'cheap')).toBe('no failure');
    }
  });

  it('has places of its own for slow work', async () => {
    const { admission } = open(2, 1);
    for (let index = 0; index < 2; index += 1) come(admission, 'slow');
    expect(await enterCode(admission, 'slow')).toBe('overload.queue-full');
    expect(await enterCode(admission, 'cheap')).toBe('no failure');
    expect(admission.load().slow).toEqual({ running: 1, waiting: 1, refused: 1 });
  });

  it('moves what turns out to be slow to the other lane, if there is a place', async () => {
    const { admission } = open(2, 0);
    const first = admission.enter('cheap');
    await first.start('slow', signal);
    expect(admission.load()).toMatchObject({ cheap: { running: 0 }, slow: { running: 1 } });
    const second = admission.enter('cheap');
    expect(await codeOf(second.start('slow', signal))).toBe('overload.queue-full');
    first.leave();
    second.leave();
    expect(await enterCode(admission, 'slow')).toBe('no failure');
  });

  /** A queue that has run over, half a second ago. */
  const overrun = async (slots: number, maxWaiting: number) => {
    const { admission, clock } = open(slots, maxWaiting);
    const places = Array.from({ length: slots + maxWaiting }, () => come(admission));
    clock.nowMs += 400;
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    clock.nowMs += 101;
    return { admission, clock, places };
  };

  it('keeps a queue short that has run over and does not go away', async () => {
    const { admission, places } = await overrun(2, 16);
    await leaveAll(places.slice(0, 13));
    expect(admission.load().cheap).toMatchObject({ running: 2, waiting: 3 });
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
  });

  it('lets the short queue be filled again, so that no slot is ever idle', async () => {
    const { admission, places } = await overrun(2, 16);
    await leaveAll(places.slice(0, 15));
    expect(admission.load().cheap).toMatchObject({ running: 2, waiting: 1 });
    come(admission);
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
  });

  it('counts those who have not read theirs yet in the short queue', async () => {
    const { admission, places } = await overrun(2, 16);
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    await leaveAll(places.slice(0, 16));
    expect(admission.load().cheap).toMatchObject({ running: 2, waiting: 0 });
    admission.enter('cheap');
    admission.enter('cheap');
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
  });

  it('does not wait for those who wait for an origin that does not answer', async () => {
    const { admission, clock, places } = await overrun(2, 16);
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    await leaveAll(places);
    const stuck = [admission.enter('cheap'), admission.enter('cheap')];
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    clock.nowMs += 51;
    const other = come(admission);
    expect(admission.load().cheap).toMatchObject({ running: 1, waiting: 0 });
    for (const place of [...stuck, other]) place.leave();
    admission.enter('cheap');
    admission.enter('cheap');
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
  });

  it('lets as many read as it takes in a rush, where reading takes longer than making', async () => {
    const { admission, clock } = open(1, 16);
    const reading: Place[][] = [];
    const started: Place[] = [];
    const waiting: number[] = [];
    for (let step = 0; step < 200; step += 1) {
      clock.nowMs += 30; // as long as it takes to make one, and a third of what it takes to read
      started.shift()?.leave();
      await settle();
      for (const place of (reading[step - 3] ??= [])) {
        if ((await codeOf(Promise.race([place.start('cheap', signal), settle()]))) === 'no failure') {
          started.push(place);
        } else {
          place.leave();
        }
      }
      const newcomers: Place[] = [];
      while (!admission.isFull()) newcomers.push(admission.enter('cheap'));
      expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
      reading.push(newcomers);
      if (step > 50) {
        expect(admission.load().cheap.running).toBe(1);
        waiting.push(admission.load().cheap.waiting);
      }
    }
    expect(Math.max(...waiting)).toBeLessThanOrEqual(4);
  });

  it('lets more in, where many look for what is not there', async () => {
    const { admission, clock, places } = await overrun(1, 16);
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    await leaveAll(places);
    const pass = async (isThere: boolean): Promise<void> => {
      const place = admission.enter('cheap');
      clock.nowMs += 40;
      if (isThere) await place.start('cheap', signal);
      clock.nowMs += isThere ? 60 : 0;
      place.leave();
    };
    const countReaders = async (): Promise<number> => {
      const readers: Place[] = [];
      while (readers.length < 20 && !admission.isFull()) readers.push(admission.enter('cheap'));
      expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full'); // the rush goes on
      await leaveAll(readers);
      return readers.length;
    };
    for (let index = 0; index < 40; index += 1) {
      await pass(true);
      await countReaders();
    }
    expect(await countReaders()).toBe(2);
    for (let index = 0; index < 40; index += 1) {
      await pass(false);
      await pass(false);
      await pass(true);
      await countReaders();
    }
    expect(await countReaders()).toBe(3);
  });

  it('bears with a long queue for as long as it does not run over', async () => {
    const { admission, clock } = open(2, 16);
    for (let index = 0; index < 17; index += 1) come(admission);
    clock.nowMs += 10_000;
    expect(await enterCode(admission, 'cheap')).toBe('no failure');
  });

  it('takes bursts again when nobody has been refused for a while', async () => {
    const { admission, clock, places } = await overrun(1, 8);
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full');
    await leaveAll(places);
    const more = [come(admission), come(admission)];
    expect(await enterCode(admission, 'cheap')).toBe('overload.queue-full'); // an empty moment says little
    await leaveAll(more);
    clock.nowMs += 501;
    for (let index = 0; index < 9; index += 1) come(admission);
    expect(admission.load().cheap.waiting).toBe(8);
  });

  it('says whether there is a place without taking it', async () => {
    const { admission } = open(1, 0);
    admission.check('cheap');
    admission.check('cheap');
    come(admission);
    expect(await codeOf(Promise.resolve().then(() => admission.check('cheap')))).toBe('overload.queue-full');
  });
});
