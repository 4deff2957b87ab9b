/** One original and the worker that has it open, from the first question to the last. */
import { fail, Failure } from '../../errors.ts';
import type { ContentHints, ReadContent } from '../../ports.ts';
import { isWorthKeeping } from './originals.ts';
import type { Pool } from './pool.ts';
import type { Act, Answer, ContentRef, Order, Outcomes, SentFailure } from './protocol.ts';
import type { Lease } from './seat.ts';
import type { Spill, SpilledFile } from './spill.ts';
import type { Suspects } from './suspects.ts';
import { WorkerGone } from './worker.ts';

export interface SessionDeps {
  readonly pool: Pool;
  readonly suspects: Suspects;
  readonly spill: Spill;
  readonly maxCacheBytes: number;
  /** What is larger goes to a worker as a file. */
  readonly maxPipedBytes: number;
  /** For one act, whatever the caller's signal says. */
  readonly timeoutMs: number;
}

export interface Session {
  readonly ask: <A extends Act>(act: A, signal: AbortSignal) => Promise<Outcomes[A['kind']]>;
  readonly close: () => void;
}

interface Reference {
  readonly content: ContentRef;
  /** Ours to remove. */
  readonly file?: SpilledFile;
}

const maxTries = 3;

/** An original, wherever its bytes are. */
export interface Content extends ContentHints {
  /** Of its bytes. */
  readonly size: number;
  readonly read: ReadContent;
}

export const createSession = (deps: SessionDeps, content: Content): Session => {
  const { pool, suspects, spill, maxCacheBytes, maxPipedBytes, timeoutMs } = deps;
  const { key, size, read } = content;
  let lease: Lease | undefined;
  let isOpen = false;
  let givenPath = content.path;

  const letGo = (): void => {
    lease?.release();
    lease = undefined;
    isOpen = false;
  };

  /** As little as the worker needs to find the original. */
  const refer = async ({ held }: Lease, signal: AbortSignal): Promise<Reference> => {
    const named = key === undefined ? {} : { key };
    if (key !== undefined && held.has(key)) return { content: named };
    const isLarge = size > maxPipedBytes;
    const bytes = isLarge && givenPath !== undefined ? undefined : await read(signal);
    if (key !== undefined) held.note(key, size);
    if (bytes === undefined) return { content: { ...named, path: givenPath } };
    if (!isLarge) return { content: { ...named, bytes } };
    const file = await spill.write(bytes);
    return { content: { ...named, path: file.path }, file };
  };

  const order = async (worker: Lease, act: Act, signal: AbortSignal): Promise<Answer> => {
    if (isOpen) return askWithin(worker, { act }, timeoutMs, signal);
    const { content: sent, file } = await refer(worker, signal);
    try {
      const answer = await askWithin(worker, { act, content: sent }, timeoutMs, signal);
      isOpen = answer.kind !== 'missing';
      if (!isOpen && key !== undefined) worker.held.forget(key);
      if (!isOpen && sent.path !== undefined) givenPath = undefined;
      return answer;
    } finally {
      await file?.remove();
    }
  };

  /** What it does not have any more it is sent: by its name, by the path that we were given, and then for certain. */
  const orderAnyway = async (worker: Lease, act: Act, signal: AbortSignal): Promise<unknown> => {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const answer = await order(worker, act, signal);
      if (answer.kind === 'done') return answer.value;
      if (answer.kind === 'failed') throw openFailure(answer.failure);
    }
    throw fail('internal.bug', 'A worker cannot find an original that it was sent');
  };

  const ask: Session['ask'] = async (act, signal) => {
    for (;;) {
      if (suspects.isBarred(key)) throw fail('render.crashed');
      lease ??= await pool.lease(key, signal);
      try {
        return (await orderAnyway(lease, act, signal)) as never;
      } catch (error) {
        if (!(error instanceof WorkerGone)) throw error;
        letGo();
        if (!suspects.accuse(key)) throw fail('render.crashed', undefined, error);
      }
    }
  };

  return {
    ask: async (act, signal) => {
      const outcome = await ask(act, signal);
      suspects.clear(key);
      return outcome;
    },
    close: () => {
      // What the worker keeps anyway may stay open, which saves a message.
      if (isOpen && (key === undefined || !isWorthKeeping(size, maxCacheBytes))) lease?.closeImage();
      letGo();
    },
  };
};

const openFailure = ({ diagnostic, cause }: SentFailure): Failure =>
  new Failure(diagnostic, cause === undefined ? undefined : { cause: new Error(cause) });

/**
 * The worker is killed when the time is over, because nothing else ends a render. Whoever merely leaves gets away at
 * once, and the worker is free when it has done what it was asked.
 */
const askWithin = async (
  lease: Lease,
  order: Order,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Answer> => {
  if (signal.aborted) throw reasonOf(signal);
  return new Promise<Answer>((resolve, reject) => {
    const end = (failure: Failure): void => {
      if (failure.code === 'render.deadline') lease.kill();
      reject(failure);
    };
    const timer = setTimeout(() => end(fail('render.deadline')), timeoutMs);
    const giveUp = (): void => end(reasonOf(signal));
    signal.addEventListener('abort', giveUp, { once: true });
    lease
      .ask(order)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
      });
  });
};

const reasonOf = ({ reason }: AbortSignal): Failure =>
  reason instanceof Failure ? reason : fail('request.aborted', undefined, reason);
