/** What a file is by its first bytes; its name proves nothing. */
import { fail } from '../errors.ts';
import type { SourceFormat } from '../ops/facts.ts';

export type Sniffed =
  | { readonly kind: 'known'; readonly format: SourceFormat }
  /** An image or document that we do not read, by name. */
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unknown' };

const known = (format: SourceFormat): Sniffed => ({ kind: 'known', format });
const foreign = (name: string): Sniffed => ({ kind: 'foreign', name });

/** Text at an offset, each `?` standing for any byte. */
const signatures: readonly (readonly [offset: number, text: string, sniffed: Sniffed])[] = [
  [0, '\xff\xd8\xff', known('jpg')],
  [0, '\x89PNG\r\n\x1a\n', known('png')],
  [0, 'GIF87a', known('gif')],
  [0, 'GIF89a', known('gif')],
  [0, 'RIFF????WEBP', known('webp')],
  [0, 'II*\0', known('tiff')],
  [0, 'MM\0*', known('tiff')],
  [0, 'II+\0', known('tiff')],
  [0, 'MM\0+', known('tiff')],
  [0, '\xff\x0a', known('jxl')],
  [0, '\0\0\0\x0cJXL \r\n\x87\n', known('jxl')],
  [0, '\0\0\0\x0cjP  \r\n\x87\n', foreign('JPEG 2000')],
  [0, '\xff\x4f\xff\x51', foreign('JPEG 2000')],
  [0, '8BPS', foreign('PSD')],
  [0, '%PDF-', foreign('PDF')],
  [0, '%!PS', foreign('PostScript')],
  [0, 'BM????\0\0\0\0', known('bmp')],
  [0, '\0\0\x01\0', known('ico')],
  [0, '\0\0\x02\0', foreign('CUR')],
  [0, '\x76\x2f\x31\x01', foreign('OpenEXR')],
  [0, '#?RADIANCE', foreign('Radiance HDR')],
  [0, 'SIMPLE  =', foreign('FITS')],
  [0, 'qoif', foreign('QOI')],
  [0, 'DDS ', foreign('DDS')],
  [0, '\x1aE\xdf\xa3', foreign('Matroska or WebM video')],
  [0, 'RIFF????AVI ', foreign('AVI video')],
  [0, 'OggS', foreign('Ogg')],
  [0, 'ID3', foreign('MP3')],
  [0, 'PK\x03\x04', foreign('ZIP')],
  [0, '\x1f\x8b', foreign('gzip')],
];

export const sniff = (bytes: Uint8Array): Sniffed => {
  const found = signatures.find(([offset, text]) => matches(bytes, offset, text));
  if (found !== undefined) return found[2];
  if (matches(bytes, 4, 'ftyp')) return sniffBrands(bytes);
  return looksLikeSvg(bytes) ? known('svg') : { kind: 'unknown' };
};

const matches = (bytes: Uint8Array, offset: number, text: string): boolean => {
  if (bytes.length < offset + text.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '?' && bytes[offset + index] !== text.charCodeAt(index)) return false;
  }
  return true;
};

/** ISO base media files name what they are compatible with in their first box (ISO/IEC 14496-12, 4.3). */
const sniffBrands = (bytes: Uint8Array): Sniffed => {
  const size = Math.min(bytes.length, 256, (bytes[2]! << 8) | bytes[3]!);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= size; at += 4) {
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  }
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return known('avif');
  if (brands.some((brand) => /^(?:hei[cmsx]|hev[cmx]|mif1|msf1)$/u.test(brand))) return known('heic');
  return foreign('MP4 or similar video');
};

/** The first element is `svg`, after a byte order mark, a declaration, comments and a doctype. */
const looksLikeSvg = (bytes: Uint8Array): boolean => {
  const utf16 =
    bytes.length > 2 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  // Without its zeros, ASCII in UTF-16 is ASCII.
  const head = bytes.subarray(utf16 ? 2 : 0, 16_384).filter((byte) => byte !== 0);
  const text = new TextDecoder('windows-1252').decode(head).replace(/^\u00ef\u00bb\u00bf/u, '');
  let at = 0;
  while (at !== -1) {
    at = text.length - text.slice(at).trimStart().length;
    if (text.startsWith('<?', at)) at = endOf(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = endOf(text, '-->', at);
    else if (text.startsWith('<!DOCTYPE', at)) at = endOfDoctype(text, at);
    else return /^<(?:[A-Za-z_][\w.-]{0,100}:)?svg[\s>/]/u.test(text.slice(at, at + 200));
  }
  return false;
};

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found === -1 ? -1 : found + mark.length;
};

const endOfDoctype = (text: string, from: number): number => {
  const end = text.indexOf('>', from);
  const subset = text.indexOf('[', from);
  return subset === -1 || subset > end ? endOf(text, '>', from) : endOf(text, '>', text.indexOf(']', subset));
};

export const requireFormat = (bytes: Uint8Array): SourceFormat => {
  const sniffed = sniff(bytes);
  if (sniffed.kind === 'unknown') throw fail('source.not-an-image');
  if (sniffed.kind === 'foreign') {
    throw fail('source.unsupported-format', `${sniffed.name} originals are not supported`);
  }
  return sniffed.format;
};
