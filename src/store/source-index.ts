/** Which keys were made from a source: what a purge looks up. Grows and shrinks with the cache that it belongs to. */

export interface SourceIndex {
  readonly add: (key: string, sourceHashes: readonly string[]) => void;
  readonly remove: (key: string, sourceHashes: readonly string[]) => void;
  readonly keysOf: (sourceHash: string) => readonly string[];
}

export const createSourceIndex = (): SourceIndex => {
  const keys = new Map<string, Set<string>>();
  return {
    add: (key, sourceHashes) => {
      for (const hash of sourceHashes) keys.set(hash, (keys.get(hash) ?? new Set()).add(key));
    },
    remove: (key, sourceHashes) => {
      for (const hash of sourceHashes) {
        const set = keys.get(hash);
        set?.delete(key);
        if (set?.size === 0) keys.delete(hash);
      }
    },
    keysOf: (sourceHash) => [...(keys.get(sourceHash) ?? [])],
  };
};
