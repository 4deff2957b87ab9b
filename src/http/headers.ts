/** The headers of a delivered picture. */
import type { Caching, Delivered } from '../service/delivered.ts';
import { attachmentOf } from './content-disposition.ts';
import { encodeErrorHeader } from './error-header.ts';
import { serverTimingOf } from './server-timing.ts';
import type { Validators } from './conditional.ts';

export type Headers = Readonly<Record<string, string>>;

/** Names and values in turn: what Node writes quickest. It wants an array that it could change, and does not. */
export const flattenHeaders = (headers: Headers): string[] => Object.entries(headers).flat();

/** On every answer, errors too: pages of any site may show our pictures and read what we say about them. */
export const sharedHeaders: Headers = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Accept-Ranges,Content-Disposition,Content-DPR,Content-Length,Content-Range,ETag,Retry-After,Server-Timing,Vary,X-Cld-Error,X-Content-Type-Options,X-Request-Id',
  'Timing-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
};

export const cacheControlOf = (caching: Caching): string => {
  const { visibility, maxAgeSeconds, staleWhileRevalidateSeconds, immutable } = caching;
  const stale =
    staleWhileRevalidateSeconds > 0 ? `, stale-while-revalidate=${staleWhileRevalidateSeconds}` : '';
  return `${visibility}, no-transform, max-age=${maxAgeSeconds}${stale}${immutable ? ', immutable' : ''}`;
};

export const validatorsOf = ({ variant, lastModifiedMs }: Delivered): Validators => ({
  etag: `"${variant.etag}"`,
  lastModifiedMs: lastModifiedMs ?? variant.createdAtMs,
});

/** What a 304 repeats (RFC 9110, section 15.4.5), and what says nothing about the body. */
export const validationHeaders = (delivered: Delivered): Record<string, string> => {
  const { etag, lastModifiedMs } = validatorsOf(delivered);
  const headers: Record<string, string> = {
    ...sharedHeaders,
    ETag: etag,
    'Last-Modified': new Date(lastModifiedMs).toUTCString(),
    'Cache-Control': cacheControlOf(delivered.caching),
    'Server-Timing': serverTimingOf(delivered),
  };
  if (delivered.standsInFor !== undefined) headers['X-Cld-Error'] = encodeErrorHeader(delivered.standsInFor);
  if (delivered.vary !== undefined) headers['Vary'] = delivered.vary.join(', ');
  // One per source, for caches that purge by tag: Fastly and others read the first, Varnish's xkey the second.
  const keys = delivered.variant.sources.join(' ');
  if (keys !== '') {
    headers['Surrogate-Key'] = keys;
    headers['xkey'] = keys;
  }
  return headers;
};

/** A vector picture that somebody opens as a page of its own must not run or load anything. */
const vectorPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** With what describes the body; `length` is that of what is sent now. */
export const pictureHeaders = (delivered: Delivered, length: number): Record<string, string> => {
  const { contentType } = delivered.variant;
  const headers = validationHeaders(delivered);
  headers['Content-Type'] = contentType;
  headers['Content-Length'] = String(length);
  headers['Accept-Ranges'] = 'bytes';
  if (delivered.dpr !== undefined) headers['Content-DPR'] = delivered.dpr.toFixed(1);
  if (contentType.startsWith('image/svg')) headers['Content-Security-Policy'] = vectorPolicy;
  if (delivered.attachment !== undefined) headers['Content-Disposition'] = attachmentOf(delivered.attachment);
  return headers;
};
