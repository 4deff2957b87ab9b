/**
 * What tells one content behind an address from another. The server's ETag, if it gives one. Else the time of the last
 * change with the size, where that is strong: a content that changed a moment ago may change again within the same
 * second (RFC 9110, 8.8.2.2). Else nothing but the bytes themselves.
 */
import type { IncomingHttpHeaders } from 'node:http';

const timeOf = (text: string | undefined): number | undefined => {
  const ms = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
};

export const lastModifiedOf = (headers: IncomingHttpHeaders): number | undefined =>
  timeOf(headers['last-modified']);

/** Quotes do not occur in an ETag: none of these marks can be part of one. */
const weakMark = 'W/"';
const timeMark = '"modified"';

/** A weak one is kept with its mark and quotes: bytes that differ behind it mean the same to whoever made it. */
const etagOf = (text: string | undefined): string | undefined =>
  /^"([^"]+)"$/.exec(text ?? '')?.[1] ?? /^W\/"[^"]+"$/.exec(text ?? '')?.[0];

const strongAfterMs = 2000;

/** Undefined: the bytes must be looked at. */
export const identityOf = (headers: IncomingHttpHeaders, nowMs: number): string | undefined => {
  const etag = etagOf(headers.etag);
  if (etag !== undefined) return etag;
  const modifiedMs = lastModifiedOf(headers);
  const length = headers['content-length'];
  if (modifiedMs === undefined || length === undefined) return undefined;
  const saidMs = timeOf(headers.date) ?? nowMs;
  return saidMs - modifiedMs >= strongAfterMs ? `${timeMark}${modifiedMs}-${length}` : undefined;
};

/** The header that asks whether the content still has this identity. */
export const conditionOf = (identity: string): Readonly<Record<string, string>> => {
  if (identity.startsWith(timeMark)) {
    const ms = Number(/^\d+/.exec(identity.slice(timeMark.length))?.[0]);
    return { 'If-Modified-Since': new Date(ms).toUTCString() };
  }
  return { 'If-None-Match': identity.startsWith(weakMark) ? identity : `"${identity}"` };
};
