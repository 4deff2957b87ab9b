/** What the front and a worker say to each other: plain data, written by Node's structured clone. */
import type { Diagnostic } from '../../errors.ts';
import type { Facts, Measured } from '../../ops/facts.ts';
import type { PixelMeasure, Plan } from '../../plan/plan.ts';
import type { ContentFile, LayerContent, Rendered, Sample } from '../../ports.ts';
import type { PixelLimits } from '../inspect.ts';

/** Said once, before anything else. */
export interface Setup {
  readonly limits: PixelLimits;
  /** Of the originals that a worker keeps. */
  readonly maxCacheBytes: number;
}

/**
 * Where a worker finds an original. With a key alone it must have it already; a file is used for what is large, so
 * that it never goes through the pipe.
 */
export interface ContentRef {
  readonly kind: LayerContent['kind'];
  readonly key?: string;
  readonly bytes?: Uint8Array;
  readonly file?: ContentFile;
}

/** The original, and what its layers are made of: undefined for a layer that is not there. */
export type ContentRefs = readonly [ContentRef, ...(ContentRef | undefined)[]];

export type Act =
  | { readonly kind: 'deliverable' }
  | { readonly kind: 'facts' }
  | { readonly kind: 'measure'; readonly measure: PixelMeasure }
  | { readonly kind: 'passes'; readonly plan: Plan }
  | { readonly kind: 'render'; readonly plan: Plan }
  | { readonly kind: 'sample'; readonly index: number; readonly maxSide: number };

/** What each act answers. */
export interface Outcomes {
  readonly deliverable: Uint8Array;
  readonly facts: Facts;
  readonly measure: Measured;
  readonly passes: readonly (readonly string[])[];
  readonly render: Rendered;
  readonly sample: Sample;
}

/** `contents` opens originals, in the place of those that were open; without it the act is for those. */
export interface Order {
  readonly act: Act;
  readonly contents?: ContentRefs;
}

export type Request =
  | { readonly kind: 'close' }
  | { readonly kind: 'order'; readonly order: Order }
  | ({ readonly kind: 'setup' } & Setup);

/** A failure as it crosses the pipe: the class would be lost. */
export interface SentFailure {
  readonly diagnostic: Diagnostic;
  readonly cause?: string;
}

export type Answer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly failure: SentFailure }
  /** These of the contents are not kept any more, or their files are gone: send the bytes. */
  | { readonly kind: 'missing'; readonly indices: readonly number[] };

export type Response =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly rssBytes: number }
  | { readonly kind: 'ready' };

/** A message's memory may be part of a larger buffer, which a small picture would keep alive. */
export const detach = (bytes: Uint8Array): Uint8Array =>
  bytes.buffer.byteLength > bytes.byteLength + 4096 ? bytes.slice() : bytes;
