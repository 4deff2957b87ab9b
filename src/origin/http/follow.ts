/** One GET of an address, along redirects: each of them is checked like the first. */
import type { IncomingMessage } from 'node:http';
import { fail } from '../../errors.ts';
import { drain } from './drain.ts';
import type { Requester } from './request.ts';

/** Undefined: there is nothing for us. */
export type Answer = IncomingMessage | 'not-modified' | undefined;

const maxRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Of the 4xx, those that speak of the server's trouble rather than of what was asked for. */
const troubles = new Set([407, 408, 421, 425, 429]);

/**
 * 404 and 410 say that nothing is there. So do 403, as stores answer that do not let us list, and 401 and the others:
 * whatever the reason, there is no picture for the public at this address, and asking again will not help.
 */
const read = async (answer: IncomingMessage, url: URL): Promise<Answer> => {
  const status = answer.statusCode ?? 0;
  if (status === 200 || status === 203) return answer;
  await drain(answer);
  if (status === 304) return 'not-modified';
  if (status >= 400 && status < 500 && !troubles.has(status)) return undefined;
  throw fail('origin.unreachable', `The origin ${url.host} answered ${status}`);
};

const targetOf = (answer: IncomingMessage, from: URL): URL => {
  try {
    return new URL(answer.headers.location ?? '', from);
  } catch {
    throw fail('origin.unreachable', `The origin ${from.host} redirects to no address`);
  }
};

export const createFollow =
  (ask: Requester) =>
  async (url: URL, condition: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer> => {
    const headers = { Accept: '*/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Darkroom', ...condition };
    let at = url;
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      const answer = await ask(at, headers, signal);
      if (!redirects.has(answer.statusCode ?? 0)) return read(answer, at);
      await drain(answer);
      if (answer.headers.location === undefined) break;
      at = targetOf(answer, at);
    }
    throw fail('origin.unreachable', `The origin ${url.host} redirects too often, or to nowhere`);
  };
