/**
 * The interfaces between the use cases and the world: types only, all in one file, so that what the use cases rest on
 * can be read at once.
 * Absence is `undefined`, broken is a thrown Failure, and every call that may take long takes an AbortSignal.
 */
import type { Face, Landmarks } from './ops/face.ts';
import type { Facts, Measured, OutputFormat, SourceFormat } from './ops/facts.ts';
import type { PixelMeasure, Plan, Settled } from './plan/plan.ts';

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

/** A file that holds a content and nothing else; it may be gone by the time it is read. */
export interface ContentFile {
  readonly path: string;
  /** What it looks like while it does (values/file-stamp.ts); without one nobody writes to it. */
  readonly stamp?: string;
}

/** An opened original: known, and not read yet. */
export interface Source extends SourceIdentity {
  /** Of the content; where a server does not say, the most that it may be. */
  readonly size: number;
  /**
   * The whole content that `etag` names, never any other; undefined when that can be had no more. Throws
   * `source.too-many-bytes` beyond `maxBytes`, before reading on. May be called again.
   */
  readonly bytes: (maxBytes: number, signal: AbortSignal) => Promise<Uint8Array | undefined>;
  /** With the same content. */
  readonly file?: ContentFile;
  /** When the origin said all this, if that was before it was asked for. */
  readonly checkedAtMs?: number;
  /** Another origin comes first and could not be asked: the answer may be used, and must be asked for again soon. */
  readonly provisional?: boolean;
  /**
   * Lets go of what is held for reading, such as an answer whose body has begun to arrive. To be called when `bytes`
   * will not be called any more; doing so twice, or after reading, does nothing.
   */
  readonly close?: () => void;
}

export interface OpenOptions {
  /** Answer `not-modified` when the content still has this ETag. */
  readonly ifNoneMatch?: string;
}

export interface LocateOptions {
  /** What the name stood for last time: answer `not-modified` when it still does. */
  readonly known?: Pick<SourceIdentity, 'etag' | 'key'>;
  /** The version that somebody asked for: what was remembered for lower ones is not good enough. */
  readonly version?: number;
}

