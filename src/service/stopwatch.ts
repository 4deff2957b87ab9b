/** How long each stage of a request took; stages that come again add up. */
import type { Timing } from './delivered.ts';

export interface Stopwatch {
  readonly time: <T>(name: Timing['name'], work: () => Promise<T>) => Promise<T>;
  readonly timings: () => readonly Timing[];
}

export const createStopwatch = (): Stopwatch => {
  const durations = new Map<Timing['name'], number>();
  return {
    time: async (name, work) => {
      const startedMs = performance.now();
      try {
        return await work();
      } finally {
        durations.set(name, (durations.get(name) ?? 0) + performance.now() - startedMs);
      }
    },
    timings: () => [...durations].map(([name, durationMs]) => ({ name, durationMs })),
  };
};
