/** DARKROOM_VARIANTS: where developed pictures are kept, in memory first, then on disk. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, read, type Reading } from './reading.ts';
import { readBytes } from './units.ts';

export interface DiskPlace {
  readonly folder: string;
  readonly maxBytes: number;
}

export interface VariantPlaces {
  readonly memoryBytes: number;
  readonly disk?: DiskPlace;
}

const defaultMemoryBytes = 256 * 1024 ** 2;
const defaultDiskBytes = 5 * 1024 ** 3;
const example = 'memory and its size, then perhaps a folder, such as memory:256mb,disk:variants?max=5gb';

/** Known words of the language of places that this version cannot act on yet. */
const laterSchemes = /^(?:s3|rediss?):/i;

/** Inside an address, what separates addresses is percent-encoded. */
const decodeSeparators = (path: string): string => path.replace(/%2c/gi, ',').replace(/%3f/gi, '?');

/** With less, nearly nothing would be kept: one picture may take a quarter. */
const leastDiskBytes = 1024 * 1024;

const readFolder = (path: string): string | undefined => {
  if (path === '') return undefined;
  try {
    return resolve(path.startsWith('//') ? fileURLToPath(`file:${path}`) : decodeSeparators(path));
  } catch {
    return undefined;
  }
};

const readDisk = (address: string): Reading<DiskPlace> => {
  const [, path = '', query = ''] = address.match(/^([^?]*)(?:\?(.*))?$/) ?? [];
  const folder = readFolder(path);
  const size = query.match(/^max=(.*)$/i)?.[1];
  const bytes = query === '' ? read(defaultDiskBytes) : size === undefined ? undefined : readBytes(size);
  if (folder === undefined || bytes?.ok !== true) return expect(example);
  if (bytes.value < leastDiskBytes) return expect(`${example}, of 1mb at least`);
  return read({ folder, maxBytes: bytes.value });
};

export const readVariants = (text: string): Reading<VariantPlaces> => {
  const places = text.split(',').map((part) => part.trim());
  const later = places.find((place) => laterSchemes.test(place));
  if (later !== undefined) {
    const scheme = later.slice(0, later.indexOf(':') + 1);
    return expect(`memory: and disk: only, for ${scheme} is not built yet in this version`);
  }
  const [first = '', second, ...more] = places;
  const size = first.match(/^memory:(.+)$/i)?.[1];
  const memory = size === undefined ? undefined : readBytes(size);
  if (memory?.ok !== true || more.length > 0) return expect(example);
  if (second === undefined) return read({ memoryBytes: memory.value });
  const address = second.match(/^disk:(.*)$/i)?.[1];
  if (address === undefined) return expect(example);
  const disk = readDisk(address);
  return disk.ok ? read({ memoryBytes: memory.value, disk: disk.value }) : disk;
};

export const printDefaultVariants = (dataFolder: string): string =>
  `memory:256mb,disk:${resolve(dataFolder, 'variants')}?max=5gb`;

export const defaultVariants = (dataFolder: string): VariantPlaces => ({
  memoryBytes: defaultMemoryBytes,
  disk: { folder: resolve(dataFolder, 'variants'), maxBytes: defaultDiskBytes },
});
