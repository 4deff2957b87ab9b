/**
 * An AVIF without anything that it says of itself: what no picture in it refers to is blanked, and stays as long as it was,
 * so that nothing moves. ISO/IEC 14496-12, 8.11, and 23008-12. Whatever has other parts is not passed on.
 */
import { findBox, readBoxes } from '../boxes.ts';

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const textAt = (bytes: Uint8Array, at: number): string => String.fromCodePoint(...bytes.subarray(at, at + 4));

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const outer = setOf('ftyp meta mdat free skip');
const inner = setOf('hdlr pitm iloc iinf iref iprp idat dinf grpl free');
/** What a picture is like; `clap` would crop it, which not all that show it do. */
const properties = setOf('ispe pixi av1C colr auxC irot imir pasp clli mdcv cclv amve a1op a1lx lsel free');
/** Pictures, and what they are put together from. */
const pictures = setOf('av01 grid iovl iden');

const areKnown = (bytes: Uint8Array, names: ReadonlySet<string>): boolean =>
  [...readBoxes(bytes)].every(({ name }) => names.has(name));

interface Item {
  readonly id: number;
  /** Where its kind is written. */
  readonly kind: Uint8Array;
}

/** Undefined for versions that nobody writes for pictures. */
const readItems = (list: Uint8Array): readonly Item[] | undefined => {
  const entries = [...readBoxes(list.subarray(list[0] === 0 ? 6 : 8))].map(({ content }) => content);
  if (entries.some((entry) => entry[0] !== 2 && entry[0] !== 3)) return undefined;
  return entries.map((entry) => {
    const isWide = entry[0] === 3;
    const view = viewOf(entry);
    const at = isWide ? 10 : 8;
    return { id: isWide ? view.getUint32(4) : view.getUint16(4), kind: entry.subarray(at, at + 4) };
  });
};

interface Place {
  readonly id: number;
  /** From the beginning of the file, or in a box of the description. */
  readonly within: 'file' | 'idat' | 'unknown';
  readonly extents: readonly (readonly [start: number, length: number])[];
}

/** Where the bytes of items are: 8.11.3. */
const readPlaces = (location: Uint8Array): readonly Place[] => {
  const view = viewOf(location);
  const version = view.getUint8(0);
  const [sizes, more] = [view.getUint8(4), view.getUint8(5)];
  let at = 6;
  const read = (size: number): number => {
    let value = 0;
    for (let left = size; left > 0; left--, at++) value = value * 256 + view.getUint8(at);
    return value;
  };
  const idBytes = version < 2 ? 2 : 4;
  const count = read(idBytes);
  return Array.from({ length: count }, () => {
    const id = read(idBytes);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2); // the file that holds them: this one
    const base = read(more >> 4);
    const extents = Array.from({ length: read(2) }, () => {
      if (version > 0) read(more & 15);
      const offset = read(sizes >> 4);
      return [base + offset, read(sizes & 15)] as const;
    });
    return { id, within: method === 0 ? 'file' : method === 1 ? 'idat' : 'unknown', extents };
  });
};

/** Zeros wherever none of the pictures has bytes; these count from `shift` bytes before the box. */
const blank = (box: Uint8Array, extents: Place['extents'], shift: number): void => {
  const source = box.slice();
  box.fill(0);
  for (const [start, length] of extents) {
    const from = Math.max(0, start - shift);
    const until = length === 0 ? source.length : Math.max(from, start - shift + length);
    box.set(source.subarray(from, until), Math.min(from, box.length));
  }
};

/** A kind that nobody reads. */
const free = new TextEncoder().encode('free');

interface Parts {
  readonly items: readonly Item[];
  readonly places: readonly Place[];
  /** The box of the description that small items lie in. */
  readonly inside: Uint8Array | undefined;
}

/** Undefined where something is missing, or not known. */
const readParts = (file: Uint8Array): Parts | undefined => {
  const meta = findBox(file, 'meta')?.subarray(4);
  const list = meta && findBox(meta, 'iinf');
  const location = meta && findBox(meta, 'iloc');
  const described = meta && findBox(meta, 'iprp');
  const own = described && findBox(described, 'ipco');
  const items = list && readItems(list);
  if (!items || !location || !own) return undefined;
  if (!areKnown(file, outer) || !areKnown(meta, inner) || !areKnown(own, properties)) return undefined;
  return { items, places: readPlaces(location), inside: findBox(meta, 'idat') };
};

export const stripAvif = (bytes: Uint8Array): Uint8Array | undefined => {
  const file = new Uint8Array(bytes);
  const parts = readParts(file);
  if (parts === undefined) return undefined;
  const { items, places, inside } = parts;
  const shown = new Set(items.filter(({ kind }) => pictures.has(textAt(kind, 0))).map(({ id }) => id));
  const kept = places.filter(({ id }) => shown.has(id));
  if (kept.length !== shown.size || kept.some(({ within }) => within === 'unknown')) return undefined;
  const extentsIn = (within: Place['within']): Place['extents'] =>
    kept.filter((place) => place.within === within).flatMap(({ extents }) => extents);
  for (const { name, content } of readBoxes(file)) {
    if (name === 'mdat') blank(content, extentsIn('file'), content.byteOffset);
    if (name === 'free' || name === 'skip') content.fill(0);
  }
  if (inside) blank(inside, extentsIn('idat'), 0);
  for (const { id, kind } of items) if (!shown.has(id)) kind.set(free);
  return file;
};
