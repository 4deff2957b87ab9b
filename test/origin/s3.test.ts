import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createMemoryCopies } from '../../src/origin/cache/memory.ts';
import { createCachedOrigin } from '../../src/origin/cached.ts';
import { createS3Origin } from '../../src/origin/s3.ts';
import { describeOrigin, type OriginUnderTest } from '../contracts/origin.ts';
import { s3Programs, type S3Server } from '../servers/s3.ts';

const region = 'us-east-1';
let buckets = 0;

const connect = ({ endpoint, credentials }: S3Server): S3Client =>
  new S3Client({
    endpoint,
    credentials,
    region,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });

const emptyBucket = async (client: S3Client, Bucket: string): Promise<void> => {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket, Key }));
};

describe.each(s3Programs)('$name', ({ name, start }) => {
  describe.skipIf(start === undefined)(start === undefined ? 'is not installed' : 'as a store', () => {
    let server: S3Server;
    let client: S3Client;
    beforeAll(async () => {
      server = await start!();
      client = connect(server);
    });
    afterAll(async () => server.stop());

    const createUnderTest = async (): Promise<OriginUnderTest> => {
      buckets += 1;
      const Bucket = `originals-${buckets}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      return {
        origin: createS3Origin({
          bucket: Bucket,
          prefix: 'some/where',
          endpoint: server.endpoint,
          credentials: server.credentials,
          pathStyle: true,
          timeoutMs: 10_000,
        }),
        write: async (path, text) => {
          await client.send(
            new PutObjectCommand({
              Bucket,
              Key: `some/where/${path}`,
              Body: text,
              ContentLength: Buffer.byteLength(text),
            }),
          );
        },
        remove: async (path) => {
          await client.send(new DeleteObjectCommand({ Bucket, Key: `some/where/${path}` }));
        },
        breakDown: async () => {
          await emptyBucket(client, Bucket);
          await client.send(new DeleteBucketCommand({ Bucket }));
        },
        close: async () => {},
      };
    };

    describeOrigin(`a bucket of ${name}`, createUnderTest);

    describeOrigin(`a cache in front of a bucket of ${name}`, async () => {
      const under = await createUnderTest();
      let now = 0;
      const aMinuteLater =
        <T extends readonly unknown[]>(change: (...given: T) => Promise<void>) =>
        async (...given: T): Promise<void> => {
          now += 60_000;
          await change(...given);
        };
      const copies = createMemoryCopies(1_000_000)('a');
      return {
        origin: createCachedOrigin({ origin: under.origin, copies, nowMs: () => now }),
        write: aMinuteLater(under.write),
        remove: aMinuteLater(under.remove),
        breakDown: aMinuteLater(under.breakDown),
        close: under.close,
      };
    });
  });
});
