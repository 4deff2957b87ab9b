/** Work on one thing in the order in which it was asked for; on different things at the same time. */

export interface OneByOne {
  readonly run: (key: string, work: () => Promise<void>) => Promise<void>;
}

export const createOneByOne = (): OneByOne => {
  const last = new Map<string, Promise<void>>();
  return {
    run: async (key, work) => {
      const previous = last.get(key);
      const mine = previous === undefined ? work() : previous.then(work, work);
      last.set(key, mine);
      try {
        await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
};
