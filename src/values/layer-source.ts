/** What `l_` and `u_` name: a picture by its public id or address, a text, or a table of colours (LANGUAGE section 9). */
import type { LayerSource, Unsupported } from './ast.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { knownExtensions } from './formats.ts';
import { describeTextStyle, parseTextStyle, printTextStyle } from './text-style.ts';

const imageTypes = ['upload', 'private', 'authenticated'] as const;
type ImageType = (typeof imageTypes)[number];

const isImageType = (word: string | undefined): word is ImageType => imageTypes.some((type) => type === word);

/** First words that would be other kinds of layer. */
const refused: ReadonlyMap<string, string> = new Map([
  ['video', 'it is for videos'],
  ['audio', 'it is for videos'],
  ['subtitles', 'it is for videos'],
  ['url2png', 'screenshots were an add-on'],
]);

/** What a variable would have to fill in first. */
const mentionsVariable = /\$\(?[A-Za-z]/u;
const mentionsVariableInText = /\$\([A-Za-z]/u;

const longestId = 1024;
const longestText = 5000;

/** As of public ids in URLs: no control characters, no backslash, no dots as a folder's name, no empty name. */
const isPublicId = (id: string): boolean =>
  id.length <= longestId && !/[\p{Cc}\p{Cs}\\]/u.test(id) && !/(?:^|\/)(?:\.{0,2})(?:\/|$)/u.test(id);

const toImage = (type: ImageType, names: readonly string[]): LayerSource | undefined => {
  const id = names.join('/');
  const [, stem, extension] = /^(.*[^/])\.([^./]+)$/u.exec(id) ?? [];
  const known = stem !== undefined && extension !== undefined && knownExtensions.has(extension.toLowerCase());
  const named = known ? { publicId: stem, format: extension.toLowerCase() } : { publicId: id };
  return isPublicId(named.publicId) ? { layer: 'image', type, ...named } : undefined;
};

/** https://cloudinary.com/documentation/layers#remote_image_overlays */
const toFetched = (encoded: string): LayerSource | undefined => {
  const address = decodeBase64(encoded);
  return address !== undefined && /^https?:\/\/[^/?#]/iu.test(address) && !/[\p{Cc}\\]/u.test(address)
    ? { layer: 'image', type: 'fetch', publicId: address }
    : undefined;
};

const toLut = (names: readonly string[]): LayerSource | undefined => {
  const publicId = names.join('/');
  return isPublicId(publicId) && /\.(?:cube|3dl)$/iu.test(publicId) ? { layer: 'lut', publicId } : undefined;
};

/** Texts are decoded once more than the path (LANGUAGE 1.2); what is no escape stays as it is. */
const decodeOnceMore = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/giu, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });

/** Line breaks are part of a text; other control characters, and half a character, are not. */
const isText = (text: string): boolean =>
  text !== '' && text.length <= longestText && !/[\p{Cs}]|(?!\n)\p{Cc}/u.test(text);

const toText = (given: string): LayerSource | Unsupported | undefined => {
  const [written = '', ...rest] = given.split(':');
  const style = parseTextStyle(decodeOnceMore(written));
  // A style without a size is the public id of a text that was stored before.
  if (style === undefined && !/_\d/u.test(written) && written !== '') {
    return {
      unsupported: `text:${given}`,
      reason: 'styles of stored texts need the index of assets, which is not built yet',
    };
  }
  const text = decodeOnceMore(rest.join(':')).replaceAll(/\r\n?/gu, '\n');
  return style !== undefined && isText(text) ? { layer: 'text', style, text } : undefined;
};

/** Undefined when it is no source of a layer, or only becomes one when variables have been filled in. */
export const parseLayerSource = (given: string): LayerSource | Unsupported | undefined => {
  const [first = '', ...rest] = given.split(':');
  if (first === 'text' && rest.length > 0) {
    const [style = '', ...text] = rest;
    return mentionsVariable.test(style) || mentionsVariableInText.test(text.join(':'))
      ? undefined
      : toText(rest.join(':'));
  }
  if (mentionsVariable.test(given)) return undefined;
  const reason = rest.length > 0 ? refused.get(first) : undefined;
  if (reason !== undefined) return { unsupported: given, reason };
  if (first === 'fetch' && rest.length > 0) return toFetched(rest.join(':'));
  if (first === 'lut' && rest.length > 0) return toLut(rest);
  const names = first === 'image' && isImageType(rest[0]) ? rest : [first, ...rest];
  const [type, ...id] = names;
  return isImageType(type) && id.length > 0 ? toImage(type, id) : toImage('upload', names);
};

/** Percent-encoded wherever a text is not plain, so that nothing in it is syntax. */
const encodeText = (text: string): string => text.replaceAll(/[^\w\- !.:]/gu, encodeURIComponent);

const printId = (id: string): string => id.replaceAll('/', ':');

export const printLayerSource = (source: LayerSource): string => {
  switch (source.layer) {
    case 'image': {
      const { type, publicId, format } = source;
      if (type === 'fetch') return `fetch:${encodeBase64(publicId)}`;
      const id = printId(publicId) + (format === undefined ? '' : `.${format}`);
      const [first = ''] = id.split(':');
      // Said although it is the default where the first folder would be taken for a word of ours.
      const isWord = isImageType(first) || /^(?:text|fetch|lut|image)$/u.test(first) || refused.has(first);
      return type === 'upload' && !(isWord && id.includes(':')) ? id : `${type}:${id}`;
    }
    case 'lut':
      return `lut:${printId(source.publicId)}`;
    case 'text':
      return `text:${encodeText(printTextStyle(source.style))}:${encodeText(source.text)}`;
    case 'captured':
      return `$${source.variable}`;
  }
};

const anySource =
  'a public id with : for /, fetch: with an address in base64, lut: with a .cube or .3dl file, or text:STYLE:TEXT';

/** Of a text that was given it says which half is at fault. */
export const describeLayerSource = (given = ''): string => {
  const [first, style] = given.split(':');
  if (first !== 'text' || style === undefined) return anySource;
  return parseTextStyle(decodeOnceMore(style)) === undefined
    ? `text:STYLE:TEXT, the style ${describeTextStyle}`
    : `a text of 1 to ${longestText} characters, none of them a control character`;
};
