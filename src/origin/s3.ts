/**
 * Originals in a bucket. A name costs one GET when it is there as it was written. Otherwise one listing says which
 * extensions there are, which makes three requests for `chart.webp` that is `chart.png`, and three for what is not there
 * at all. Without the permission to list, the extensions are tried one by one.
 */
import type { S3Client } from '@aws-sdk/client-s3';
import type { OpenOptions, Origin, OriginalName, Source } from '../ports.ts';
import { isSafeKey, keysFor } from './names.ts';
import { createRemoteSource } from './remote-source.ts';
import { createBucket, type S3Object } from './s3/bucket.ts';
import { createS3Client, type S3ClientOptions } from './s3/client.ts';
import { tryKeys } from './try-keys.ts';

export interface S3OriginOptions extends Omit<
  S3ClientOptions,
  'answerTimeoutMs' | 'connectTimeoutMs' | 'maxConnections'
> {
  readonly bucket: string;
  /** Without slashes around it; all of the bucket when absent. */
  readonly prefix?: string;
  /** For an answer to begin. */
  readonly timeoutMs: number;
  /** For its body; the same when absent. */
  readonly bodyTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly holdMs?: number;
  readonly maxConnections?: number;
}

type Opened = Source | 'not-modified' | undefined;

const defaultHoldMs = 5000;
const defaultConnectTimeoutMs = 3000;
const defaultConnections = 64;

/** `dir/chart` and a dot, in each spelling: what a listing must begin with to hold `dir/chart.png`. */
const startsOf = (publicId: string): readonly string[] => [
  ...new Set([publicId, publicId.normalize('NFC'), publicId.normalize('NFD')].map((id) => `${id}.`)),
];

/** A name without an extension begins like none of the listings. */
const isBare = (key: string, { publicId }: OriginalName): boolean => startsOf(publicId).includes(`${key}.`);

export const createS3Origin = (options: S3OriginOptions): Origin => {
  const { bucket: bucketName, prefix = '', timeoutMs, holdMs = defaultHoldMs } = options;
  const { bodyTimeoutMs = timeoutMs, maxConnections = defaultConnections } = options;
  let client: Promise<S3Client> | undefined;
  const connect = async (): Promise<S3Client> => {
    client ??= createS3Client({
      ...options,
      answerTimeoutMs: timeoutMs,
      connectTimeoutMs: Math.min(options.connectTimeoutMs ?? defaultConnectTimeoutMs, timeoutMs),
      maxConnections,
    });
    return client;
  };
  const bucket = createBucket({
    bucket: bucketName,
    prefix: prefix === '' ? '' : `${prefix}/`,
    ...{ connect, maxConnections },
  });

  const sourceOf = (key: string, { etag, size, lastModifiedMs, stream }: S3Object): Source =>
    createRemoteSource({
      identity: { key, etag, ...(lastModifiedMs !== undefined && { lastModifiedMs }) },
      size,
      body: { stream, size },
      reopen: async (signal) => {
        const again = await bucket.get(key, { ifMatch: etag }, signal);
        if (typeof again !== 'object') return undefined;
        if (again.etag === etag) return again;
        again.stream.destroy(); // a server that does not know If-Match
        return undefined;
      },
      timeoutMs: bodyTimeoutMs,
      holdMs,
    });

  const open = async (key: string, { ifNoneMatch }: OpenOptions, signal: AbortSignal): Promise<Opened> => {
    if (!isSafeKey(key)) return undefined;
    const object = await bucket.get(key, ifNoneMatch === undefined ? {} : { ifNoneMatch }, signal);
    if (typeof object !== 'object') return object;
    if (object.etag !== ifNoneMatch) return sourceOf(key, object);
    object.stream.destroy();
    return 'not-modified';
  };

  const listStarts = async (
    publicId: string,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string> | undefined> => {
    const found = new Set<string>();
    for (const start of startsOf(publicId)) {
      const keys = await bucket.list(start, signal);
      if (keys === undefined) return undefined;
      for (const key of keys) found.add(key);
    }
    return found;
  };

  const locate: NonNullable<Origin['locate']> = async (wanted, { known }, signal) => {
    const [first, ...others] = keysFor(wanted);
    if (first === undefined) return undefined;
    const openAs = async (key: string, either: AbortSignal): Promise<Opened> =>
      open(key, key === known?.key ? { ifNoneMatch: known.etag } : {}, either);
    const opened = await openAs(first, signal);
    if (opened !== undefined || others.length === 0) return opened;
    const listed = await listStarts(wanted.publicId, signal);
    if (listed === undefined) return tryKeys(others, openAs, signal);
    for (const key of others.filter((candidate) => listed.has(candidate) || isBare(candidate, wanted))) {
      const other = await openAs(key, signal);
      if (other !== undefined) return other;
    }
    return undefined;
  };

  return {
    locate,
    find: async (wanted, signal) => {
      const located = await locate(wanted, {}, signal);
      if (typeof located !== 'object') return undefined;
      located.close?.();
      return located.key;
    },
    open,
    check: bucket.check,
  };
};
