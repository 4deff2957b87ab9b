import { expect, it } from 'vitest';
import { createBackOff } from '../../../src/pixel/workers/back-off.ts';

it('waits twice as long each time after the first, up to a limit, until something works', () => {
  const backOff = createBackOff({ firstMs: 100, maxMs: 1000 });
  expect(Array.from({ length: 7 }, backOff.next)).toEqual([0, 100, 200, 400, 800, 1000, 1000]);
  backOff.reset();
  expect([backOff.next(), backOff.next()]).toEqual([0, 100]);
});
