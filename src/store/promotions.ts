/**
 * What was found in a slower tier may be kept in a quicker one, unless, while it was being read, its source was purged
 * or something newer was put in its place: then it would come back from the dead.
 */

export interface Reading {
  readonly isCurrent: () => boolean;
  readonly end: () => void;
}

export interface Promotions {
  readonly begin: (key: string) => Reading;
  /** Something newer is being put. */
  readonly overtake: (key: string) => void;
  readonly whileDropping: <T>(drop: () => Promise<T>) => Promise<T>;
}

export const createPromotions = (): Promotions => {
  const readings = new Map<string, Set<{ isCurrent: boolean }>>();
  let dropping = 0;

  const overtake = (key: string): void => {
    for (const reading of readings.get(key) ?? []) reading.isCurrent = false;
  };

  return {
    begin: (key) => {
      const reading = { isCurrent: dropping === 0 };
      const same = readings.get(key) ?? new Set();
      readings.set(key, same.add(reading));
      return {
        isCurrent: () => reading.isCurrent,
        end: () => {
          same.delete(reading);
          if (same.size === 0 && readings.get(key) === same) readings.delete(key);
        },
      };
    },
    overtake,
    whileDropping: async (drop) => {
      dropping += 1;
      for (const key of readings.keys()) overtake(key); // few, and which source they are of is not known yet
      try {
        return await drop();
      } finally {
        dropping -= 1;
      }
    },
  };
};
