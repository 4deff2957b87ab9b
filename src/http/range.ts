/** The Range header (RFC 9110, section 14): which bytes are wanted. */

/** First and last byte, both included, as Content-Range counts. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** `whole`: there is no range that we must honour, send everything. */
export type RangeOutcome = ByteRange | 'unsatisfiable' | 'whole';

/**
 * One range, or the last bytes of the content. Several ranges at once are answered with the whole, as section 14.2
 * allows: no client asks a picture for them, and multipart answers are a known way to make a server work.
 */
export const parseRange = (header: string, length: number): RangeOutcome => {
  const match = header.match(/^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i);
  if (match === null) return 'whole';
  const [, from = '', to = ''] = match;
  if (from === '') return to === '' ? 'whole' : suffix(Number(to), length);
  const first = Number(from);
  const last = to === '' ? Infinity : Number(to);
  if (last < first) return 'whole'; // invalid, and an invalid header is ignored
  if (first >= length) return 'unsatisfiable';
  return { first, last: Math.min(last, length - 1) };
};

const suffix = (count: number, length: number): RangeOutcome =>
  count === 0 || length === 0 ? 'unsatisfiable' : { first: Math.max(0, length - count), last: length - 1 };
