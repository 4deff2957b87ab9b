/** Time limits: the work is told to stop, and whoever waits is told at once, even if the work does not listen. */
import { type ErrorCode, fail } from '../errors.ts';

export interface TimeLimit {
  readonly timeoutMs: number;
  /** What is thrown when the time is over. */
  readonly code: ErrorCode;
}

/** A signal that follows its parent, and can be aborted by itself. */
interface Linked {
  readonly signal: AbortSignal;
  readonly abort: (reason: unknown) => void;
  readonly unlink: () => void;
}

const link = (parent: AbortSignal): Linked => {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent.reason);
  if (parent.aborted) follow();
  parent.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    unlink: () => parent.removeEventListener('abort', follow),
  };
};

/** The outcome of the work, unless the time is over or the parent is aborted first. */
export const withinTime = async <T>(
  { timeoutMs, code }: TimeLimit,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const { signal, abort, unlink } = link(parent);
  const timer = setTimeout(() => abort(fail(code)), timeoutMs);
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : fail('request.aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(signal), stopped]);
  } finally {
    clearTimeout(timer);
    unlink();
  }
};
