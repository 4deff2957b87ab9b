/**
 * What may be kept of an original's metadata, and where each form of metadata has it. Whatever is not in this list never
 * gets into a result: not where a picture was taken, no maker's notes, no preview of what was cropped away. The pairs
 * are those of the IPTC Photo Metadata Standard: https://www.iptc.org/std/photometadata/specification/
 */

/** How XMP holds it: one value, one in a default language, some in order, some without. */
export type XmpForm = 'alt' | 'bag' | 'seq' | 'text';

export interface Field {
  /** Says whose the picture is. */
  readonly attribution?: true;
  /** Prefix and name. */
  readonly xmp?: { readonly name: string; readonly form: XmpForm };
  /** Data set of the application record. */
  readonly iptc?: number;
  /** By the name that it is written under; `read` is what our reader calls it, where that differs. */
  readonly exif?: { readonly ifd: 'IFD0' | 'IFD2'; readonly name: string; readonly read?: string };
}

const xmp = (name: string, form: XmpForm = 'text'): Pick<Field, 'xmp'> => ({ xmp: { name, form } });
const main = (name: string, read?: string): Pick<Field, 'exif'> => ({
  exif: { ifd: 'IFD0', name, ...(read !== undefined && { read }) },
});
const camera = (name: string, read?: string): Field => ({
  exif: { ifd: 'IFD2', name, ...(read !== undefined && { read }) },
});

export const fields: readonly Field[] = [
  { attribution: true, ...xmp('dc:creator', 'seq'), iptc: 80, ...main('Artist') },
  { attribution: true, ...xmp('dc:rights', 'alt'), iptc: 116, ...main('Copyright') },
  { attribution: true, ...xmp('photoshop:AuthorsPosition'), iptc: 85 },
  { attribution: true, ...xmp('photoshop:Credit'), iptc: 110 },
  { attribution: true, ...xmp('photoshop:Source'), iptc: 115 },
  { attribution: true, ...xmp('xmpRights:Marked') },
  { attribution: true, ...xmp('xmpRights:UsageTerms', 'alt') },
  { attribution: true, ...xmp('xmpRights:WebStatement') },
  { ...xmp('dc:title', 'alt'), iptc: 5 },
  { ...xmp('dc:description', 'alt'), iptc: 120, ...main('ImageDescription') },
  { ...xmp('dc:subject', 'bag'), iptc: 25 },
  { ...xmp('photoshop:Headline'), iptc: 105 },
  { ...xmp('photoshop:Instructions'), iptc: 40 },
  { ...xmp('photoshop:TransmissionReference'), iptc: 103 },
  { ...xmp('photoshop:CaptionWriter'), iptc: 122 },
  { ...xmp('photoshop:City'), iptc: 90 },
  { ...xmp('photoshop:State'), iptc: 95 },
  { ...xmp('photoshop:Country'), iptc: 101 },
  main('Make'),
  main('Model'),
  main('Software'),
  main('DateTime', 'ModifyDate'),
  camera('DateTimeOriginal'),
  camera('DateTimeDigitized', 'CreateDate'),
  camera('ExposureTime'),
  camera('FNumber'),
  camera('ISOSpeedRatings', 'ISO'),
  camera('FocalLength'),
];

/** One field with what the original says; never empty. */
export interface KeptField {
  readonly field: Field;
  readonly values: readonly string[];
}
