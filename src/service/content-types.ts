/** What a format is called in HTTP, and in file names. */
import type { SourceFormat } from '../ops/facts.ts';
import type { Plan } from '../plan/plan.ts';
import type { Rendered } from '../ports.ts';

const contentTypes: Readonly<Record<SourceFormat, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  heic: 'image/heic',
  ico: 'image/vnd.microsoft.icon',
  jpg: 'image/jpeg',
  jxl: 'image/jxl',
  png: 'image/png',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  webp: 'image/webp',
};

export const contentTypeOf = (format: SourceFormat): string => contentTypes[format];

const infoContentType = 'application/json';

/** Of what a plan was answered with. */
export const contentTypeOfRendered = ({ info }: Plan, { format }: Pick<Rendered, 'format'>): string =>
  info === undefined ? contentTypes[format] : infoContentType;

/**
 * Raw files are never shown, only saved, so that a page that somebody put among them cannot run on our address.
 * Differs from Cloudinary: there, the extension decides.
 */
export const rawContentType = 'application/octet-stream';

const extensions = new Map([
  ...Object.entries(contentTypes).map(([format, type]): [string, string] => [type, format]),
  [infoContentType, 'json'],
]);

/** Undefined for raw files, whose names carry their own. */
export const extensionOf = (contentType: string): string | undefined => extensions.get(contentType);
