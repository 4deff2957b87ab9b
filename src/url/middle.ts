/** What stands between the kind and the source of a delivery URL: signature, chain and version, in this order. */
import { type Result, refuse, succeed } from '../result.ts';
import type { Decoded } from './decoded.ts';
import { rawSpan } from './percent.ts';
import { looksLikeComponent, looksLikeSignature, looksLikeVersion } from './segment.ts';

export interface Middle {
  readonly signature?: string;
  readonly chain: readonly Decoded[];
  readonly version?: number;
  /** Index of the source's first segment; there may be none. */
  readonly source: number;
}

/** More than any time in seconds has, and still an exact number. */
const maxVersionDigits = 15;

const misplacedSignature = (segment: Decoded): Result<never> =>
  refuse({
    code: 'url.malformed',
    message: `The signature ${segment.text} belongs before the transformation and the version`,
    span: rawSpan(segment),
  });

const hugeVersion = (segment: Decoded): Result<never> =>
  refuse({
    code: 'url.malformed',
    message: `The version ${segment.text} has more than ${maxVersionDigits} digits`,
    span: rawSpan(segment),
  });

/** Index of the first segment from `from` on that is no component; `end` at the latest. */
const findChainEnd = (segments: readonly Decoded[], from: number, end: number): number => {
  const length = segments.slice(from, end).findIndex(({ text }) => !looksLikeComponent(text));
  return length === -1 ? Math.max(from, end) : from + length;
};

/** The segments from `end` on are the source's, whatever they look like. */
export const readMiddle = (segments: readonly Decoded[], from: number, end: number): Result<Middle> => {
  const first = segments[from];
  const signature = first && looksLikeSignature(first.text) ? first.text.slice(3, -2) : undefined;
  const chainFrom = signature === undefined ? from : from + 1;
  const chainEnd = findChainEnd(segments, chainFrom, end);
  const candidate = chainEnd < end ? segments[chainEnd] : undefined;
  const version = candidate && looksLikeVersion(candidate.text) ? candidate : undefined;
  if (version && version.text.length - 1 > maxVersionDigits) return hugeVersion(version);
  const source = version ? chainEnd + 1 : chainEnd;
  const next = segments[source];
  if (next && looksLikeSignature(next.text)) return misplacedSignature(next);
  return succeed({
    chain: segments.slice(chainFrom, chainEnd),
    source,
    ...(signature !== undefined && { signature }),
    ...(version && { version: Number(version.text.slice(1)) }),
  });
};
