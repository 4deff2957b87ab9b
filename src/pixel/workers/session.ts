/** One original, those of its layers, and the worker that has them open, from the first question to the last. */
import { fail, Failure } from '../../errors.ts';
import type { ContentFile, ContentHints, LayerContent, ReadContent } from '../../ports.ts';
import { isWorthKeeping } from './originals.ts';
import type { Pool } from './pool.ts';
import type { Act, Answer, ContentRef, ContentRefs, Order, Outcomes, SentFailure } from './protocol.ts';
import type { Lease } from './seat.ts';
import type { Spill, SpilledFile } from './spill.ts';
import type { Suspects } from './suspects.ts';
import { WorkerGone } from './worker.ts';

export interface SessionDeps {
  readonly pool: Pool;
  readonly suspects: Suspects;
  readonly spill: Spill;
  readonly maxCacheBytes: number;
  /** What is larger goes to a worker as a file, even if one has to be written. */
  readonly maxPipedBytes: number;
  /** What is not goes through the pipe, even if there is a file. */
  readonly minFileBytes: number;
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
  readonly spilled?: SpilledFile;
}

const maxTries = 3;

/** An original, wherever its bytes are. */
export interface Content extends ContentHints {
  readonly kind: LayerContent['kind'];
  /** Of its bytes. */
  readonly size: number;
  readonly read: ReadContent;
}

/** The original comes first; undefined stands for a layer that is not there. */
export type Contents = readonly [Content, ...(Content | undefined)[]];

export const createSession = (deps: SessionDeps, contents: Contents): Session => {
  const { pool, suspects, spill, maxCacheBytes, maxPipedBytes, minFileBytes, timeoutMs } = deps;
  const [{ key }] = contents;
  /** Files that turned out to be gone. */
  const gonePaths = new Set<string>();
  let lease: Lease | undefined;
  let isOpen = false;

  const letGo = (): void => {
    lease?.release();
    lease = undefined;
    isOpen = false;
  };

  /** Unless it turned out to be gone, or another. */
  const fileOf = ({ file }: Content): ContentFile | undefined =>
    file !== undefined && gonePaths.has(file.path) ? undefined : file;

  /** As little as the worker needs to find an original. */
  const refer = async (content: Content, { held }: Lease, signal: AbortSignal): Promise<Reference> => {
    const { kind, size, read } = content;
    const named = { kind, ...(content.key !== undefined && { key: content.key }) };
    if (content.key !== undefined && held.has(content.key)) return { content: named };
    const file = size > minFileBytes ? fileOf(content) : undefined;
    const bytes = file === undefined ? await read(signal) : undefined;
    if (content.key !== undefined) held.note(content.key, size);
    if (bytes === undefined) return { content: { ...named, ...(file && { file }) } };
    if (size <= maxPipedBytes) return { content: { ...named, bytes } };
    const spilled = await spill.write(bytes);
    return { content: { ...named, file: { path: spilled.path } }, spilled };
  };

  const referAll = async (
    worker: Lease,
    signal: AbortSignal,
  ): Promise<readonly [Reference, ...(Reference | undefined)[]]> => {
    const [original, ...layers] = contents;
    const references: [Reference, ...(Reference | undefined)[]] = [await refer(original, worker, signal)];
    for (const layer of layers) references.push(layer && (await refer(layer, worker, signal)));
    return references;
  };

  /** What it was believed to have, and the files that it was told of, are gone. */
  const forget = (indices: readonly number[], worker: Lease): void => {
    for (const index of indices) {
      const { key: lost, file }: ContentHints = contents[index] ?? {};
      if (lost !== undefined) worker.held.forget(lost);
      if (file !== undefined) gonePaths.add(file.path);
    }
  };

  const order = async (worker: Lease, act: Act, signal: AbortSignal): Promise<Answer> => {
    if (isOpen) return askWithin(worker, { act }, timeoutMs, signal);
    const references = await referAll(worker, signal);
    try {
      const [original, ...layers] = references;
      const sent: ContentRefs = [original.content, ...layers.map((layer) => layer?.content)];
      const answer = await askWithin(worker, { act, contents: sent }, timeoutMs, signal);
      isOpen = answer.kind !== 'missing';
      if (answer.kind === 'missing') forget(answer.indices, worker);
      return answer;
    } finally {
      await Promise.all(references.map(async (reference) => reference?.spilled?.remove()));
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
      const isKept = contents.every(
        (content) =>
          content === undefined || (content.key !== undefined && isWorthKeeping(content.size, maxCacheBytes)),
      );
      if (isOpen && !isKept) lease?.closeImage();
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
