/** Which cloud a request is for, and where in its path the rest begins. */
import { type Result, refuse, succeed } from '../result.ts';
import type { Decoded } from './decoded.ts';
import { findKind, findKindPair } from './kind.ts';
import { rawSpan } from './percent.ts';
import { looksLikeComponent, looksLikeSignature, looksLikeVersion } from './segment.ts';

export interface Clouds {
  /** The cloud of URLs that name none. */
  readonly defaultCloud: string;
  readonly isCloud: (name: string) => boolean;
}

export interface FoundCloud {
  readonly cloud: string;
  /** How many segments it takes: none or one. */
  readonly segments: number;
}

const unknownCloud = (first: Decoded): Result<never> =>
  refuse({
    code: 'url.unknown-cloud',
    message: `Unknown cloud ${first.text}`,
    span: rawSpan(first),
    hint: looksLikeComponent(first.text)
      ? 'A transformation stands behind the resource and delivery type, not before them.'
      : 'The first segment names a cloud that is not configured here; for a folder, write /v1/ before it.',
  });

/**
 * A kind in first place wins over a cloud of that name (`/image/upload/...` has no cloud), except where another kind
 * stands behind it (`/image/image/upload/...`). A version or a signature in first place is never a cloud.
 */
export const findCloud = (
  segments: readonly Decoded[],
  { defaultCloud, isCloud }: Clouds,
): Result<FoundCloud> => {
  const [first] = segments;
  const none = succeed({ cloud: defaultCloud, segments: 0 });
  if (first === undefined) return none;
  const kind = findKind(segments, 0);
  if (isCloud(first.text) && (!kind || findKind(segments, 1))) {
    return succeed({ cloud: first.text, segments: 1 });
  }
  if (kind || looksLikeVersion(first.text) || looksLikeSignature(first.text)) return none;
  return findKindPair(segments, 1) ? unknownCloud(first) : none;
};
