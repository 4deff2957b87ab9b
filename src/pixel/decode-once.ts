/**
 * An original with its pixels decoded, kept for its next picture: an original is asked for in many sizes one after the
 * other, and nine tenths of the time of a small one is decoding. sharp makes the same bytes of it, which it would not
 * always do of mere pixels: it goes over those in other pieces, and then libvips rounds otherwise here and there.
 */
import { existsSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { failOn } from './decode.ts';
import type { OpenedSource, Shrunk } from './opened.ts';
import { toRaw } from './raw-picture.ts';
import type { Pass } from './schedule.ts';
import { type Shrink, shrinkOnLoad, shrunk } from './shrink-on-load.ts';
import { privateFolder } from './text/private-folder.ts';
import { writeTiff } from './unpack/write-tiff.ts';

/** Where Linux shows a process the files that it has open. */
const openFiles = '/proc/self/fd';
const showsOpenFiles = existsSync(openFiles);

export const decodeOnce = async (
  source: OpenedSource,
  first: Pass | undefined,
): Promise<Uint8Array | undefined> => {
  const { keep } = source;
  const size = keep && sizeFor(source, first);
  return size && keep(size, async () => decodeIfPossible(source, size.shrink));
};

/** As sharp would decode it for this pass; undefined where that is nothing to keep. */
const sizeFor = (
  { facts, plain, bytes, file }: OpenedSource,
  first: Pass | undefined,
): Shrunk | undefined => {
  // A drawing is drawn at the size that is wanted, and what was unpacked is kept as it came out.
  if (!plain || facts.pages > 1 || facts.format === 'svg' || bytes !== file) return undefined;
  const acts = first?.kind === 'pipeline' ? first.steps.map(({ act }) => act) : [];
  const act = acts.find(({ op }) => op === 'extract' || op === 'resize');
  const resize = act?.op === 'resize' ? act : undefined;
  // libwebp gives any size, too.
  if (facts.format === 'webp' && resize !== undefined) return undefined;
  const stored = { width: facts.storedWidth, height: facts.storedHeight };
  const shrink = facts.format === 'jpg' && resize !== undefined ? shrinkOnLoad(stored, resize) : 1;
  if (shrink > 1 && !showsOpenFiles) return undefined;
  const { width, height } = shrunk(stored, shrink);
  return { shrink, bytes: width * height * (facts.alpha ? 4 : 3) };
};

/** Whatever goes wrong, the ordinary way will say what it is. */
const decodeIfPossible = async (source: OpenedSource, shrink: Shrink): Promise<Uint8Array | undefined> => {
  try {
    return await decodeShrunk(source, shrink);
  } catch {
    return undefined;
  }
};

const decodeShrunk = async (source: OpenedSource, shrink: Shrink): Promise<Uint8Array> => {
  const decode = async (input: string | Uint8Array): Promise<Uint8Array> =>
    writeTiff(await toRaw({ image: openPlain(input, source), decodes: true, size: undefined }));
  return shrink === 1
    ? decode(source.bytes)
    : asFile(source.bytes, async (path) => decode(`${path}[shrink=${shrink}]`));
};

const openPlain = (input: string | Uint8Array, { maxInputPixels }: OpenedSource): Sharp =>
  sharp(input, { failOn, limitInputPixels: maxInputPixels });

let written = 0;

/** sharp takes a loader's options for files only, behind their names (as libvips' own tools do). */
const asFile = async <T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> => {
  const file = await writeNameless(bytes);
  try {
    return await use(`${openFiles}/${file.fd}`);
  } finally {
    await file.close();
  }
};

/** It has no name any more before anything is in it, so that nothing is left of it, however this process ends. */
const writeNameless = async (bytes: Uint8Array): Promise<FileHandle> => {
  written += 1;
  const path = join(privateFolder(), `original-${process.pid}-${written}`);
  const file = await open(path, 'wx', 0o600);
  try {
    await rm(path);
    await file.writeFile(bytes);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
};
