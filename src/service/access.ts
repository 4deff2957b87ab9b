/** Who may have what: signatures, and the kinds of asset that are not delivered. */
import { Failure, fail } from '../errors.ts';
import { findUnsupported } from '../plan/unsupported.ts';
import { leavesPixels } from '../plan/untouched.ts';
import type { Hashing } from '../ports.ts';
import type { DeliveryType, ParsedUrl } from '../url/parsed-url.ts';
import { signatureMatches } from '../url/signature.ts';
import type { LayerAsset } from './layers.ts';

export interface AccessPolicy {
  /** The secrets that sign a cloud's URLs; none for a cloud that nobody knows. */
  readonly secretsOf: (cloud: string) => readonly string[];
  /** Whether pictures may be fetched from this address; none may when absent. */
  readonly mayFetch?: (address: string) => boolean;
}

const delivered: ReadonlySet<DeliveryType> = new Set(['upload', 'private', 'authenticated', 'fetch']);

/** What caches between us and the visitor must not keep. */
export const isRestricted = (type: DeliveryType): boolean => type === 'private' || type === 'authenticated';

/** Of a private original only the original itself needs a signature; of an authenticated one everything does. */
const needsSignature = ({ type, transformation }: ParsedUrl): boolean =>
  type === 'authenticated' || (type === 'private' && leavesPixels(transformation));

/** Throws unless the URL may be answered. Nothing is looked up before this has passed. */
export const checkAccess = (url: ParsedUrl, policy: AccessPolicy, hashing: Hashing): void => {
  const { secretsOf, mayFetch } = policy;
  if (url.signature !== undefined) {
    if (!signatureMatches(url, secretsOf(url.cloud), hashing.digest)) throw fail('auth.signature-mismatch');
  } else if (needsSignature(url)) {
    throw fail('auth.signature-required', `This URL must be signed, for it is of type ${url.type}`);
  }
  if (url.type === 'fetch' && mayFetch?.(url.publicId) !== true) {
    throw fail('auth.host-not-allowed', `The host is not allowed: ${hostOf(url.publicId)}`);
  }
  if (!delivered.has(url.type)) throw fail('url.unsupported', `Not supported: delivery type ${url.type}`);
  if (url.resourceType === 'video') throw fail('url.unsupported', 'Not supported: video');
  if (url.resourceType === 'raw' && url.type === 'fetch') {
    throw fail('url.unsupported', 'Not supported: fetching raw files');
  }
  if (url.resourceType === 'raw' && url.transformation.length > 0) {
    throw fail('url.unsupported', 'Not supported: transformations of raw files');
  }
  const [unsupported] = findUnsupported(url.transformation);
  if (unsupported) throw new Failure(unsupported);
};

/** A layer is seen by whoever sees the picture: what is not for everybody needs a URL that one of us has signed. */
export const checkLayers = (
  { signature }: ParsedUrl,
  layers: readonly LayerAsset[],
  { mayFetch }: AccessPolicy,
): void => {
  for (const { kind, type, publicId } of layers) {
    if (type === 'fetch' && mayFetch?.(publicId) !== true) {
      throw fail('auth.host-not-allowed', `The host is not allowed: ${hostOf(publicId)}`);
    }
    if (kind === 'image' && isRestricted(type) && signature === undefined) {
      throw fail(
        'auth.signature-required',
        `This URL must be signed, for the layer ${publicId} is of type ${type}`,
      );
    }
  }
};

const hostOf = (address: string): string => /^[a-z]+:\/{1,2}([^/?#]*)/i.exec(address)?.[1] ?? address;
