/** DARKROOM_ORIGINS and DARKROOM_VARIANTS: lists of places, each an address with a scheme. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, read, type Reading } from './reading.ts';
import { readBytes } from './units.ts';

/** One level above both src/ and dist/. */
export const bundledOriginals = fileURLToPath(new URL('../../fixtures/originals', import.meta.url));

/** Known words of the language of places that this version cannot act on yet. */
const laterSchemes = /^(?:s3|https?|gridfs|redis|rediss|disk):/i;

const splitList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Inside an address, what separates addresses is percent-encoded. */
const decodeSeparators = (path: string): string => path.replace(/%2c/gi, ',').replace(/%7c/gi, '|');

const schemeOf = (place: string): string => place.slice(0, place.indexOf(':') + 1);

const readFolder = (place: string): Reading<string> => {
  if (laterSchemes.test(place)) {
    return expect(`file: places only, for ${schemeOf(place)} is not built yet in this version`);
  }
  if (place.includes('|')) return expect('no replicas (|), for they are not built yet in this version');
  const path = place.match(/^file:(.+)$/i)?.[1];
  if (path === undefined) return expect('a list of folders such as file:pictures,file:/srv/more');
  try {
    return read(resolve(path.startsWith('//') ? fileURLToPath(place) : decodeSeparators(path)));
  } catch {
    return expect('a list of folders such as file:pictures,file:/srv/more');
  }
};

/** Folders, in the order in which they are asked. */
export const readOrigins = (text: string): Reading<readonly string[]> => {
  const folders: string[] = [];
  for (const place of splitList(text)) {
    const folder = readFolder(place);
    if (!folder.ok) return folder;
    folders.push(folder.value);
  }
  return folders.length === 0 ? expect('at least one folder, such as file:pictures') : read(folders);
};

/** Bytes that developed pictures may take in memory. */
export const readVariants = (text: string): Reading<number> => {
  const places = splitList(text);
  const later = places.find((place) => laterSchemes.test(place));
  if (later !== undefined) {
    return expect(`memory: only, for ${schemeOf(later)} is not built yet in this version`);
  }
  const size = places.length === 1 ? places[0]?.match(/^memory:(.+)$/i)?.[1] : undefined;
  const bytes = size === undefined ? undefined : readBytes(size);
  return bytes?.ok === true ? bytes : expect('one place in memory with its size, such as memory:256mb');
};
