/**
 * The interfaces between the use cases and the world: types only.
 * Absence is `undefined`, broken is a thrown Failure, and every call that may take long takes an AbortSignal.
 */
import type { Facts } from './ops/facts.ts';
import type { Box, Operation } from './ops/operation.ts';
import type { Plan, TrimMeasure } from './plan/plan.ts';

/** Where an original lies: a key of one origin, and the identity of its content there. */
export interface SourceIdentity {
  readonly key: string;
  /** Strong validator of the bytes, without quotes. */
  readonly etag: string;
  readonly lastModifiedMs?: number;
  /** The asset's current version, where an index knows one; a file that is simply there has none. */
  readonly version?: number;
}

/** What a URL calls an original. */
export interface OriginalName {
  readonly publicId: string;
  /** The wanted extension in lower case, tried first. */
  readonly format?: string;
  /** The public id is the whole name, as for raw files: no extension is tried. */
  readonly exact?: boolean;
}

/** An opened original: known, not read yet, and nothing that needs closing. */
export interface Source extends SourceIdentity {
  readonly size: number;
  /**
   * The whole content; undefined when it is no longer that which `etag` names. Throws `source.too-many-bytes` beyond
   * `maxBytes`, before reading on.
   */
  readonly bytes: (maxBytes: number, signal: AbortSignal) => Promise<Uint8Array | undefined>;
}

export interface OpenOptions {
  /** Answer `not-modified` when the content still has this ETag. */
  readonly ifNoneMatch?: string;
}

export interface Origin {
  /** The exact key that a name stands for; undefined when there is none. */
  readonly find: (name: OriginalName, signal: AbortSignal) => Promise<string | undefined>;
  readonly open: (
    key: string,
    options: OpenOptions,
    signal: AbortSignal,
  ) => Promise<Source | 'not-modified' | undefined>;
  /** Throws `origin.unreachable` with the reason when nothing can be read: asked at start and by `/readyz`. */
  readonly check: (signal: AbortSignal) => Promise<void>;
}

/** One developed picture, complete with what its response needs. */
export interface Variant {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  /** Strong, of the bytes, computed once when the variant is made; without quotes. */
  readonly etag: string;
  readonly createdAtMs: number;
  /** Size of the original it was made from, for Server-Timing's content-info. */
  readonly original: {
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    readonly format: string;
  };
  /** The hashes of every source that it was made from. */
  readonly sources: readonly string[];
}

/** What a request resolved to last time, so that a hit touches neither origin nor index. See plan/record.ts. */
export interface ResolutionRecord {
  readonly variantKey: string;
  readonly sources: readonly RecordedSource[];
  readonly checkedAtMs: number;
  /** The newest version that any URL had named when this was checked; a newer one makes us look again. */
  readonly askedVersion?: number;
}

export interface RecordedSource extends SourceIdentity {
  /** Hash that purges go by: of cloud, type and public id, the same for every variant of one original. */
  readonly sourceHash: string;
}

export interface StoreStats {
  readonly variants: number;
  readonly bytes: number;
}

export interface VariantStore {
  readonly get: (variantKey: string, signal: AbortSignal) => Promise<Variant | undefined>;
  readonly put: (variantKey: string, variant: Variant, signal: AbortSignal) => Promise<void>;
  readonly getRecord: (requestKey: string, signal: AbortSignal) => Promise<ResolutionRecord | undefined>;
  readonly putRecord: (requestKey: string, record: ResolutionRecord, signal: AbortSignal) => Promise<void>;
  /** Drops every variant and record made from this source; answers how many variants went. */
  readonly dropBySource: (sourceHash: string, signal: AbortSignal) => Promise<number>;
  readonly stats: () => StoreStats;
}

export interface Rendered {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** One original, opened for measuring and rendering. */
export interface OpenImage {
  readonly facts: Facts;
  /** The box of what is not background; undefined when everything is. */
  readonly measureTrim: (measure: TrimMeasure, signal: AbortSignal) => Promise<Box | undefined>;
  readonly render: (plan: Plan, signal: AbortSignal) => Promise<Rendered>;
  readonly close: () => Promise<void>;
}

export interface PixelEngine {
  /** Reads the header only. Throws `source.*` failures for what cannot or must not be decoded. */
  readonly open: (bytes: Uint8Array, signal: AbortSignal) => Promise<OpenImage>;
  /** A vector original as it may be delivered: nothing in it can run or reach out. */
  readonly sanitizeSvg: (bytes: Uint8Array) => Uint8Array;
  /** Names of the operations that each pass would run, in order, for explanations. */
  readonly describePasses: (operations: readonly Operation[]) => readonly (readonly string[])[];
  /** Part of every cache key: changes whenever the same plan could give other pixels. */
  readonly version: string;
}

/** Hashing, passed into the core by the shell. */
export interface Hashing {
  /** Lower-case hex SHA-256, cut to 32 characters: a cache key. */
  readonly key: (text: string) => string;
  /** Strong ETag of bytes, without quotes. */
  readonly etag: (bytes: Uint8Array) => string;
  /** Base64 (standard alphabet, padded) digest of UTF-8 text, for URL signatures. */
  readonly digest: (algorithm: 'sha1' | 'sha256', text: string) => string;
}

export interface Clock {
  readonly nowMs: () => number;
}

export interface Log {
  readonly event: (
    level: 'debug' | 'error' | 'info' | 'warn',
    name: string,
    fields: Readonly<Record<string, unknown>>,
  ) => void;
}

/** What is decoded and made at most. */
export interface Limits {
  readonly maxInputBytes: number;
  readonly maxInputPixels: number;
  readonly maxFrames: number;
  readonly maxFramePixels: number;
  readonly maxOutputSide: number;
  readonly maxComponents: number;
  readonly renderTimeoutMs: number;
  readonly originTimeoutMs: number;
}
