/** What animations cost to read and to write. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/ops/facts.ts';
import { costOfMoving } from '../../src/ops/moving-cost.ts';

const canvas = { width: 1000, height: 1000, alpha: false };

describe('the cost of what moves', () => {
  const gif: Facts = {
    format: 'gif',
    storedWidth: 1000,
    storedHeight: 1000,
    orientation: 1,
    pages: 10,
    alpha: false,
    bytes: 100_000,
  };
  const photographs = { ...gif, bytes: 6_000_000 };

  it('grows with its pictures and with what is in them, where it is known', () => {
    expect(costOfMoving(gif, 'gif', canvas, 10)).toBeGreaterThan(costOfMoving(gif, 'gif', canvas, 5));
    expect(costOfMoving(photographs, 'gif', canvas, 10)).toBeGreaterThan(
      costOfMoving(gif, 'gif', canvas, 10) * 2,
    );
    const webp = { ...gif, format: 'webp' } as const;
    expect(costOfMoving(webp, 'gif', canvas, 10)).toBe(costOfMoving(photographs, 'gif', canvas, 10));
  });

  it('is most where it becomes a GIF', () => {
    for (const facts of [gif, photographs]) {
      expect(costOfMoving(facts, 'gif', canvas, 10)).toBeGreaterThan(costOfMoving(facts, 'png', canvas, 10));
      expect(costOfMoving(facts, 'png', canvas, 10)).toBeGreaterThan(costOfMoving(facts, 'webp', canvas, 10));
    }
  });

  it('of a picture that is made to move is that of writing', () => {
    const still = { ...photographs, format: 'jpg', pages: 1 } as const;
    const reading =
      costOfMoving({ ...photographs, pages: 10 }, 'gif', canvas, 10) - costOfMoving(still, 'gif', canvas, 10);
    expect(reading).toBeCloseTo(120);
    // Again from the first frame on, for each stretch that is too large for the memory.
    const long = { ...gif, pages: 100 };
    expect(costOfMoving(long, 'gif', canvas, 0)).toBeGreaterThan(reading * 20);
  });
});
