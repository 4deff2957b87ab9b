/**
 * The colours that a picture has by numbers instead of by a profile: the code points of ITU-T H.273, which AVIF and HEIC
 * hold in a `colr` box (ISO/IEC 23008-12, 6.5.5) and PNG in a chunk, https://www.w3.org/TR/png-3/#cICP-chunk.
 */
import type { SourceFormat } from '../../ops/facts.ts';
import { findBox, readBoxes } from '../boxes.ts';

export interface ColorCodes {
  readonly primaries: number;
  readonly transfer: number;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Bytes of the version and flags that some boxes begin with. */
const versionBytes = 4;

/** The numbers of the properties that an item has, from 1 as they are counted. ISO/IEC 23008-12, 9.3. */
const findProperties = (association: Uint8Array, item: number): readonly number[] => {
  const view = viewOf(association);
  const isWide = (view.getUint8(3) & 1) === 1;
  const idBytes = view.getUint8(0) < 1 ? 2 : 4;
  const readNumbers = (at: number, count: number): readonly number[] =>
    Array.from({ length: count }, (_, index) =>
      isWide ? view.getUint16(at + index * 2) & 0x7fff : view.getUint8(at + index) & 0x7f,
    );
  let at = versionBytes + 4;
  for (let left = view.getUint32(versionBytes); left > 0; left--) {
    const id = idBytes === 2 ? view.getUint16(at) : view.getUint32(at);
    const count = view.getUint8(at + idBytes);
    if (id === item) return readNumbers(at + idBytes + 1, count);
    at += idBytes + 1 + count * (isWide ? 2 : 1);
  }
  return [];
};

/** Of the picture that is shown: others in the file, such as gain maps, have colours of their own. */
const readMedia = (bytes: Uint8Array): ColorCodes | undefined => {
  const meta = findBox(bytes, 'meta')?.subarray(versionBytes);
  const primary = meta && findBox(meta, 'pitm');
  const described = meta && findBox(meta, 'iprp');
  const properties = described && findBox(described, 'ipco');
  const association = described && findBox(described, 'ipma');
  if (!primary || !properties || !association) return undefined;
  const view = viewOf(primary);
  const item = view.getUint8(0) === 0 ? view.getUint16(versionBytes) : view.getUint32(versionBytes);
  const own = new Set(findProperties(association, item));
  const colors = [...readBoxes(properties)].filter(
    ({ name }, index) => name === 'colr' && own.has(index + 1),
  );
  const kindOf = (content: Uint8Array): string => String.fromCodePoint(...content.subarray(0, 4));
  // A profile says more than numbers do.
  if (colors.some(({ content }) => kindOf(content) !== 'nclx')) return undefined;
  const [numbered] = colors;
  if (numbered === undefined) return undefined;
  const codes = viewOf(numbered.content);
  return { primaries: codes.getUint16(4), transfer: codes.getUint16(6) };
};

/** Here the numbers say more than a profile, which is there for those who cannot read them. */
const readPng = (bytes: Uint8Array): ColorCodes | undefined => {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCodePoint(...bytes.subarray(at + 4, at + 8));
    if (name === 'cICP') return { primaries: view.getUint8(at + 8), transfer: view.getUint8(at + 9) };
    if (name === 'IDAT') return undefined;
  }
  return undefined;
};

/** Undefined where a profile, or nothing, says what the colours are. Throws a RangeError where bytes are missing. */
export const readColorCodes = (bytes: Uint8Array, format: SourceFormat): ColorCodes | undefined => {
  if (format === 'png') return readPng(bytes);
  return format === 'avif' || format === 'heic' ? readMedia(bytes) : undefined;
};
