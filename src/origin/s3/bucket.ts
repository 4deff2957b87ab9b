/** The two requests that an origin makes of a bucket, below a prefix. */
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { createCrowd } from '../crowd.ts';
import { throwIfAborted } from '../remote-failure.ts';
import { asS3Failure, mayNotList, meansMissing, statusOf } from './failure.ts';

export interface BucketOptions {
  readonly bucket: string;
  /** Ends in a slash, or is empty. */
  readonly prefix: string;
  readonly connect: () => Promise<S3Client>;
  readonly maxConnections: number;
}

export interface S3Object {
  readonly etag: string;
  readonly size: number;
  readonly lastModifiedMs?: number;
  readonly stream: Readable;
}

export interface Bucket {
  readonly get: (
    key: string,
    condition: { readonly ifNoneMatch?: string; readonly ifMatch?: string },
    signal: AbortSignal,
  ) => Promise<S3Object | 'not-modified' | undefined>;
  /** Keys that begin so; undefined when that may not be asked, or when there are too many to tell. */
  readonly list: (start: string, signal: AbortSignal) => Promise<ReadonlySet<string> | undefined>;
  /** Throws unless the bucket is there and takes our credentials. */
  readonly check: (signal: AbortSignal) => Promise<void>;
}

/** A longer one S3 cannot have. */
const maxKeyBytes = 1024;
const quote = (etag: string): string => (etag.startsWith('W/"') ? etag : `"${etag}"`);
const unquote = (etag: string): string => /^"(.*)"$/.exec(etag)?.[1] ?? etag;

const readObject = ({
  ETag,
  ContentLength,
  LastModified,
  Body,
}: GetObjectCommandOutput): S3Object | undefined => {
  if (!(Body instanceof Readable)) return undefined;
  if (ETag === undefined || ContentLength === undefined) {
    Body.destroy();
    return undefined;
  }
  return {
    etag: unquote(ETag),
    size: ContentLength,
    ...(LastModified && { lastModifiedMs: LastModified.getTime() }),
    stream: Body,
  };
};

/** The SDK goes on listening after the answer has begun, and would cut off a body that is read on behalf of others. */
const untilAnswered = async <T>(
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const controller = new AbortController();
  const follow = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', follow, { once: true });
  try {
    return await send(controller.signal);
  } finally {
    signal.removeEventListener('abort', follow);
  }
};

export const createBucket = ({ bucket, prefix, connect, maxConnections }: BucketOptions): Bucket => {
  const crowd = createCrowd(maxConnections);
  const fits = (key: string): boolean => Buffer.byteLength(prefix + key) <= maxKeyBytes;

  const get: Bucket['get'] = async (key, { ifNoneMatch, ifMatch }, signal) => {
    throwIfAborted(signal);
    if (!fits(key)) return undefined;
    try {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const client = await connect();
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: prefix + key,
        ...(ifNoneMatch !== undefined && { IfNoneMatch: quote(ifNoneMatch) }),
        ...(ifMatch !== undefined && { IfMatch: quote(ifMatch) }),
      });
      const object = readObject(
        await crowd.ask(bucket, async () =>
          untilAnswered(signal, async (abortSignal) => client.send(command, { abortSignal })),
        ),
      );
      if (object === undefined) throw new Error('The answer has no ETag, length or body');
      return object;
    } catch (error) {
      if (signal.aborted) throw asS3Failure(error, bucket, signal);
      if (statusOf(error) === 304) return 'not-modified';
      if (statusOf(error) === 412 || meansMissing(error)) return undefined;
      throw asS3Failure(error, bucket, signal);
    }
  };

  const listKeys = async (start: string, maxKeys: number, signal: AbortSignal) => {
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    const client = await connect();
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix + start, MaxKeys: maxKeys });
    return client.send(command, { abortSignal: signal });
  };

  const list: Bucket['list'] = async (start, signal) => {
    throwIfAborted(signal);
    if (!fits(start)) return new Set();
    try {
      const { Contents = [], IsTruncated } = await crowd.ask(bucket, async () =>
        listKeys(start, 1000, signal),
      );
      if (IsTruncated === true) return undefined;
      return new Set(Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(prefix.length)])));
    } catch (error) {
      if (!signal.aborted && mayNotList(error)) return undefined;
      throw asS3Failure(error, bucket, signal);
    }
  };

  const check: Bucket['check'] = async (signal) => {
    throwIfAborted(signal);
    try {
      await listKeys('', 1, signal);
    } catch (error) {
      if (!signal.aborted && mayNotList(error)) return; // may still read
      throw asS3Failure(error, bucket, signal);
    }
  };

  return { get, list, check };
};
