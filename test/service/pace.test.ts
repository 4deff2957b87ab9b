import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/service/pace.ts';

const after = (readingMs: number, makingMs: number, times = 100): number => {
  const pace = createPace();
  for (let time = 0; time < times; time += 1) {
    pace.noteReading(readingMs);
    pace.noteMaking(makingMs);
  }
  return pace.readersPerMaker();
};

describe('how many have to read for one who makes', () => {
  it('is nothing before anybody has', () => {
    expect(createPace().readersPerMaker()).toBe(0);
    expect(after(0, 20)).toBe(0);
  });

  it('goes by how long both take', () => {
    expect(after(100, 25)).toBeCloseTo(4, 2);
    expect(after(2, 25)).toBeCloseTo(0.08, 2);
    expect(after(5, 0)).toBeCloseTo(5, 2);
  });

  it('counts what was read in vain', () => {
    const pace = createPace();
    for (let time = 0; time < 100; time += 1) {
      pace.noteReading(10);
      pace.noteVain(30);
      pace.noteMaking(20);
    }
    pace.noteVain(30);
    expect(pace.readersPerMaker()).toBeCloseTo(2, 2);
    expect(pace.readingMs()).toBeCloseTo(10, 2);
  });

  it('is not moved far by one that halts', () => {
    const pace = createPace();
    for (let time = 0; time < 100; time += 1) {
      pace.noteReading(2);
      pace.noteMaking(20);
    }
    pace.noteReading(60);
    expect(pace.readersPerMaker()).toBeLessThan(0.5);
  });
});
