/** Percent-decoding of a path, exactly once, without losing where each character stood (RFC 3986, section 2.1). */
import { type Result, refuse, succeed } from '../result.ts';
import { type Decoded, rawOffset } from './decoded.ts';

const malformed = (message: string, from: number, to: number): Result<never> =>
  refuse({ code: 'url.malformed', message, span: { from, to } });

/** How many bytes the UTF-8 sequence has that begins with this one; 0 when none does. */
const sequenceLength = (byte: number): number => {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
};

const hexPair = /^[\da-f]{2}$/iu;

/** The text of one escape sequence such as `%C3%BC`; undefined when it is no UTF-8. */
const decodeSequence = (sequence: string, bytes: number): string | undefined => {
  if (bytes === 0 || sequence.length < bytes * 3) return undefined;
  try {
    return decodeURIComponent(sequence); // refuses surrogates and overlong forms, and knows no other escapes
  } catch {
    return undefined;
  }
};

/** `base` is where `raw` begins in the whole URL: spans and offsets count from the URL's own beginning. */
export const decodePercent = (raw: string, base: number): Result<Decoded> => {
  const nul = raw.indexOf('\0');
  if (nul !== -1) return malformed('The URL contains a NUL character', base + nul, base + nul + 1);
  if (!raw.includes('%')) return succeed({ text: raw, base });
  const offsets: number[] = [];
  let text = '';
  let at = 0;
  while (at < raw.length) {
    const character = raw.charAt(at);
    if (character !== '%') {
      text += character;
      offsets.push(base + at);
      at += 1;
      continue;
    }
    const escape = raw.slice(at, at + 3);
    if (!hexPair.test(escape.slice(1))) {
      return malformed(`${escape} is not a percent escape`, base + at, base + at + escape.length);
    }
    const bytes = sequenceLength(Number.parseInt(escape.slice(1), 16));
    const sequence = raw.slice(at, at + Math.max(1, bytes) * 3);
    const decoded = decodeSequence(sequence, bytes);
    if (decoded === undefined) {
      return malformed(`${sequence} is not valid UTF-8`, base + at, base + at + sequence.length);
    }
    if (decoded === '\0') return malformed('The URL contains a NUL character', base + at, base + at + 3);
    offsets.push(...Array<number>(decoded.length).fill(base + at));
    text += decoded;
    at += sequence.length;
  }
  offsets.push(base + raw.length);
  return succeed({ text, base, offsets });
};

/** Like `String.slice` with two plain indices. */
export const sliceDecoded = (decoded: Decoded, from: number, to: number): Decoded => {
  const base = rawOffset(decoded, from);
  const text = decoded.text.slice(from, to);
  return decoded.offsets === undefined
    ? { text, base }
    : { text, base, offsets: decoded.offsets.slice(from, to + 1) };
};

/** Like `String.split` with one character. */
export const splitDecoded = (decoded: Decoded, separator: string): readonly Decoded[] => {
  const parts: Decoded[] = [];
  let from = 0;
  for (let to = decoded.text.indexOf(separator); to !== -1; to = decoded.text.indexOf(separator, from)) {
    parts.push(sliceDecoded(decoded, from, to));
    from = to + 1;
  }
  parts.push(sliceDecoded(decoded, from, decoded.text.length));
  return parts;
};

/** Where a decoded text begins and ends in the raw one. */
export const rawSpan = (decoded: Decoded): { readonly from: number; readonly to: number } => ({
  from: rawOffset(decoded, 0),
  to: rawOffset(decoded, decoded.text.length),
});
