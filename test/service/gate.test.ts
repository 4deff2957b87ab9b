import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate } from '../../src/service/gate.ts';
import { codeOf } from '../contracts/origin.ts';
import { settle } from './settle.ts';

const { signal } = new AbortController();

describe('a gate', () => {
  it('lets so many through, the others in the order of arrival', async () => {
    const gate = createGate({ capacity: 2, maxWaiting: 10 });
    const order: number[] = [];
    const enter = async (n: number) => {
      const leave = await gate.enter(1, signal);
      order.push(n);
      return leave;
    };
    const entries = [1, 2, 3, 4].map(enter);
    await settle();
    expect(order).toEqual([1, 2]);
    expect(gate.waiting()).toBe(2);
    (await entries[1]!)();
    await settle();
    expect(order).toEqual([1, 2, 3]);
    (await entries[0]!)();
    await settle();
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('refuses at once when the queue is full', async () => {
    const gate = createGate({ capacity: 1, maxWaiting: 1 });
    await gate.enter(1, signal);
    void gate.enter(1, signal);
    expect(await codeOf(gate.enter(1, signal))).toBe('overload.queue-full');
    expect(gate.waiting()).toBe(1);
  });

  it('without a queue takes whom there is room for', async () => {
    const gate = createGate({ capacity: 1, maxWaiting: 0 });
    const leave = await gate.enter(1, signal);
    expect(await codeOf(gate.enter(1, signal))).toBe('overload.queue-full');
    leave();
    expect(await gate.enter(1, signal)).toBeTypeOf('function');
  });

  it('gives the place of those who leave the queue to the next', async () => {
    const gate = createGate({ capacity: 1, maxWaiting: 2 });
    const leave = await gate.enter(1, signal);
    const impatient = new AbortController();
    const first = codeOf(gate.enter(1, impatient.signal));
    const second = gate.enter(1, signal);
    impatient.abort();
    expect(await first).toBe('request.aborted');
    leave();
    expect(await second).toBeTypeOf('function');
  });

  it('takes nobody in who has gone before', async () => {
    const gate = createGate({ capacity: 1, maxWaiting: 2 });
    expect(await codeOf(gate.enter(1, AbortSignal.abort()))).toBe('request.aborted');
    expect(gate.inside()).toBe(0);
  });

  it('counts a leaving once', async () => {
    const gate = createGate({ capacity: 2, maxWaiting: 0 });
    const leave = await gate.enter(1, signal);
    await gate.enter(1, signal);
    leave();
    leave();
    expect(gate.inside()).toBe(1);
  });

  it('lets what is heavier than all of it through alone', async () => {
    const gate = createGate({ capacity: 10, maxWaiting: 10 });
    const leave = await gate.enter(1, signal);
    const heavy = gate.enter(1000, signal);
    const light = gate.enter(1, signal);
    await settle();
    expect(gate.waiting()).toBe(2); // the light one does not overtake, or the heavy one would wait for ever
    leave();
    (await heavy)();
    expect(await light).toBeTypeOf('function');
  });

  it('lets the light ones on when a heavy one at the head leaves the queue', async () => {
    const gate = createGate({ capacity: 10, maxWaiting: 10 });
    await gate.enter(5, signal);
    const impatient = new AbortController();
    const heavy = codeOf(gate.enter(10, impatient.signal));
    const light = gate.enter(5, signal);
    impatient.abort();
    expect(await heavy).toBe('request.aborted');
    expect(await light).toBeTypeOf('function');
  });

  it('never holds more than it may, and in the end lets everybody through', async () => {
    const weights = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(weights, fc.integer({ min: 1, max: 6 }), async (all, capacity) => {
        const gate = createGate({ capacity, maxWaiting: Infinity });
        let done = 0;
        const pass = async (weight: number): Promise<void> => {
          const leave = await gate.enter(weight, new AbortController().signal);
          expect(gate.inside()).toBeLessThanOrEqual(capacity);
          await Promise.resolve();
          leave();
          done += 1;
        };
        await Promise.all(all.map(pass));
        expect([done, gate.inside(), gate.waiting()]).toEqual([all.length, 0, 0]);
      }),
    );
  });
});