export interface Origin {
  /** The exact key that a name stands for; undefined when there is none. */
  readonly find: (name: OriginalName, signal: AbortSignal) => Promise<string | undefined>;
  readonly open: (
    key: string,
    options: OpenOptions,
    signal: AbortSignal,
  ) => Promise<Source | 'not-modified' | undefined>;
  /** `find` and `open` in one, for origins where that takes one request instead of two. */
  readonly locate?: (
    name: OriginalName,
    options: LocateOptions,
    signal: AbortSignal,
  ) => Promise<Source | 'not-modified' | undefined>;
  /** Drops what is remembered of a name, whatever its format, and copies of what it stood for. */
  readonly forget?: (name: OriginalName) => Promise<void>;
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
  /** Good for the moment: a better one is made when nobody waits, and takes its place under the same key. */
  readonly provisional?: true;
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

/** Which kind of store answered, the quick ones first. */
export type StoreTier = 'disk' | 'memory';

export interface StoredVariant {
  readonly variant: Variant;
  readonly tier: StoreTier;
}

/**
 * What sources were last purged by, as a store that processes share knows it: opaque, for `put` and `putRecord` to
 * compare. Empty for a store that nobody else writes to.
 */
export type SourceEpochs = Readonly<Record<string, string>>;

export interface StoreStats {
  readonly variants: number;
  readonly bytes: number;
  /** Each tier by itself, where there are several. */
  readonly tiers?: Readonly<Partial<Record<StoreTier, StoreStats>>>;
}

export interface VariantStore {
  readonly get: (variantKey: string, signal: AbortSignal) => Promise<StoredVariant | undefined>;
  /**
   * `since` is what `readEpochs` said before the originals were read: nothing is kept that was begun before a purge,
   * in whatever process. Without it the making counts as begun now.
   */
  readonly put: (
    variantKey: string,
    variant: Variant,
    signal: AbortSignal,
    since?: SourceEpochs,
  ) => Promise<void>;
  readonly getRecord: (requestKey: string, signal: AbortSignal) => Promise<ResolutionRecord | undefined>;
  readonly putRecord: (
    requestKey: string,
    record: ResolutionRecord,
    signal: AbortSignal,
    since?: SourceEpochs,
  ) => Promise<void>;
  readonly readEpochs: (sourceHashes: readonly string[], signal: AbortSignal) => Promise<SourceEpochs>;
  /** Drops every variant and record made from this source; answers how many variants went. */
  readonly dropBySource: (sourceHash: string, signal: AbortSignal) => Promise<number>;
  readonly stats: () => StoreStats;
}

/** A record and the variant that it names. */
export interface Recalled {
  readonly record: ResolutionRecord;
  readonly variant: Variant;
}

/** A store in this process's own memory, which can also answer at once. */
export interface MemoryStore extends VariantStore {
  /** Undefined unless both are there. Counts as a use of both. */
  readonly recall: (requestKey: string) => Recalled | undefined;
  /** The keys of what it holds. */
  readonly held: { readonly variant: () => Iterable<string>; readonly record: () => Iterable<string> };
}

/** One content of one original: what was found in it holds for it, and for no other. */
export type ContentIdentity = Pick<RecordedSource, 'etag' | 'key' | 'sourceHash'>;

export type Json = boolean | number | string | readonly Json[] | { readonly [name: string]: Json } | null;

/**
 * What was found out about originals by looking at them, which takes long and is the same for every variant: faces,
 * what matters in the picture, the right quality. `name` says what, and who found it in which version, so that better
 * finders find again.
 */
export interface FactStore {
  readonly get: (content: ContentIdentity, name: string, signal: AbortSignal) => Promise<Json | undefined>;
  /** `since` as in `VariantStore`. */
  readonly put: (
    content: ContentIdentity,
    name: string,
    fact: Json,
    signal: AbortSignal,
    since?: SourceEpochs,
  ) => Promise<void>;
  readonly readEpochs: VariantStore['readEpochs'];
  /** Drops everything that is known of this source, whatever its content was. */
  readonly dropBySource: (sourceHash: string, signal: AbortSignal) => Promise<void>;
}

/** Red, green and blue of each pixel, 0..255, row by row: upright, sRGB, grey where it can be seen through. */
export interface Sample {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface FindOptions {
  /** Also look at parts of the picture, for the small faces of a crowd: takes five times as long. */
  readonly tiles?: boolean;
}

/** When parts of a picture are looked at one by one: never, where the whole shows a crowd, or always. */
export type TilePolicy = 'always' | 'crowds' | 'never';

/** Throws `vision.*` failures. Work that nobody waits for any more is dropped as long as it has not begun. */
export interface FaceDetector {
  /** The longest side that it sees something in: more is wasted, less finds fewer. */
  readonly sampleSide: (options: FindOptions) => number;
  /** The most certain first, down to a score that is good enough for hiding faces; see `Face`. */
  readonly find: (sample: Sample, options: FindOptions, signal: AbortSignal) => Promise<readonly Face[]>;
  /** Of each of these faces, in their order. */
  readonly findLandmarks: (
    sample: Sample,
    faces: readonly Face[],
    signal: AbortSignal,
  ) => Promise<readonly Landmarks[]>;
  /** Never when absent. */
  readonly tiles?: TilePolicy;
  /** Part of the name of every fact that it finds, and of the keys of what is made by them. */
  readonly version: string;
}

export interface Rendered {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** That of the picture, where the bytes tell about one. */
  readonly format: OutputFormat | SourceFormat;
  /** What was found for the plan's aim, if it had one. */
  readonly settled?: Settled;
}

/** One original and those of its layers, opened for measuring and rendering. */
export interface OpenImage {
  /** Those of the layers are among them, if there are any. */
  readonly facts: Facts;
  readonly measure: (measure: PixelMeasure, signal: AbortSignal) => Promise<Measured>;
  /** A small copy of one of the originals (0 is that of the URL), no side longer than `maxSide`, to look for something in. */
  readonly sample: (index: number, maxSide: number, signal: AbortSignal) => Promise<Sample>;
  readonly render: (plan: Plan, signal: AbortSignal) => Promise<Rendered>;
  /** The original as it may be delivered: in a vector picture nothing can run or reach out. */
  readonly deliverable: (signal: AbortSignal) => Promise<Uint8Array>;
  /** Names of the operations that each pass of `render` runs, in order, for explanations. */
  readonly describePasses: (plan: Plan, signal: AbortSignal) => Promise<readonly (readonly string[])[]>;
  readonly close: () => Promise<void>;
}

/** What is known of bytes besides themselves; an engine may do without. */
export interface ContentHints {
  /** Two contents with the same key are the same. */
  readonly key?: string;
  /** With the same content. */
  readonly file?: ContentFile;
}

/** What a layer is made of. */
export interface LayerContent {
  readonly kind: 'file' | 'image';
  readonly bytes: Uint8Array;
  readonly hints?: ContentHints;
}

export type ReadContent = (signal: AbortSignal) => Promise<Uint8Array>;

/** What a header says at first sight: good enough to estimate what a request costs, and for nothing else. */
export interface Glance {
  readonly facts: Facts;
  /** A drawing that may take long, whatever its size. */
  readonly elaborate: boolean;
}

/** An original that nobody has read yet. */
export interface UnreadImage {
  /** Undefined where its first bytes say too little. */
  readonly glance: Glance | undefined;
  readonly open: (signal: AbortSignal) => Promise<OpenImage>;
}

/** What an engine may have, or find by itself. */
export interface UnreadContent extends ContentHints {
  readonly key: string;
  readonly size: number;
  /** Called only if the bytes turn out to be needed after all. */
  readonly read: ReadContent;
}

export interface PixelEngine {
  /**
   * Reads headers only. Throws `source.*` failures for what cannot or must not be decoded. `layers` stand in the order
   * of the chain's references (plan/layer-refs.ts); undefined for one that is not there.
   */
  readonly open: (
    bytes: Uint8Array,
    signal: AbortSignal,
    hints?: ContentHints,
    layers?: readonly (LayerContent | undefined)[],
  ) => Promise<OpenImage>;
  /**
   * Opens what the engine still has under this key; undefined when it has not, or cannot say more of it than that.
   */
  readonly reopen?: (content: UnreadContent) => OpenImage | undefined;
  /** Looks at the beginning of a file that the engine reads by itself; undefined where it had better be given the bytes. */
  readonly openFile?: (content: UnreadContent) => Promise<UnreadImage | undefined>;
  /** Reads a few bytes, at once. Undefined for what it makes nothing of. */
  readonly glance: (bytes: Uint8Array) => Glance | undefined;
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

/** Those that planning goes by. */
export type PlanLimits = Pick<Limits, 'maxFramePixels' | 'maxFrames' | 'maxLayers' | 'maxOutputSide'> &
  Partial<Pick<Limits, 'renderTimeoutMs'>>;

/** What is decoded and made at most. */
export interface Limits {
  readonly maxInputBytes: number;
  readonly maxInputPixels: number;
  readonly maxFrames: number;
  readonly maxFramePixels: number;
  readonly maxOutputSide: number;
  readonly maxComponents: number;
  readonly maxLayers: number;
  readonly renderTimeoutMs: number;
  readonly originTimeoutMs: number;
}
