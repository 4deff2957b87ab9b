/**
 * Load shedding: the short way to a 503. At ten times the load that can be borne nine of ten are told that there is no
 * place, and what telling them takes is taken from those who get a picture. So while there is none, a request goes past
 * the Fetch adapter and the router, as far as is needed to see that it would be refused, and to no other end: whatever
 * else is to be said of it is said on the long way.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '../errors.ts';
import type { Client } from '../plan/negotiate.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { readClient } from './client.ts';
import { type PreparedError, prepareError } from './errors.ts';
import { flattenHeaders } from './headers.ts';
import { readAsked, readHeaderOf } from './plain-request.ts';
import { isOwnPath } from './own-paths.ts';
import { isTooLong, pathOfTarget } from './target.ts';

export interface SheddingDeps {
  /** Whether there may be no place; asked for every request. */
  readonly isFull: () => boolean;
  /** Throws `overload.queue-full` for a request that would be refused. */
  readonly shed: (url: ParsedUrl, client: Client) => Promise<void>;
  readonly parse: (target: string) => ParsedUrl;
}

export interface Shedding {
  /** Undefined when it has nothing to do with this request; false when it turns out so. The request is untouched then. */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean> | undefined;
}

const answerWith = (
  { status, headers, body }: PreparedError,
  outgoing: ServerResponse,
  isHead: boolean,
): void => {
  outgoing.writeHead(status, flattenHeaders(headers));
  outgoing.end(isHead ? undefined : body);
};

const mayBePicture = (target: string): boolean =>
  target.startsWith('/') && !isTooLong(target) && !isOwnPath(pathOfTarget(target));

export const createShedding = ({ isFull, shed, parse }: SheddingDeps): Shedding => {
  const findRefusal = async (target: string, client: Client): Promise<Failure | undefined> => {
    try {
      await shed(parse(target), client);
      return undefined;
    } catch (error) {
      return error instanceof Failure && error.code === 'overload.queue-full' ? error : undefined;
    }
  };

  return {
    answer: (incoming, outgoing) => {
      const { url } = incoming;
      if (url === undefined || !mayBePicture(url) || !isFull()) return undefined;
      const asked = readAsked(incoming);
      if (asked === undefined) return undefined;
      return findRefusal(url, readClient(readHeaderOf(incoming))).then((refusal) => {
        if (refusal) answerWith(prepareError(refusal.diagnostic), outgoing, asked.isHead);
        return refusal !== undefined;
      });
    },
  };
};
