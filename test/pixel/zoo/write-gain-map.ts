/**
 * An HDR photograph as phones write it: an ordinary JPEG, and behind it a second one that says where to make it
 * brighter. Ultra HDR 1.0, https://developer.android.com/media/platform/hdr-image-format, and CIPA DC-007 for the list.
 */

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

const behindStart = (jpeg: Uint8Array, ...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

const xmp = (attributes: string): Buffer =>
  segment(
    0xe1,
    Buffer.from(
      'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ' +
        `xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" ${attributes}/></rdf:RDF></x:xmpmeta>`,
      'latin1',
    ),
  );

const entry = (attribute: number, size: number, offset: number): Buffer => {
  const bytes = Buffer.alloc(16);
  for (const [index, number] of [attribute, size, offset].entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
};

/** Version, count and place of the list of pictures. */
const writeIndex = (list: Buffer): Buffer => {
  const head = Buffer.from('MPF\0MM\0*\0\0\0\x08\0\x03', 'latin1');
  const field = (tag: number, type: number, count: number, value: number): Buffer => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const fields = [
    field(0xb000, 7, 4, 0x30313030),
    field(0xb001, 4, 1, list.length / 16),
    field(0xb002, 7, list.length, 8 + 2 + 36 + 4),
  ];
  return segment(0xe2, Buffer.concat([head, ...fields, Buffer.alloc(4), list]));
};

export const writeGainMapJpeg = (base: Uint8Array, map: Uint8Array): Buffer => {
  const gain = behindStart(map, xmp('hdrgm:Version="1.0" hdrgm:GainMapMax="2.5" hdrgm:HDRCapacityMax="2.5"'));
  const said = xmp('hdrgm:Version="1.0"');
  const write = (size: number, offset: number): Buffer =>
    behindStart(
      base,
      said,
      writeIndex(Buffer.concat([entry(0x030000, size, 0), entry(0, gain.length, offset)])),
    );
  const { length } = write(0, 0);
  // Offsets count from the byte order mark within the index.
  const orderMark = 2 + said.length + 4 + 4;
  return Buffer.concat([write(length, length - orderMark), gain]);
};
