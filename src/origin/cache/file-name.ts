/**
 * What is known of a copy on disk stands in its name, so that the file holds the original and nothing else, and a folder
 * says what there is without a file being opened: `<hash of the key>.<etag>.<size>.<checksum>`.
 */
import { createHash } from 'node:crypto';

export interface FileFacts {
  readonly etag: string;
  readonly size: number;
  readonly checksum: number;
}

export interface NamedFile extends FileFacts {
  readonly keyHash: string;
}

/** File systems take 255 bytes. */
const maxEtagLength = 150;

export const hashKey = (namespace: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([namespace, key]))
    .digest('hex')
    .slice(0, 40);

/** Undefined for an ETag that no file name can hold. */
export const printFileName = (keyHash: string, { etag, size, checksum }: FileFacts): string | undefined => {
  const tag = Buffer.from(etag).toString('base64url');
  return tag.length > maxEtagLength || tag === ''
    ? undefined
    : `${keyHash}.${tag}.${size}.${checksum.toString(16).padStart(8, '0')}`;
};

export const readFileName = (name: string): NamedFile | undefined => {
  const [, keyHash, tag, size, checksum] =
    /^([\da-f]{40})\.([\w-]+)\.(\d{1,15})\.([\da-f]{8})$/.exec(name) ?? [];
  if (keyHash === undefined || tag === undefined) return undefined;
  return {
    keyHash,
    etag: Buffer.from(tag, 'base64url').toString(),
    size: Number(size),
    checksum: parseInt(checksum ?? '', 16),
  };
};
