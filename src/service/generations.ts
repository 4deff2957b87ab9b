/**
 * Keeps what was begun before a purge from being stored after it. Everything in the making belongs to the present
 * generation of each of its sources; a purge ends that generation.
 */
export interface Making {
  /**
   * Writes, unless one of the sources was purged since the making began: then answers false. A purge that comes while
   * it writes waits for it, and drops what was written.
   */
  readonly store: (write: () => Promise<void>) => Promise<boolean>;
  readonly end: () => void;
}

export interface Generations {
  /** `onPurged` is called once, when any of the sources is purged before the end. */
  readonly begin: (sourceHashes: readonly string[], onPurged: () => void) => Making;
  readonly purge: <T>(sourceHash: string, drop: () => Promise<T>) => Promise<T>;
}

interface Current {
  readonly onPurged: () => void;
  purged: boolean;
  writing: Promise<unknown>;
}

export const createGenerations = (): Generations => {
  /** What is in the making, by source: never more than what runs. */
  const makings = new Map<string, Set<Current>>();

  const begin = (sourceHashes: readonly string[], onPurged: () => void): Making => {
    const current: Current = { onPurged, purged: false, writing: Promise.resolve() };
    for (const hash of sourceHashes) makings.set(hash, (makings.get(hash) ?? new Set()).add(current));
    return {
      store: async (write) => {
        if (current.purged) return false;
        const writing = write();
        current.writing = writing.catch(() => undefined);
        await writing;
        return true;
      },
      end: () => {
        for (const hash of sourceHashes) {
          const set = makings.get(hash);
          set?.delete(current);
          if (set?.size === 0) makings.delete(hash);
        }
      },
    };
  };

  const endGeneration = (sourceHash: string): readonly Current[] => {
    const ended = [...(makings.get(sourceHash) ?? [])].filter(({ purged }) => !purged);
    for (const current of ended) {
      current.purged = true;
      current.onPurged();
    }
    return ended;
  };

  const purge = async <T>(sourceHash: string, drop: () => Promise<T>): Promise<T> => {
    await Promise.all(endGeneration(sourceHash).map(async ({ writing }) => writing));
    const dropped = await drop();
    endGeneration(sourceHash); // what began during the drop may have found what was not dropped yet
    return dropped;
  };

  return { begin, purge };
};
