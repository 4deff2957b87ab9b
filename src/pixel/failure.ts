/** What sharp and libvips throw, as our failures. The one place that reads their words; the public never sees them. */
import { type ErrorCode, fail, Failure } from '../errors.ts';

/** First match wins. Messages as of libvips 8.18 and sharp 0.35. */
const patterns: readonly (readonly [RegExp, ErrorCode])[] = [
  [/pixel limit/iu, 'source.too-many-pixels'],
  [/too large for the \w+ format/iu, 'output.too-large'],
  [/operation is blocked/iu, 'source.unsupported-format'],
  [/bad page number/iu, 'url.invalid-value'],
  // What only a wrong plan or too little memory brings about.
  [/^Expected |extract_area: |embed: |out of memory|unable to allocate/iu, 'internal.bug'],
];

/**
 * While an original is decoded, its bytes are to blame for whatever is left: damage shows up anywhere in libvips, also
 * as a failure to write what could not be read. Later on, we are.
 */
export const toFailure = (cause: unknown, whileDecoding: boolean): Failure => {
  if (cause instanceof Failure) return cause;
  const text = cause instanceof Error ? cause.message : '';
  const code = patterns.find(([pattern]) => pattern.test(text))?.[1];
  return fail(code ?? (whileDecoding ? 'source.corrupt' : 'internal.bug'), undefined, cause);
};

/** Between two passes is the only moment at which work can be given up: libvips cannot be interrupted. */
export const checkAborted = (signal: AbortSignal): void => {
  if (!signal.aborted) return;
  throw signal.reason instanceof Failure ? signal.reason : fail('request.aborted', undefined, signal.reason);
};
