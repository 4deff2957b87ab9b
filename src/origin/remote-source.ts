/**
 * An original on another server, whose answer has begun to arrive. The body is held for whoever reads it first; it is
 * let go of when nobody does, and asked for again when it is read after that.
 */
import type { Readable } from 'node:stream';
import { fail } from '../errors.ts';
import type { Source, SourceIdentity } from '../ports.ts';
import { readBody } from './read-body.ts';
import { throwIfAborted } from './remote-failure.ts';

export interface RemoteBody {
  readonly stream: Readable;
  /** Absent when the server did not say, or when the stream is unpacked on the way. */
  readonly size?: number;
}

export interface RemoteSourceOptions {
  readonly identity: SourceIdentity;
  readonly size: number;
  readonly body: RemoteBody;
  /** The body once more; undefined when the server has other content now, or none. */
  readonly reopen: (signal: AbortSignal) => Promise<RemoteBody | undefined>;
  readonly timeoutMs: number;
  /** How long an answer waits to be read, with its connection. */
  readonly holdMs: number;
}

export const createRemoteSource = (options: RemoteSourceOptions): Source => {
  const { identity, size, reopen, timeoutMs, holdMs } = options;
  let held: RemoteBody | undefined = options.body;
  const timer = setTimeout(() => letGo(), holdMs);
  timer.unref();

  /** The server may cut the connection while nobody reads. */
  const forget = (): void => {
    held = undefined;
  };
  options.body.stream.on('error', forget);

  const take = (): RemoteBody | undefined => {
    clearTimeout(timer);
    const body = held?.stream.destroyed === true ? undefined : held;
    held = undefined;
    return body;
  };
  const letGo = (): void => {
    take()?.stream.destroy();
  };

  return {
    ...identity,
    size,
    bytes: async (maxBytes, signal) => {
      if (signal.aborted) letGo();
      throwIfAborted(signal);
      const body = take() ?? (await reopen(signal));
      if (body === undefined) return undefined;
      const { stream, size: announced } = body;
      const limits = { maxBytes, timeoutMs, ...(announced !== undefined && { size: announced }) };
      return readBody(stream, limits, signal);
    },
    close: letGo,
  };
};

/** An original that had to be read already to be known. */
export const createReadSource = (identity: SourceIdentity, bytes: Uint8Array): Source => ({
  ...identity,
  size: bytes.byteLength,
  bytes: async (maxBytes, signal) => {
    throwIfAborted(signal);
    if (bytes.byteLength > maxBytes) throw fail('source.too-many-bytes');
    return Promise.resolve(bytes);
  },
});
