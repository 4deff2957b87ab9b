/**
 * The same content in several places, nearest first. The nearest that answers decides, also that there is nothing; the
 * next one is asked when it fails, takes too long or is asked by too many. Keys are the same everywhere.
 */
import { fail } from '../errors.ts';
import type { Origin, Source } from '../ports.ts';
import { createBreaker } from './breaker.ts';
import { locateIn } from './locate-in.ts';
import { isNoAnswer, isOriginFailure, reasonOf, throwIfAborted } from './remote-failure.ts';

export interface ReplicaOptions {
  readonly replicas: readonly Origin[];
  /** For each of them to answer. */
  readonly timeoutMs: number;
  readonly nowMs?: () => number;
}

type Ask<T> = (origin: Origin, signal: AbortSignal) => Promise<T>;

const within = async <T>(
  timeoutMs: number,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(fail('origin.timeout')), timeoutMs);
  const follow = (): void => controller.abort(reasonOf(parent));
  parent.addEventListener('abort', follow, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener('abort', follow);
  }
};

export const createReplicas = ({ replicas, timeoutMs, nowMs = Date.now }: ReplicaOptions): Origin => {
  const members = replicas.map((origin) => ({ origin, breaker: createBreaker({ nowMs }) }));
  type Member = (typeof members)[number];

  const attempt = async <T>({ origin, breaker }: Member, signal: AbortSignal, ask: Ask<T>): Promise<T> => {
    try {
      const answer = await within(timeoutMs, signal, async (limited) => ask(origin, limited));
      breaker.succeed();
      return answer;
    } catch (error) {
      if (!signal.aborted && isOriginFailure(error)) breaker.fail();
      throw error;
    }
  };

  /** Of the first that answers. With all of them at rest nobody is asked. */
  const first = async <T>(
    candidates: readonly Member[],
    signal: AbortSignal,
    ask: (member: Member, signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    throwIfAborted(signal);
    let failure: unknown = fail('origin.unreachable', 'Every replica has failed a moment ago');
    for (const member of candidates) {
      if (!member.breaker.mayTry()) continue;
      try {
        return await attempt(member, signal, async (_, limited) => ask(member, limited));
      } catch (error) {
        if (signal.aborted || !isNoAnswer(error)) throw error;
        failure = error;
      }
    }
    throw failure;
  };

  /** A body that breaks off is read from the others, if they have the very same. */
  const withOthers = (source: Source, from: Member): Source => ({
    ...source,
    bytes: async (maxBytes, signal) => {
      try {
        return await source.bytes(maxBytes, signal);
      } catch (error) {
        if (signal.aborted || !isOriginFailure(error)) throw error;
        from.breaker.fail();
        const others = members.filter((member) => member !== from);
        if (others.length === 0) throw error;
        return first(others, signal, async ({ origin }, limited) => {
          const opened = await origin.open(source.key, {}, limited);
          if (typeof opened !== 'object') return undefined;
          if (opened.etag === source.etag) return opened.bytes(maxBytes, signal);
          opened.close?.();
          return undefined;
        });
      }
    },
  });

  const openFirst = async (
    signal: AbortSignal,
    ask: Ask<Source | 'not-modified' | undefined>,
  ): Promise<Source | 'not-modified' | undefined> =>
    first(members, signal, async (member, limited) => {
      const opened = await ask(member.origin, limited);
      return typeof opened === 'object' ? withOthers(opened, member) : opened;
    });

  return {
    find: async (name, signal) =>
      first(members, signal, async ({ origin }, limited) => origin.find(name, limited)),
    open: async (key, options, signal) =>
      openFirst(signal, async (origin, limited) => origin.open(key, options, limited)),
    locate: async (name, options, signal) =>
      openFirst(signal, async (origin, limited) => locateIn(origin, name, options, limited)),
    /** One that works is enough. */
    check: async (signal) => {
      const checks = members.map(async ({ origin }) =>
        within(timeoutMs, signal, async (limited) => origin.check(limited)),
      );
      const [failed, ...others] = await Promise.allSettled(checks);
      if (failed?.status === 'rejected' && others.every(({ status }) => status === 'rejected')) {
        throw failed.reason;
      }
    },
  };
};
