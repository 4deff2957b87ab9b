/** `cloudinary://key:secret@cloud`, the text that the SDKs read, and what else names a cloud and its keys. */
import type { Coordinates } from '../values/region.ts';
import { expect, read, type Reading } from './reading.ts';

export interface Key {
  readonly key: string;
  readonly secret: string;
}

export interface Cloud {
  readonly name: string;
  /** Any of them signs; the first is the one that is shown. */
  readonly keys: readonly Key[];
  /** Chains by the names that `t_` gives them. */
  readonly named?: Readonly<Record<string, string>>;
  /** Of uploaded originals, by their public ids. */
  readonly coordinates?: Readonly<Record<string, Coordinates>>;
}

const expected = 'cloudinary://KEY:SECRET@CLOUD';

/** The name is a path segment: nothing in it may need encoding, nor look like `v1` or the start of a chain. */
export const cloudNamePattern = /^(?!v\d+$)[a-z0-9][a-z0-9-]*$/i;

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** SDKs also write settings of theirs behind the name (`/cname`, `?secure=true`): they say nothing to a server. */
export const readCloudinaryUrl = (text: string): Reading<Cloud> => {
  const match = text.trim().match(/^cloudinary:\/\/([^:@/]+):([^@/]+)@([^/?#@]+)(?:[/?#].*)?$/);
  if (match === null) return expect(expected);
  const key = decode(match[1] ?? '');
  const secret = decode(match[2] ?? '');
  const name = match[3] ?? '';
  if (key === undefined || secret === undefined) return expect(`${expected}, percent-encoded`);
  if (!cloudNamePattern.test(name)) {
    return expect(`${expected} with letters, digits and hyphens in the cloud's name`);
  }
  return read({ name, keys: [{ key, secret }] });
};

export const printCloudinaryUrl = ({ name, keys }: Cloud): string => {
  const [{ key, secret } = { key: '', secret: '' }] = keys;
  return `cloudinary://${encodeURIComponent(key)}:${encodeURIComponent(secret)}@${name}`;
};
