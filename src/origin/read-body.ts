/** Reads an answer's body whole, within a number of bytes and a time. A body that ends too early is no picture. */
import type { Readable } from 'node:stream';
import { fail } from '../errors.ts';
import { asFailure, reasonOf } from './remote-failure.ts';

export interface BodyLimits {
  /** As announced; undefined when it was not. */
  readonly size?: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Always ends with the stream used up or destroyed. */
export const readBody = async (
  body: Readable,
  { size, maxBytes, timeoutMs }: BodyLimits,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  if (size !== undefined && size > maxBytes) {
    body.destroy();
    throw fail('source.too-many-bytes');
  }
  const stop = (): void => {
    body.destroy(reasonOf(signal));
  };
  const timer = setTimeout(() => body.destroy(fail('origin.timeout')), timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return size === undefined ? await collect(body, maxBytes) : await fill(body, size);
  } catch (error) {
    throw asFailure(error, signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (!body.readableEnded) body.destroy();
  }
};

const wrongLength = 'The origin sent another number of bytes than it had announced';

const fill = async (body: Readable, size: number): Promise<Uint8Array> => {
  const bytes = Buffer.allocUnsafeSlow(size); // not of the shared pool: these outlive the call
  let filled = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    if (filled + chunk.length > size) throw fail('origin.unreachable', wrongLength);
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled < size) throw fail('origin.unreachable', wrongLength);
  return bytes;
};

const collect = async (body: Readable, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    total += chunk.length;
    if (total > maxBytes) throw fail('source.too-many-bytes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total);
};
