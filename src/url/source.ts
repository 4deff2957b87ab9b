/** The last part of a delivery URL: the public id with its extension, or with a name for search engines. */
import { type Result, refuse, succeed } from '../result.ts';
import type { Decoded } from './decoded.ts';
import { splitExtension } from './extension.ts';
import type { Kind } from './kind.ts';
import { rawSpan } from './percent.ts';

export interface Source {
  readonly publicId: string;
  readonly format?: string;
  readonly seoSuffix?: string;
  /** What a signature covers: the id with the extension, escaped as in the URL. */
  readonly signedText: string;
}

const malformed = (message: string, at: Decoded, hint?: string): Result<never> =>
  refuse({ code: 'url.malformed', message, span: rawSpan(at), ...(hint !== undefined && { hint }) });

/** Control characters, and the backslash that some file systems and URL parsers take for a slash. */
export const forbiddenCharacter = /[\p{Cc}\\]/u;

const describeCharacter = (character: string): string =>
  character === '\\'
    ? 'a backslash'
    : `the control character U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

const isDots = (text: string): boolean => text === '.' || text === '..';

const dotSegment = (text: string, at: Decoded): Result<never> =>
  malformed(`A public id cannot contain the segment ${text}`, at);

const checkSegment = (segment: Decoded): Result<Decoded> => {
  const { text } = segment;
  if (isDots(text)) return dotSegment(text, segment);
  const [forbidden] = forbiddenCharacter.exec(text) ?? [];
  return forbidden === undefined
    ? succeed(segment)
    : malformed(`A public id cannot contain ${describeCharacter(forbidden)}`, segment);
};

/** The raw text of segments that stand side by side; doubled slashes count once, as when SDKs sign. */
export const rawText = (raw: string, segments: readonly Decoded[]): string => {
  const first = segments[0];
  const last = segments.at(-1);
  if (!first || !last) return '';
  return raw.slice(rawSpan(first).from, rawSpan(last).to).replace(/(?<!:)\/{2,}/gu, '/');
};

const joinId = (folders: readonly Decoded[], name: string): string =>
  [...folders.map(({ text }) => text), name].join('/');

/** `dir/portrait.jpg`. A raw file's extension is part of its public id. */
const readId = (raw: string, segments: readonly Decoded[], last: Decoded, kind: Kind): Result<Source> => {
  const signedText = rawText(raw, segments);
  const folders = segments.slice(0, -1);
  if (kind.resourceType === 'raw') return succeed({ publicId: joinId(folders, last.text), signedText });
  const name = splitExtension(last);
  if (!name.ok) return name;
  const { stem, extension } = name.value;
  if (isDots(stem)) return dotSegment(stem, last); // from ...jpg
  const publicId = joinId(folders, stem);
  return succeed({
    publicId,
    signedText,
    ...(extension !== undefined && { format: extension.toLowerCase() }),
  });
};

/** `dir/portrait/a-name.jpg`: the same as `dir/portrait.jpg`, and signed as if it were written so. */
const readSeo = (raw: string, segments: readonly Decoded[], last: Decoded, kind: Kind): Result<Source> => {
  const idSegments = segments.slice(0, -1);
  const idLast = idSegments.at(-1);
  if (!idLast) {
    return malformed(
      `This kind of URL ends in PUBLIC_ID/NAME, but there is only ${last.text}`,
      last,
      'For an original in a folder called images, videos or files, write /v1/ before the folder.',
    );
  }
  const suffix = splitExtension(last);
  if (!suffix.ok) return suffix;
  const { stem: seoSuffix, extension } = suffix.value;
  if (extension === undefined) {
    const id = readId(raw, idSegments, idLast, kind);
    return id.ok ? succeed({ ...id.value, seoSuffix }) : id;
  }
  const publicId = joinId(idSegments.slice(0, -1), idLast.text);
  const signedText = `${rawText(raw, idSegments)}.${extension}`;
  return kind.resourceType === 'raw'
    ? succeed({ publicId: `${publicId}.${extension}`, signedText, seoSuffix })
    : succeed({ publicId, format: extension.toLowerCase(), signedText, seoSuffix });
};

export const readSource = (raw: string, segments: readonly Decoded[], kind: Kind): Result<Source> => {
  for (const segment of segments) {
    const checked = checkSegment(segment);
    if (!checked.ok) return checked;
  }
  const last = segments.at(-1);
  if (!last) return refuse({ code: 'url.malformed', message: 'The public id is missing' });
  return kind.seo ? readSeo(raw, segments, last, kind) : readId(raw, segments, last, kind);
};
