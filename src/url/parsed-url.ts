/** What a delivery URL names. */
import type { Transformation } from '../values/ast.ts';

export const resourceTypes = ['image', 'video', 'raw'] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** Types whose public id may be a whole address: fetched pictures, profiles, thumbnails of videos elsewhere. */
export const remoteTypes = [
  'fetch',
  'url2png',
  'facebook',
  'twitter',
  'twitter_name',
  'gravatar',
  'instagram',
  'youtube',
  'vimeo',
  'hulu',
  'dailymotion',
  'animoto',
  'worldstarhiphop',
] as const;

export const deliveryTypes = [
  'upload',
  'private',
  'authenticated',
  'public',
  'list',
  'multi',
  'text',
  'asset',
  'sprite',
  ...remoteTypes,
] as const;
export type DeliveryType = (typeof deliveryTypes)[number];

/** Which original, whoever asks for it. */
export interface AssetRef {
  readonly cloud: string;
  readonly resourceType: ResourceType;
  readonly type: DeliveryType;
  /** Decoded, without the extension for images and videos; the address itself for `fetch`. */
  readonly publicId: string;
  /** The extension in lower case, if the URL has one. */
  readonly format?: string;
}

export interface ParsedUrl extends AssetRef {
  readonly transformation: Transformation;
  /** Number after `v`; `v1` is what SDKs write when they know none, and counts as none. */
  readonly version?: number;
  /** Last segment of an SEO URL; not part of the identity. */
  readonly seoSuffix?: string;
  /** What stands between `s--` and `--`. */
  readonly signature?: string;
  /** Chain and source exactly as in the URL, the text that a signature covers (LANGUAGE.md section 8). */
  readonly signedText: string;
  /** How much of `signedText` is the chain, which SDKs escape later than the source; absent without a chain. */
  readonly signedChainLength?: number;
}
