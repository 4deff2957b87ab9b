/**
 * Bounds how many ask one server at a time, with and without a connection. Whoever waits for a connection waits for us:
 * a crowd would take longer to be served than a server may take to answer, and look like a server that is down. Whoever
 * asks whether the server is there at all, or for the rest of what has begun, is no part of it.
 */
import { fail } from '../errors.ts';

export interface Crowd {
  /** Throws `overload.queue-full` when too many are asking that server. */
  readonly ask: <T>(server: string, work: () => Promise<T>) => Promise<T>;
}

/** As many again as have a connection: the wait is that of one answer. */
const perConnection = 2;

export const createCrowd = (maxConnections: number): Crowd => {
  const asking = new Map<string, number>();
  return {
    ask: async (server, work) => {
      const before = asking.get(server) ?? 0;
      if (before >= maxConnections * perConnection) throw fail('overload.queue-full');
      asking.set(server, before + 1);
      try {
        return await work();
      } finally {
        const others = (asking.get(server) ?? 1) - 1;
        if (others === 0) asking.delete(server);
        else asking.set(server, others);
      }
    },
  };
};
