/** Reads from an original's EXIF, IPTC and XMP what may be kept. Whatever cannot be read is not there. */
import exifr from 'exifr';
import sharp from 'sharp';
import type { Encode } from '../../plan/plan.ts';
import { failOn } from '../decode.ts';
import { type Field, fields, type KeptField } from './fields.ts';
import { type DataSets, readIptc } from './iptc.ts';

/** Blocks of names and values: `ifd0`, `exif`, and a block for each prefix of XMP. */
type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Nobody writes more, and what is written in three places has to fit into segments. */
const longestValue = 2000;
const mostValues = 100;

const segment = (marker: number, head: string, content: Uint8Array): Uint8Array => {
  const body = Buffer.concat([Buffer.from(head, 'latin1'), content]);
  const length = body.length + 2;
  return length > 0xffff
    ? new Uint8Array()
    : Buffer.concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
};

/** libvips hands EXIF out with or without its mark, by format. */
const withoutMark = (exif: Uint8Array): Uint8Array => (exif[0] === 0x45 ? exif.subarray(6) : exif);

/** In the form of a JPEG without a picture, whatever format they come from. */
const readBlocks = async (exif?: Uint8Array, xmp?: Uint8Array): Promise<Blocks> => {
  const file = Buffer.concat([
    Uint8Array.of(0xff, 0xd8),
    exif ? segment(0xe1, 'Exif\0\0', withoutMark(exif)) : new Uint8Array(),
    xmp ? segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmp) : new Uint8Array(),
    Uint8Array.of(0xff, 0xd9),
  ]);
  try {
    const blocks: unknown = await exifr.parse(file, {
      tiff: true,
      exif: true,
      xmp: true,
      gps: false,
      mergeOutput: false,
      translateValues: false,
      reviveValues: false,
    });
    return (blocks ?? {}) as Blocks;
  } catch {
    return {};
  }
};

const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

const unescape = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/giu,
    (whole, decimal?: string, hex?: string, name = '') => {
      if (decimal === undefined && hex === undefined) return entities[String(name)] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    },
  );

/** Characters that no XML may hold go, halves of surrogate pairs among them, and so do blanks around. */
const tidy = (text: string): string =>
  text
    .slice(0, longestValue)
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/gu, '')
    .trim();

/** A text, a number, several, or one in a language. */
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'object' && value !== null && 'value' in value ? textsOf(value.value) : [];
};

const readXmp = ({ xmp }: Field, blocks: Blocks): readonly string[] => {
  const [prefix = '', name = ''] = xmp?.name.split(':') ?? [];
  return textsOf(blocks[prefix]?.[name]).map(unescape);
};

const readExif = ({ exif }: Field, { ifd0, exif: camera }: Blocks): readonly string[] =>
  exif === undefined ? [] : textsOf((exif.ifd === 'IFD0' ? ifd0 : camera)?.[exif.read ?? exif.name]);

/** XMP first: it has all of Unicode. */
const readField = (field: Field, blocks: Blocks, iptc: DataSets): readonly string[] => {
  const found = [
    readXmp(field, blocks),
    field.iptc === undefined ? [] : (iptc.get(field.iptc) ?? []),
    readExif(field, blocks),
  ];
  return (
    found
      .map((texts) => texts.map(tidy).filter((text) => text !== ''))
      .find((texts) => texts.length > 0)
      ?.slice(0, mostValues) ?? []
  );
};

export const readFields = async (
  bytes: Uint8Array,
  maxInputPixels: number,
  keep: NonNullable<Encode['metadata']>,
): Promise<readonly KeptField[]> => {
  const { exif, iptc, xmp } = await sharp(bytes, { failOn, limitInputPixels: maxInputPixels }).metadata();
  const blocks = await readBlocks(exif, xmp);
  const sets: DataSets = iptc ? readIptc(iptc) : new Map();
  return fields
    .filter(({ attribution }) => keep === 'all' || attribution === true)
    .map((field) => ({ field, values: readField(field, blocks, sets) }))
    .filter(({ values }) => values.length > 0);
};
