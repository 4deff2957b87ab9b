/** The SDK's client, loaded when the first bucket is asked: it is large, and most servers need none. */
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

export interface S3ClientOptions {
  readonly region?: string;
  /** Of a server that speaks S3; Amazon's when absent. */
  readonly endpoint?: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  readonly pathStyle?: boolean;
  /** `supported` has the SDK ask for and verify checksums wherever there are any; older servers choke on that. */
  readonly checksum?: 'required' | 'supported';
  readonly connectTimeoutMs: number;
  /** For an answer to begin. */
  readonly answerTimeoutMs: number;
  readonly maxConnections: number;
  /** The standard chain (environment, profile, container, instance) when absent. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The first answer and one more try: whoever waits for a picture does not wait for three. */
const maxAttempts = 2;

export const createS3Client = async (options: S3ClientOptions): Promise<S3Client> => {
  const { S3Client: Client } = await import('@aws-sdk/client-s3');
  const { endpoint, pathStyle, credentials, checksum, connectTimeoutMs, answerTimeoutMs, maxConnections } =
    options;
  const region = options.region ?? (endpoint === undefined ? undefined : 'us-east-1'); // others do not care
  const mode = checksum === 'supported' ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
  const pool = { keepAlive: true, maxSockets: maxConnections };
  const config: S3ClientConfig = {
    maxAttempts,
    followRegionRedirects: endpoint === undefined,
    requestChecksumCalculation: mode,
    responseChecksumValidation: mode,
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      requestTimeout: answerTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: pool,
      httpsAgent: pool,
    },
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(pathStyle !== undefined && { forcePathStyle: pathStyle }),
    ...(credentials && { credentials }),
  };
  return new Client(config);
};
