/**
 * IPTC's older form, data sets of the application record (IIM 4.2, https://www.iptc.org/std/IIM/4.2/specification/), in
 * the resource block of Photoshop's that JPEG carries in APP13.
 */

export type DataSets = ReadonlyMap<number, readonly string[]>;

/** Begins each data set. */
const marker = 0x1c;
const application = 2;
/** Longer ones have an extended length, and are not read: no text is. */
const longest = 0x7fff;

/** Few writers say which encoding they use; UTF-8 cannot be mistaken for another. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** Where the first data set begins, whatever it lies in. */
const findStart = (block: Uint8Array): number => {
  const isStart = (at: number): boolean =>
    block[at] === marker && (block[at + 1] === 1 || block[at + 1] === application);
  const resource = Buffer.from(block.buffer, block.byteOffset, block.byteLength).indexOf('8BIM\x04\x04');
  for (let at = Math.max(0, resource); at < block.length; at++) if (isStart(at)) return at;
  return block.length;
};

export const readIptc = (block: Uint8Array): DataSets => {
  const sets = new Map<number, string[]>();
  let at = findStart(block);
  while (at + 5 <= block.length && block[at] === marker) {
    const [record, number] = [block[at + 1]!, block[at + 2]!];
    const length = (block[at + 3]! << 8) | block[at + 4]!;
    const end = at + 5 + length;
    if (length > longest || end > block.length) break;
    if (record === application) {
      sets.set(number, [...(sets.get(number) ?? []), decode(block.subarray(at + 5, end))]);
    }
    at = end;
  }
  return sets;
};

const dataSet = (record: number, number: number, content: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(marker, record, number, content.length >> 8, content.length & 0xff), content]);

/** Escape sequence for UTF-8. */
const utf8 = Uint8Array.of(0x1b, 0x25, 0x47);

const encode = (sets: DataSets): Uint8Array =>
  Buffer.concat([
    dataSet(1, 90, utf8),
    dataSet(application, 0, Uint8Array.of(0, 4)),
    ...[...sets].flatMap(([number, values]) =>
      values.map((value) => dataSet(application, number, Buffer.from(value).subarray(0, longest))),
    ),
  ]);

/** Of a segment, without its own two bytes. */
const mostInSegment = 0xffff - 2;

/** Resource 0x0404 with an empty name, padded to an even length. */
const segmentOf = (content: Uint8Array): Uint8Array | undefined => {
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(content.length, head.length - 4);
  const body = Buffer.concat([head, content, new Uint8Array(content.length % 2)]);
  if (body.length > mostInSegment) return undefined;
  const length = body.length + 2;
  return Buffer.concat([Uint8Array.of(0xff, 0xed, length >> 8, length & 0xff), body]);
};

/** Behind the other application segments of a JPEG; what would not fit is left out. */
export const insertIptc = (jpeg: Uint8Array, sets: DataSets): Uint8Array => {
  const segment = sets.size === 0 ? undefined : segmentOf(encode(sets));
  if (segment === undefined) return jpeg;
  let at = 2;
  while (jpeg[at] === 0xff && jpeg[at + 1]! >= 0xe0 && jpeg[at + 1]! <= 0xef) {
    at += 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!);
  }
  return Buffer.concat([jpeg.subarray(0, at), segment, jpeg.subarray(at)]);
};
