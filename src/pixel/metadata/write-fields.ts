/** Writes what was kept in every form that the format has: EXIF, XMP, and IPTC's older form in JPEG. */
import type { Sharp } from 'sharp';
import type { OutputFormat } from '../../ops/facts.ts';
import type { KeptField } from './fields.ts';
import { insertIptc } from './iptc.ts';

/** ISO 16684-1, and https://developer.adobe.com/xmp/docs/XMPNamespaces/. */
const namespaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
} as const;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const listOf = (container: string, items: string): string => `<rdf:${container}>${items}</rdf:${container}>`;

const writeProperty = ({ field: { xmp }, values }: KeptField): string => {
  if (xmp === undefined) return '';
  const texts = values.map(escape);
  const items = texts.map((text) => `<rdf:li>${text}</rdf:li>`).join('');
  const content = {
    alt: listOf('Alt', `<rdf:li xml:lang="x-default">${texts[0] ?? ''}</rdf:li>`),
    bag: listOf('Bag', items),
    seq: listOf('Seq', items),
    text: texts[0] ?? '',
  }[xmp.form];
  return `<${xmp.name}>${content}</${xmp.name}>`;
};

const writeXmp = (kept: readonly KeptField[]): string | undefined => {
  const properties = kept.map(writeProperty).join('');
  if (properties === '') return undefined;
  const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const description = `<rdf:Description rdf:about="">${properties}</rdf:Description>`;
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    `<rdf:RDF${declared.join('')}>${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
};

const exifOf = (
  kept: readonly KeptField[],
  ifd: 'IFD0' | 'IFD2',
): readonly (readonly [name: string, value: string])[] =>
  kept.flatMap(({ field: { exif }, values }) => (exif?.ifd === ifd ? [[exif.name, values.join('; ')]] : []));

/** Dots per inch as EXIF says them, for formats that have no place of their own for it. */
const densityFields = (density: number | undefined): readonly (readonly [name: string, value: string])[] =>
  density === undefined
    ? []
    : [
        ['XResolution', `${Math.round(density * 100)}/100`],
        ['YResolution', `${Math.round(density * 100)}/100`],
        ['ResolutionUnit', '2'],
      ];

/**
 * Nothing of what the original has beside it: both replace all, which is why a density is never written without them
 * (sharp's `withDensity` alone would keep the original's EXIF, places and names included).
 */
export const withFields = (image: Sharp, kept: readonly KeptField[], density?: number): Sharp => {
  const main = [...exifOf(kept, 'IFD0'), ...densityFields(density)];
  const camera = exifOf(kept, 'IFD2');
  const xmp = writeXmp(kept);
  const described = xmp === undefined ? image : image.withXmp(xmp);
  if (main.length + camera.length === 0) return described;
  const tagged = described.withExif({ IFD0: Object.fromEntries(main), IFD2: Object.fromEntries(camera) });
  return density === undefined ? tagged : tagged.withDensity(density);
};

/** Once more in a JPEG, where press systems look for it; libvips cannot write that. */
export const addIptc = (bytes: Uint8Array, format: OutputFormat, kept: readonly KeptField[]): Uint8Array =>
  format === 'jpg'
    ? insertIptc(
        bytes,
        new Map(
          kept.flatMap(({ field: { iptc }, values }) =>
            iptc === undefined ? [] : [[iptc, values] as const],
          ),
        ),
      )
    : bytes;
