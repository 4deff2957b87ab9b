import { describe, expect, it } from 'vitest';
import { fail } from '../../src/errors.ts';
import { createFlights, type Flight } from '../../src/service/coalesce.ts';
import { codeOf } from '../contracts/origin.ts';
import { settle } from './settle.ts';

const { signal } = new AbortController();

/** Work that ends when the test says so. */
const createWork = () => {
  const runs: { flight: Flight; finish: (value: string) => void; break: (error: unknown) => void }[] = [];
  const work = async (flight: Flight): Promise<string> =>
    new Promise((resolve, reject) => {
      runs.push({ flight, finish: resolve, break: reject });
      flight.signal.addEventListener('abort', () => reject(flight.signal.reason as Error));
    });
  return { runs, work };
};

describe('flights', () => {
  it('run once for everybody who waits', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const waiting = Array.from({ length: 1000 }, async () =>
      flights.join({ key: 'k', rank: 0, work }, new AbortController().signal),
    );
    runs[0]!.finish('done');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['done']));
    expect([runs.length, flights.count()]).toEqual([1, 0]);
  });

  it('run apart for different keys', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    void flights.join({ key: 'k', rank: 0, work }, signal);
    void flights.join({ key: 'l', rank: 0, work }, signal);
    expect(runs).toHaveLength(2);
  });

  it('share an error, and forget it', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const waiting = [1, 2].map(async () => codeOf(flights.join({ key: 'k', rank: 0, work }, signal)));
    runs[0]!.break(fail('source.corrupt'));
    expect(await Promise.all(waiting)).toEqual(['source.corrupt', 'source.corrupt']);
    const again = flights.join({ key: 'k', rank: 0, work }, signal);
    runs[1]!.finish('done');
    expect(await again).toBe('done');
  });

  it('take work that throws before its first wait', async () => {
    const flights = createFlights<string>();
    const broken = {
      key: 'k',
      rank: 0,
      work: () => {
        throw fail('internal.bug');
      },
    };
    expect(await codeOf(flights.join(broken, signal))).toBe('internal.bug');
    expect(flights.count()).toBe(0);
  });

  it('let one leave without the others', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const leaving = new AbortController();
    const first = codeOf(flights.join({ key: 'k', rank: 0, work }, leaving.signal));
    const second = flights.join({ key: 'k', rank: 0, work }, signal);
    leaving.abort();
    expect(await first).toBe('request.aborted');
    expect(runs[0]!.flight.signal.aborted).toBe(false);
    runs[0]!.finish('done');
    expect(await second).toBe('done');
  });

  it('are dropped when nobody waits any more, and a newcomer gets a new one', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const leaving = new AbortController();
    const first = codeOf(flights.join({ key: 'k', rank: 0, work }, leaving.signal));
    leaving.abort();
    expect(await first).toBe('request.aborted');
    expect(runs[0]!.flight.signal.aborted).toBe(true);
    const second = flights.join({ key: 'k', rank: 0, work }, signal);
    runs[1]!.finish('done');
    expect(await second).toBe('done');
  });

  it('go on once they have committed themselves, and a newcomer joins', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const leaving = new AbortController();
    const first = codeOf(flights.join({ key: 'k', rank: 0, work }, leaving.signal));
    runs[0]!.flight.commit();
    leaving.abort();
    expect(await first).toBe('request.aborted');
    expect(runs[0]!.flight.signal.aborted).toBe(false);
    const second = flights.join({ key: 'k', rank: 0, work }, signal);
    runs[0]!.finish('done');
    expect(await second).toBe('done');
    expect(runs).toHaveLength(1);
  });

  it('tell everybody when they are given up, and block a second run until the first has ended', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const first = codeOf(flights.join({ key: 'k', rank: 0, work }, signal));
    runs[0]!.flight.commit();
    runs[0]!.flight.giveUp(fail('render.deadline'));
    expect(await first).toBe('render.deadline');
    expect(await codeOf(flights.join({ key: 'k', rank: 0, work }, signal))).toBe('render.deadline');
    expect(await codeOf(flights.join({ key: 'k', rank: 9, work }, signal))).toBe('render.deadline');
    expect(runs).toHaveLength(1);
    runs[0]!.finish('late');
    await settle();
    expect(flights.count()).toBe(0);
  });

  it('that began for a lower rank are waited for, not joined', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const low = flights.join({ key: 'k', rank: 0, work }, signal);
    const high = [17, 17, 3].map(async (rank) => flights.join({ key: 'k', rank, work }, signal));
    await settle();
    expect(runs).toHaveLength(1);
    runs[0]!.finish('old');
    expect(await low).toBe('old');
    await settle();
    runs[1]!.finish('new');
    expect(await Promise.all(high)).toEqual(['new', 'new', 'new']);
    expect(runs).toHaveLength(2);
  });

  it('that began for a higher rank serve a lower one', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const waiting = [17, 0, 17].map(async (rank) => flights.join({ key: 'k', rank, work }, signal));
    runs[0]!.finish('done');
    expect(await Promise.all(waiting)).toEqual(['done', 'done', 'done']);
  });

  it('that are detached serve those who wait and nobody else', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    const before = flights.join({ key: 'k', rank: 0, work }, signal);
    runs[0]!.flight.detach();
    const after = flights.join({ key: 'k', rank: 0, work }, signal);
    runs[0]!.finish('before');
    expect(await before).toBe('before');
    expect(flights.count()).toBe(1); // the end of the first is not the end of the second
    runs[1]!.finish('after');
    expect(await after).toBe('after');
  });

  it('take nobody in who has gone before', async () => {
    const flights = createFlights<string>();
    const { runs, work } = createWork();
    expect(await codeOf(flights.join({ key: 'k', rank: 0, work }, AbortSignal.abort()))).toBe(
      'request.aborted',
    );
    expect(runs).toHaveLength(0);
  });
});
