/** What goes wrong on the way to another server, in our words: it took too long, we were told to stop, or it is broken. */
import { Failure, fail } from '../errors.ts';

/** The reason of an abort as a Failure. */
export const reasonOf = (signal: AbortSignal): Failure =>
  signal.reason instanceof Failure ? signal.reason : fail('request.aborted');

export const throwIfAborted = (signal: AbortSignal): void => {
  if (signal.aborted) throw reasonOf(signal);
};

const timeouts = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'EAI_AGAIN']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

export const asFailure = (error: unknown, signal: AbortSignal): Failure => {
  if (signal.aborted) return reasonOf(signal);
  if (error instanceof Failure) return error;
  return fail(timeouts.has(codeOf(error)) ? 'origin.timeout' : 'origin.unreachable', undefined, error);
};

/** The origin is broken, rather than us or what was asked for. */
export const isOriginFailure = (error: unknown): error is Failure =>
  error instanceof Failure && (error.code === 'origin.unreachable' || error.code === 'origin.timeout');

/** It does not tell what it has, be it broken or merely asked by too many: another one may. */
export const isNoAnswer = (error: unknown): error is Failure =>
  isOriginFailure(error) || (error instanceof Failure && error.code === 'overload.queue-full');
