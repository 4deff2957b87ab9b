/**
 * No derived picture says where it was taken, or by which device, whatever the original says it in and whatever format
 * it leaves in. Judged by the bytes that are delivered.
 */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '../../src/ops/facts.ts';
import { insertIptc } from '../../src/pixel/metadata/iptc.ts';
import { ownBytes } from '../../src/pixel/own-bytes.ts';
import { engine, render, signal } from './pictures.ts';
import { writeChunk } from './zoo/write-png.ts';

/** Unlike anything else in a file. */
const creator = 'Zoe Whosepictureitis';
const serial = 'SN-7700118822';
const latitude = '52/1 31/1 7654321/1000';
const secret = 'GPS 52.777123 SN-7700118822';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 exif:GPSLatitude="52,31.777N" aux:SerialNumber="${serial}"/></rdf:RDF></x:xmpmeta>`;

const base = sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } });

const tagged = base
  .clone()
  .withXmp(xmp)
  .withExif({
    IFD0: { Artist: creator, ImageDescription: secret },
    IFD2: { BodySerialNumber: serial, LensSerialNumber: serial, MakerNote: secret, UserComment: secret },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: latitude },
  });

/** An application segment behind the first two bytes. */
const withSegment = (jpeg: Uint8Array, marker: number, text: string): Buffer => {
  const length = text.length + 2;
  const head = Buffer.from([0xff, marker, length >> 8, length & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(text, 'latin1'), jpeg.subarray(2)]);
};

const jpeg = async (): Promise<Uint8Array> => {
  const described = insertIptc(await tagged.clone().jpeg().toBuffer(), new Map([[120, [secret]]]));
  // A comment, and provenance (C2PA) in JUMBF boxes.
  return withSegment(withSegment(described, 0xfe, secret), 0xeb, `JP\0\x01\0\0\0\x01jumb c2pa ${secret}`);
};

const png = async (): Promise<Uint8Array> => {
  const bytes = await tagged.clone().png().toBuffer();
  const texts = [
    writeChunk('tEXt', Buffer.from(`Comment\0${secret}`)),
    writeChunk('iTXt', Buffer.from(`Location\0\0\0\0\0${secret}`)),
    writeChunk('caBX', Buffer.from(`jumb c2pa ${secret}`)),
  ];
  return Buffer.concat([bytes.subarray(0, 33), ...texts, bytes.subarray(33)]);
};

const gif = async (): Promise<Uint8Array> => {
  const bytes = await base.clone().gif().toBuffer();
  const end = bytes.length - 1;
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, secret.length]),
    Buffer.from(secret),
    Buffer.from([0]),
  ]);
  return Buffer.concat([bytes.subarray(0, end), comment, bytes.subarray(end)]);
};

const originals = {
  jpeg,
  png,
  gif,
  webp: async () => tagged.clone().webp().toBuffer(),
  tiff: async () => tagged.clone().tiff().toBuffer(),
  avif: async () => tagged.clone().avif().toBuffer(),
} as const;

const traces = /GPS|52,31\.777|52\.777123|SN-7700118822|c2pa/iu;
const secondsOfArc = Buffer.alloc(4);
secondsOfArc.writeUInt32LE(7_654_321);

const hasTrace = (bytes: Uint8Array): boolean => {
  const buffer = Buffer.from(bytes);
  const reversed = Buffer.from(secondsOfArc).reverse();
  return traces.test(buffer.toString('latin1')) || buffer.includes(secondsOfArc) || buffer.includes(reversed);
};

const formats: readonly OutputFormat[] = ['avif', 'gif', 'ico', 'jpg', 'png', 'tiff', 'webp'];
const names = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes(creator);

describe.each(Object.entries(originals))('%s', (_, write) => {
  it('has what is looked for', async () => {
    expect(hasTrace(await write())).toBe(true);
  });

  it.each(formats)('leaves as %s without a trace', async (format) => {
    const file = await write();
    const { bytes } = await render(file, [], { encode: { format } });
    expect([hasTrace(bytes), names(bytes)]).toEqual([false, false]);
    const smaller = await render(file, [{ op: 'resize', width: 20, height: 15 }], { encode: { format } });
    expect([hasTrace(smaller.bytes), names(smaller.bytes)]).toEqual([false, false]);
  });

  it.each(formats)('leaves as %s with nothing but whose it is, where that is kept', async (format) => {
    const encode = { format, metadata: 'attribution' } as const;
    const file = await write();
    const { bytes } = await render(file, [{ op: 'resize', width: 20, height: 15 }], { encode });
    expect(hasTrace(bytes)).toBe(false);
    expect(names(bytes)).toBe(names(file) && format !== 'gif');
  });

  it('leaves without a trace though its own bytes do', async () => {
    const file = await write();
    const { facts } = await engine.open(file, signal);
    const own = ownBytes(file, facts);
    expect(own === undefined).toBe(facts.format === 'tiff');
    expect(own !== undefined && (hasTrace(own) || names(own))).toBe(false);
  });
});
