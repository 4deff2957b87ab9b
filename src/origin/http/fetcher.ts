/** Opens addresses: what HTTP origins and `image/fetch` have in common. All connections are made here. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors.ts';
import type { OpenOptions, Source } from '../../ports.ts';
import { createCrowd } from '../crowd.ts';
import { createReadSource, createRemoteSource, type RemoteBody } from '../remote-source.ts';
import { readBody } from '../read-body.ts';
import { asFailure, reasonOf, throwIfAborted } from '../remote-failure.ts';
import { createTurns } from '../turns.ts';
import { createFollow } from './follow.ts';
import { conditionOf, identityOf, lastModifiedOf } from './identity.ts';
import { peek } from './peek.ts';
import { createRequester, type RequesterOptions } from './request.ts';
import { unpack } from './unpack.ts';

export interface FetcherOptions extends Pick<RequesterOptions, 'allowList' | 'ca' | 'resolve'> {
  readonly maxBytes: number;
  /** For an answer to begin. */
  readonly timeoutMs: number;
  /** For its body; the same when absent. */
  readonly bodyTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly holdMs?: number;
  readonly maxConnections?: number;
  readonly nowMs?: () => number;
}

export interface Fetcher {
  /** The content at an address, under a key of the caller's. */
  readonly open: (
    url: URL,
    key: string,
    options: OpenOptions,
    signal: AbortSignal,
  ) => Promise<Source | 'not-modified' | undefined>;
  /** Throws when the server behind the address does not answer in earnest. */
  readonly check: (url: URL, signal: AbortSignal) => Promise<void>;
}

const defaultHoldMs = 5000;
const defaultConnectTimeoutMs = 3000;
const defaultConnections = 64; // to one server
/** Read at once when the server does not say how long the body is. */
const aheadBytes = 4 * 1024 * 1024;
/** Bodies longer than that which must be read to be known: they stand outside of every other bound on memory. */
const wholeAtOnce = 2;

const hashOf = (bytes: Uint8Array): string =>
  `"sha256"${createHash('sha256').update(bytes).digest('base64url')}`;

interface Opened {
  readonly identity: string;
  readonly lastModifiedMs?: number;
  readonly body?: RemoteBody;
  /** Instead of the body: everything, already read. */
  readonly bytes?: Uint8Array;
}

export const createFetcher = (options: FetcherOptions): Fetcher => {
  const { maxBytes, timeoutMs, holdMs = defaultHoldMs, nowMs = Date.now } = options;
  const { bodyTimeoutMs = timeoutMs, maxConnections = defaultConnections } = options;
  const connectTimeoutMs = Math.min(options.connectTimeoutMs ?? defaultConnectTimeoutMs, timeoutMs);
  const follow = createFollow(
    createRequester({
      ...options,
      connectTimeoutMs,
      answerTimeoutMs: timeoutMs,
      maxConnections,
    }),
  );
  const crowd = createCrowd(maxConnections);
  const inTurn = createTurns(wholeAtOnce);

  /** A body whose length nobody has said, or that alone says what it is, is read ahead. */
  const know = async (answer: IncomingMessage, signal: AbortSignal): Promise<Opened> => {
    const body = unpack(answer);
    const identity = identityOf(answer.headers, nowMs());
    const lastModifiedMs = lastModifiedOf(answer.headers);
    const known = lastModifiedMs === undefined ? {} : { lastModifiedMs };
    if (identity !== undefined && body.size !== undefined) return { identity, ...known, body };
    if ((body.size ?? 0) > maxBytes) {
      body.stream.destroy();
      throw fail('source.too-many-bytes');
    }
    const { bytes, rest } = await peekInTime(body, signal);
    if (bytes !== undefined) return { identity: identity ?? hashOf(bytes), ...known, bytes };
    const stream = rest ?? body.stream;
    if (identity !== undefined) return { identity, ...known, body: { stream } };
    const all = await inTurn(
      async () => readBody(stream, { maxBytes, timeoutMs: bodyTimeoutMs }, signal),
      signal,
    ).catch((error: unknown) => {
      stream.destroy();
      throw error;
    });
    return { identity: hashOf(all), ...known, bytes: all };
  };

  const peekInTime = async ({ stream, size }: RemoteBody, signal: AbortSignal) => {
    const stop = (): void => {
      stream.destroy(reasonOf(signal));
    };
    const timer = setTimeout(() => stream.destroy(fail('origin.timeout')), bodyTimeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const peeked = await peek(stream, Math.min(aheadBytes, maxBytes));
      if (peeked.bytes !== undefined && size !== undefined && peeked.bytes.length !== size) {
        throw fail('origin.unreachable', 'The origin cut the original short');
      }
      return peeked;
    } catch (error) {
      stream.destroy();
      throw asFailure(error, signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  };

  const reopen = async (url: URL, identity: string, signal: AbortSignal): Promise<RemoteBody | undefined> => {
    const answer = await follow(url, {}, signal);
    if (typeof answer !== 'object') return undefined;
    if (identityOf(answer.headers, nowMs()) === identity) return unpack(answer);
    answer.destroy();
    return undefined;
  };

  return {
    open: async (url, key, { ifNoneMatch }, signal) => {
      throwIfAborted(signal);
      const condition = ifNoneMatch === undefined ? {} : conditionOf(ifNoneMatch);
      const answer = await crowd.ask(url.host, async () => follow(url, condition, signal));
      if (typeof answer !== 'object') return answer;
      const { identity: etag, lastModifiedMs, body, bytes } = await know(answer, signal);
      if (etag === ifNoneMatch) {
        body?.stream.destroy();
        return 'not-modified';
      }
      const identity = { key, etag, ...(lastModifiedMs !== undefined && { lastModifiedMs }) };
      if (body === undefined) return createReadSource(identity, bytes ?? new Uint8Array());
      return createRemoteSource({
        identity,
        size: body.size ?? maxBytes,
        body,
        reopen: async (reading) => reopen(url, etag, reading),
        timeoutMs: bodyTimeoutMs,
        holdMs,
      });
    },

    check: async (url, signal) => {
      const answer = await follow(url, {}, signal);
      if (typeof answer === 'object') answer.destroy();
    },
  };
};
