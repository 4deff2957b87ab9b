/** One GET to one server that may be asked: no redirects, and every stage within its time. */
import {
  request as requestPlain,
  Agent as PlainAgent,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as requestSecure, Agent as SecureAgent } from 'node:https';
import { fail } from '../../errors.ts';
import type { AllowList } from '../guard/allow-list.ts';
import { createGuardedLookUp, refuseHost, type ResolveHost } from '../guard/look-up.ts';
import { familyOf } from '../guard/addresses.ts';
import { asFailure, reasonOf } from '../remote-failure.ts';

export interface RequesterOptions {
  readonly allowList: AllowList;
  /** For the name to be looked up and the connection to stand, once it is our turn to have one. */
  readonly connectTimeoutMs: number;
  /** For the first byte of the answer, from the beginning. */
  readonly answerTimeoutMs: number;
  /** To one server. */
  readonly maxConnections: number;
  readonly resolve?: ResolveHost;
  /** Further certificates to trust. */
  readonly ca?: string;
}

export type Requester = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<IncomingMessage>;

/** Servers close idle connections when they like; one that was closed as we wrote on it was never asked. */
const maxReuses = 3;

const isStaleConnection = (error: unknown, reused: boolean): boolean =>
  reused &&
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'EPIPE');

interface Attempt {
  readonly answer?: IncomingMessage;
  readonly stale?: unknown;
}

export const createRequester = (options: RequesterOptions): Requester => {
  const { allowList, connectTimeoutMs, answerTimeoutMs, maxConnections, resolve, ca } = options;
  const pool = {
    keepAlive: true,
    maxSockets: maxConnections,
    maxFreeSockets: 32,
    scheduling: 'lifo',
  } as const;
  const plain = new PlainAgent(pool);
  const secure = new SecureAgent({ ...pool, ...(ca !== undefined && { ca }) });

  /** Name look-ups are guarded below; an address in the URL itself is never looked up. */
  const check = (url: URL): void => {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (!allowList.allowsUrl(url)) throw refuseHost(url);
    if (familyOf(host) !== undefined && !allowList.allowsAddress(url, host)) throw refuseHost(url);
  };

  const attempt = async (
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Attempt> =>
    new Promise((resolveAttempt, reject) => {
      const isSecure = url.protocol === 'https:';
      const requestOptions: RequestOptions = {
        agent: isSecure ? secure : plain,
        headers,
        lookup: createGuardedLookUp(url, allowList, resolve),
      };
      const asking = (isSecure ? requestSecure : requestPlain)(url, requestOptions);
      const giveUp = (error: Error): void => {
        asking.destroy(error);
      };
      const stop = (): void => giveUp(reasonOf(signal));
      const late = (): void => giveUp(fail('origin.timeout'));
      let connecting: NodeJS.Timeout | undefined;
      const answering = setTimeout(late, answerTimeoutMs);
      const settle = (): void => {
        clearTimeout(connecting);
        clearTimeout(answering);
        signal.removeEventListener('abort', stop);
      };
      asking.once('socket', (socket) => {
        if (!socket.connecting) return;
        connecting = setTimeout(late, connectTimeoutMs);
        socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
      });
      asking.on('error', (error) => {
        settle();
        if (isStaleConnection(error, asking.reusedSocket)) resolveAttempt({ stale: error });
        else reject(asFailure(error, signal));
      });
      asking.once('response', (answer) => {
        settle();
        resolveAttempt({ answer });
      });
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      asking.end();
    });

  return async (url, headers, signal) => {
    check(url);
    let last: unknown;
    for (let tries = 0; tries <= maxReuses; tries += 1) {
      const { answer, stale } = await attempt(url, headers, signal);
      if (answer) return answer;
      last = stale;
    }
    throw asFailure(last, signal);
  };
};
