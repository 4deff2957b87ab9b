/** What a delivery answers: everything the HTTP layer needs to write a response, and nothing of HTTP itself. */
import type { ErrorCode } from '../errors.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import type { ResolutionRecord, StoreTier, Variant } from '../ports.ts';

/** Where the bytes came from: a tier of the store, a render, the origin untouched, or the store because the origin is down. */
export type Tier = StoreTier | 'miss' | 'original' | 'stale';

export interface Timing {
  readonly name: 'faces' | 'origin' | 'plan' | 'queue' | 'render' | 'store';
  readonly durationMs: number;
}

/** How long and by whom the answer may be kept. */
export interface Caching {
  readonly visibility: 'private' | 'public';
  readonly maxAgeSeconds: number;
  readonly staleWhileRevalidateSeconds: number;
  readonly immutable: boolean;
}

export interface Delivered {
  readonly url: ParsedUrl;
  readonly variant: Variant;
  readonly tier: Tier;
  readonly timings: readonly Timing[];
  readonly caching: Caching;
  /** Why faces could not be looked for, when that would have made another picture. */
  readonly blind?: ErrorCode;
  /** What is missing, when a default image stands in for it. */
  readonly standsInFor?: string;
  /** Names of the request headers that had a say; absent when nothing was negotiated. */
  readonly vary?: readonly string[];
  /** Pixels of the picture for each of CSS, when the client's hints gave them. */
  readonly dpr?: number;
  /** Name to save under, with its extension, when `fl_attachment` asked for it. */
  readonly attachment?: string;
  /** What a plain hit rests on: it may be given again while the store has both and the record is fresh. */
  readonly basis?: { readonly requestKey: string; readonly record: ResolutionRecord };
  /** Modification time of the original, if its origin knows one. */
  readonly lastModifiedMs?: number;
}
