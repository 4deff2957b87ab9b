/** Whether a request is plain enough for the short way. Reads the raw headers once: an object of them takes longer. */
import type { IncomingMessage } from 'node:http';

export interface Asked {
  readonly isHead: boolean;
  readonly ifNoneMatch?: string;
}

const get: Asked = { isHead: false };
const head: Asked = { isHead: true };

/** What every reader of URLs takes for a host; others have theirs judged on the long way. */
const plainHost = /^[a-z\d._-]+(?::\d{1,5})?$/;

type Meaning = 'date' | 'host' | 'none' | 'not-plain' | 'tag';

/** Most names are of other lengths, and need no closer look. */
const meaningOf = (raw: string): Meaning => {
  switch (raw.length) {
    case 4:
      return raw === 'Host' || raw.toLowerCase() === 'host' ? 'host' : 'none';
    case 5:
      return raw.toLowerCase() === 'range' ? 'not-plain' : 'none';
    case 8:
      return raw.toLowerCase() === 'if-match' ? 'not-plain' : 'none';
    case 13:
      return raw.toLowerCase() === 'if-none-match' ? 'tag' : 'none';
    case 14:
      return raw.toLowerCase() === 'content-length' ? 'not-plain' : 'none'; // there is a body, or may be
    case 17:
      return meaningOfLong(raw.toLowerCase());
    case 19:
      return raw.toLowerCase() === 'if-unmodified-since' ? 'not-plain' : 'none';
    default:
      return 'none';
  }
};

const meaningOfLong = (name: string): Meaning => {
  if (name === 'if-modified-since') return 'date';
  return name === 'transfer-encoding' ? 'not-plain' : 'none';
};

export const readHeaderOf =
  ({ headers }: IncomingMessage) =>
  (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };

/** Undefined when it must go the long way. */
export const readAsked = ({ method, rawHeaders }: IncomingMessage): Asked | undefined => {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const isHead = method === 'HEAD';
  let ifNoneMatch: string | undefined;
  let hasDate = false;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const meaning = meaningOf(rawHeaders[index] ?? '');
    if (meaning === 'none') continue;
    if (meaning === 'not-plain') return undefined;
    const value = rawHeaders[index + 1] ?? '';
    if (meaning === 'host' && !plainHost.test(value)) return undefined;
    if (meaning === 'date') hasDate = true;
    if (meaning !== 'tag') continue;
    if (ifNoneMatch !== undefined) return undefined;
    ifNoneMatch = value;
  }
  if (ifNoneMatch !== undefined) return { isHead, ifNoneMatch }; // and a date counts no more (RFC 9110, 13.1.3)
  if (hasDate) return undefined;
  return isHead ? head : get;
};
