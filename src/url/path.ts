/** Reads the path of a delivery URL: cloud, kind, signature, chain, version, source, in this order. */
import { type Result, refuse, succeed } from '../result.ts';
import type { FoundCloud } from './cloud.ts';
import type { Decoded } from './decoded.ts';
import { findKind, type Kind, rootKind } from './kind.ts';
import { type Middle, readMiddle } from './middle.ts';
import { parseTransformation } from './parse-transformation.ts';
import type { ParsedUrl } from './parsed-url.ts';
import { decodePercent, rawSpan, splitDecoded } from './percent.ts';
import { isRemote, readRemote } from './remote.ts';
import { rawText, readSource, type Source } from './source.ts';

export interface PathOptions {
  readonly findCloud: (segments: readonly Decoded[]) => Result<FoundCloud>;
  readonly maxComponents: number;
}

const noPublicId = (raw: string, at: number): Result<never> =>
  refuse({
    code: 'url.malformed',
    message: `The URL ends before a public id: ${raw}`,
    span: { from: at, to: at },
  });

/** Names what was found, and keeps the text that a signature covers: chain and source, as they stand in the URL. */
const assemble = (
  raw: string,
  cloud: string,
  kind: Kind,
  middle: Middle,
  source: Source,
): Omit<ParsedUrl, 'transformation'> => {
  const { chain, signature, version } = middle;
  const { signedText, ...named } = source;
  const signedChain = rawText(raw, chain);
  return {
    cloud,
    resourceType: kind.resourceType,
    type: kind.type,
    ...named,
    ...(version !== undefined && { version }),
    ...(signature !== undefined && { signature }),
    signedText: signedChain === '' ? signedText : `${signedChain}/${signedText}`,
    ...(signedChain !== '' && { signedChainLength: signedChain.length }),
  };
};

/** What `raw` names from the index `from`, where its path begins, on. Spans count from the beginning of `raw`. */
export const parsePath = (raw: string, from: number, options: PathOptions): Result<ParsedUrl> => {
  const queryMark = raw.indexOf('?', from);
  const to = queryMark === -1 ? raw.length : queryMark;
  const path = decodePercent(raw.slice(from, to), from);
  if (!path.ok) return path;
  const segments = splitDecoded(path.value, '/').filter(({ text }) => text !== '');
  const found = options.findCloud(segments);
  if (!found.ok) return found;
  const kind = findKind(segments, found.value.segments) ?? rootKind;
  const middleFrom = found.value.segments + kind.segments;
  const middle = readMiddle(segments, middleFrom, segments.length - (kind.seo ? 2 : 1));
  if (!middle.ok) return middle;
  const { chain, source: sourceAt } = middle.value;
  const first = segments[sourceAt];
  if (!first) return noPublicId(raw, to);
  const source = isRemote(kind.type, first.text)
    ? readRemote(raw, rawSpan(first).from, to, raw.slice(to + 1))
    : readSource(raw, segments.slice(sourceAt), kind);
  if (!source.ok) return source;
  const transformation = parseTransformation(chain, options);
  if (!transformation.ok) return transformation;
  const named = assemble(raw, found.value.cloud, kind, middle.value, source.value);
  return succeed({ ...named, transformation: transformation.value });
};
