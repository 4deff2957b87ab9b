/** The text of an XML file: UTF-8 unless a byte order mark or the declaration says otherwise. */
import { fail } from '../../errors.ts';

const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
};

export const decodeText = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes);
  try {
    if (encoding === undefined) throw new TypeError('Unknown encoding');
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- these characters are what XML forbids
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u.test(text)) {
      throw new TypeError('Control character');
    }
    return text;
  } catch (error) {
    throw fail('source.corrupt', 'The SVG is damaged: its characters cannot be read', error);
  }
};

const encodingOf = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w-]+)["']/u.exec(head)?.[1];
  return declared === undefined ? 'utf-8' : encodings[declared.toLowerCase()];
};
