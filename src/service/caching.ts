/** How long an answer may be kept, by whom, and the name to save it under. */
import type { DeliveryFlags } from '../plan/delivery-flags.ts';
import { namesCurrentVersion } from '../plan/record.ts';
import type { Variant } from '../ports.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { isRestricted } from './access.ts';
import { extensionOf, rawContentType } from './content-types.ts';
import type { Caching } from './delivered.ts';
import type { Resolved } from './make-variant.ts';

export interface CachingSettings {
  /** Absent: long for what cannot change any more, short for the rest. */
  readonly maxAgeSeconds?: number;
  readonly staleWhileRevalidateSeconds: number;
}

const minuteSeconds = 60;
const hourSeconds = 60 * minuteSeconds;
const monthSeconds = 30 * 24 * hourSeconds;

/** `fl_immutable_cache` is the owner's word that this URL will never show anything else. */
export const cachingOf = (
  url: ParsedUrl,
  flags: DeliveryFlags,
  { sources, tier, variant, blind }: Resolved,
  settings: CachingSettings,
): Caching => {
  const visibility = isRestricted(url.type) ? 'private' : 'public';
  if (tier === 'stale' || variant.provisional === true || blind !== undefined) {
    return { visibility, maxAgeSeconds: minuteSeconds, staleWhileRevalidateSeconds: 0, immutable: false };
  }
  const immutable = namesCurrentVersion(sources, url.version) || flags.immutable;
  return {
    visibility,
    maxAgeSeconds: settings.maxAgeSeconds ?? (immutable ? monthSeconds : hourSeconds),
    staleWhileRevalidateSeconds: settings.staleWhileRevalidateSeconds,
    immutable,
  };
};

/** Of an answer that is another as soon as the missing original comes. */
export const cachingOfDefault: Caching = {
  visibility: 'private',
  maxAgeSeconds: minuteSeconds,
  staleWhileRevalidateSeconds: 0,
  immutable: false,
};

/** The last part of a public id, as a file would be called. */
const baseName = (publicId: string): string => publicId.slice(publicId.lastIndexOf('/') + 1);

/** With its extension; undefined when the picture is to be shown. */
export const attachmentOf = (
  url: ParsedUrl,
  { attachment }: DeliveryFlags,
  { contentType }: Variant,
): string | undefined => {
  if (contentType === rawContentType) {
    return baseName(url.format === undefined ? url.publicId : `${url.publicId}.${url.format}`);
  }
  if (attachment === undefined) return undefined;
  const name = attachment === '' ? (url.seoSuffix ?? baseName(url.publicId)) : attachment;
  const extension = extensionOf(contentType);
  return extension === undefined || name.endsWith(`.${extension}`) ? name : `${name}.${extension}`;
};
