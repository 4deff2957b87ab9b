/** How a public id becomes the keys that it may stand for, in the order in which they are tried. */
import type { OriginalName } from '../ports.ts';

/** Tried for whoever asks without an extension, or with one that is to be made: `chart.webp` finds `chart.png`. */
export const knownExtensions = [
  ...['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'tiff', 'tif', 'svg'],
  ...['heic', 'heif', 'jxl', 'bmp', 'ico'],
] as const;

/** What is uploaded through us lies there, and is found by the index, never by name. */
export const reservedFolder = '_darkroom';

/**
 * Whether the text can name something below a root at all: no way up, no absolute path, nothing that a file system
 * reads differently from us. Hidden files (`.env`, `.git/`) are not originals.
 */
export const isSafeKey = (key: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters, NUL above all, are what is looked for
  !/[\u0000-\u001f\u007f\\]/.test(key) &&
  !/\p{Surrogate}/u.test(key) && // half a character: no file system can name it
  key.split('/').every((segment) => segment !== '' && !segment.startsWith('.'));

/** Case is folded because some file systems do, and compatibility forms because some of those fold these too. */
const isReserved = (key: string): boolean =>
  key.split('/')[0]?.normalize('NFKC').toLowerCase() === reservedFolder;

const carriesKnownExtension = (name: string): boolean => {
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase();
  return knownExtensions.some((known) => known === extension);
};

const spellOut = ({ publicId, format, exact }: OriginalName): readonly string[] => {
  if (exact === true) return [format === undefined ? publicId : `${publicId}.${format}`];
  const extensions = format === undefined ? [] : [format, format.toUpperCase()]; // cameras write .JPG
  return [
    ...[...extensions, ...knownExtensions].map((extension) => `${publicId}.${extension}`),
    ...(carriesKnownExtension(publicId) ? [] : [publicId]),
  ];
};

/** URLs may write an accented letter as one character or as two, and so may whoever named the file. */
export const keysFor = (name: OriginalName): readonly string[] => {
  const keys = spellOut(name);
  const spellings = [
    ...keys,
    ...keys.map((key) => key.normalize('NFC')),
    ...keys.map((key) => key.normalize('NFD')),
  ];
  return [...new Set(spellings)].filter((key) => isSafeKey(key) && !isReserved(key));
};
