/** DARKROOM_ORIGINS: where originals lie, each place an address; a comma for the next one, a bar for a replica. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, read, type Reading } from './reading.ts';

export type SinglePlace =
  | { readonly kind: 'file'; readonly path: string }
  /** Ends in a slash. */
  | { readonly kind: 'http'; readonly base: string }
  | S3Place;

export interface S3Place {
  readonly kind: 's3';
  readonly bucket: string;
  /** Without slashes around it. */
  readonly prefix?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly pathStyle?: boolean;
  readonly checksum?: 'required' | 'supported';
}

export type OriginPlace =
  SinglePlace | { readonly kind: 'replicas'; readonly places: readonly SinglePlace[] };

const example =
  'places such as file:pictures, s3://bucket/folder?region=eu-central-1 or https://host/folder/';

const split = (text: string, separator: string): readonly string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Inside an address, what separates addresses is percent-encoded. */
const decodeSeparators = (path: string): string => path.replace(/%2c/gi, ',').replace(/%7c/gi, '|');

const readFolder = (place: string): Reading<SinglePlace> => {
  const path = place.slice('file:'.length);
  try {
    const folder = path.startsWith('//') ? fileURLToPath(place) : decodeSeparators(path);
    return folder === '' ? expect(example) : read({ kind: 'file', path: resolve(folder) });
  } catch {
    return expect(`${example}, but this is no folder's address`);
  }
};

const readAddress = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '' ? url : undefined;
};

const readHttp = (place: string): Reading<SinglePlace> => {
  const url = readAddress(place);
  if (url === undefined) {
    return expect('an address without name, password, query and # such as https://host/folder/');
  }
  return read({ kind: 'http', base: url.href.endsWith('/') ? url.href : `${url.href}/` });
};

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  1: true,
  false: false,
  off: false,
  0: false,
};

/** What stands behind the question mark of `s3://`. */
const s3Options: Readonly<Record<string, (text: string) => Reading<Partial<S3Place>>>> = {
  region: (text) =>
    /^[\w-]+$/.test(text) ? read({ region: text }) : expect('a region such as eu-central-1'),
  endpoint: (text) => {
    const url = readAddress(text);
    // Servers of one's own seldom have a name for every bucket.
    return url
      ? read({ endpoint: url.href, pathStyle: true })
      : expect('an endpoint such as https://s3.example.com');
  },
  pathStyle: (text) => {
    const pathStyle = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
    return pathStyle === undefined ? expect('pathStyle=true or pathStyle=false') : read({ pathStyle });
  },
  checksum: (text) =>
    text === 'required' || text === 'supported'
      ? read({ checksum: text })
      : expect('checksum=required or checksum=supported'),
};

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const readS3 = (place: string): Reading<SinglePlace> => {
  if (place.includes('@')) {
    return expect('s3://bucket without a key in it: keys are read from AWS_ACCESS_KEY_ID and the like');
  }
  const [, bucket, path = '', query = ''] =
    /^s3:\/\/([a-z\d][\w.-]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/i.exec(place) ?? [];
  const prefix = decode(path)?.replace(/^\/+|\/+$/g, '');
  if (bucket === undefined || prefix === undefined) {
    return expect('a bucket such as s3://bucket/folder?region=eu-central-1');
  }
  let options: Partial<S3Place> = {};
  const given = [...new URLSearchParams(query)];
  // The endpoint first: what else is said may take back what follows from it.
  for (const [name, text] of given.sort(([a], [b]) => Number(b === 'endpoint') - Number(a === 'endpoint'))) {
    const option = Object.hasOwn(s3Options, name) ? s3Options[name]?.(text) : undefined;
    if (option === undefined) {
      return expect(`none but ${Object.keys(s3Options).join(', ')} behind s3://${bucket}?`);
    }
    if (!option.ok) return option;
    options = { ...options, ...option.value };
  }
  return read({ kind: 's3', bucket, ...(prefix !== '' && { prefix }), ...options });
};

const readSingle = (place: string): Reading<SinglePlace> => {
  const scheme = /^[a-z\d]+(?=:)/i.exec(place)?.[0].toLowerCase();
  switch (scheme) {
    case 'file':
      return readFolder(place);
    case 'http':
    case 'https':
      return readHttp(place);
    case 's3':
      return readS3(place);
    case 'gridfs':
      return expect('no gridfs: place, for that is not built yet in this version');
    case undefined:
    default:
      return expect(example);
  }
};

const readPlace = (text: string): Reading<OriginPlace> => {
  const places: SinglePlace[] = [];
  for (const part of split(text, '|')) {
    const place = readSingle(part);
    if (!place.ok) return place;
    places.push(place.value);
  }
  const [only] = places;
  if (only === undefined) return expect(example);
  return read(places.length === 1 ? only : { kind: 'replicas', places });
};

/** In the order in which they are asked. */
export const readOrigins = (text: string): Reading<readonly OriginPlace[]> => {
  const origins: OriginPlace[] = [];
  for (const part of split(text, ',')) {
    const place = readPlace(part);
    if (!place.ok) return place;
    origins.push(place.value);
  }
  return origins.length === 0 ? expect(`at least one of the ${example}`) : read(origins);
};
