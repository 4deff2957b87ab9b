/**
 * The container of TrueType and OpenType fonts: a directory of tables.
 * https://learn.microsoft.com/typography/opentype/spec/otff
 */

interface Table {
  /** Of its entry in the directory. */
  readonly entry: number;
  readonly offset: number;
  readonly length: number;
}

export interface Sfnt {
  readonly view: DataView;
  readonly tables: ReadonlyMap<string, Table>;
}

const headerBytes = 12;
const entryBytes = 16;

/** What the first four bytes say: TrueType outlines (two spellings) or PostScript ones. */
const flavours: ReadonlySet<number> = new Set([0x00010000, 0x74727565, 0x4f54544f]);

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Undefined for what is no such font, or whose directory points beyond its end. */
export const readSfnt = (bytes: Uint8Array): Sfnt | undefined => {
  const view = viewOf(bytes);
  if (view.byteLength < headerBytes || !flavours.has(view.getUint32(0))) return undefined;
  const count = view.getUint16(4);
  if (count === 0 || view.byteLength < headerBytes + count * entryBytes) return undefined;
  const tables = new Map<string, Table>();
  for (let index = 0; index < count; index += 1) {
    const entry = headerBytes + index * entryBytes;
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    const table = { entry, offset: view.getUint32(entry + 8), length: view.getUint32(entry + 12) };
    if (table.offset + table.length > view.byteLength) return undefined;
    tables.set(tag, table);
  }
  return { view, tables };
};

/** A table by itself; undefined when there is none. */
export const tableOf = ({ view, tables }: Sfnt, tag: string): DataView | undefined => {
  const table = tables.get(tag);
  return table && new DataView(view.buffer, view.byteOffset + table.offset, table.length);
};

/** The same font with another table in the place of one that it has. Nobody who draws fonts looks at checksums. */
export const replaceTable = (bytes: Uint8Array, tag: string, content: Uint8Array): Uint8Array | undefined => {
  const entry = readSfnt(bytes)?.tables.get(tag)?.entry;
  if (entry === undefined) return undefined;
  const offset = Math.ceil(bytes.length / 4) * 4;
  const result = new Uint8Array(offset + content.length);
  result.set(bytes);
  result.set(content, offset);
  const view = viewOf(result);
  view.setUint32(entry + 8, offset);
  view.setUint32(entry + 12, content.length);
  return result;
};
