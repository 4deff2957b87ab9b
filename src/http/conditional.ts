/** Preconditions (RFC 9110, section 13), in the order of its section 13.2.2. */

/** What is compared: the strong ETag with its quotes, and the time of Last-Modified. */
export interface Validators {
  readonly etag: string;
  readonly lastModifiedMs: number;
}

export type Precondition = 'failed' | 'not-modified' | 'passed';

type ReadHeader = (name: string) => string | undefined;

/** An entity tag may contain commas, so a list is not simply split at them. */
const listTags = (header: string): readonly string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];

const matchesAny = (header: string, etag: string, isWeak: boolean): boolean =>
  header.trim() === '*' || listTags(header).some((tag) => (isWeak ? tag.replace(/^W\//, '') : tag) === etag);

/** Dates count whole seconds; one that cannot be read is ignored. */
const parseSeconds = (header: string): number | undefined => {
  const ms = /^[A-Z][a-z]+,? /.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
};

const isModifiedSince = (header: string, lastModifiedMs: number): boolean | undefined => {
  const seconds = parseSeconds(header);
  return seconds === undefined ? undefined : Math.floor(lastModifiedMs / 1000) > seconds;
};

/** For GET and HEAD of something that exists. */
export const evaluatePreconditions = (
  read: ReadHeader,
  { etag, lastModifiedMs }: Validators,
): Precondition => {
  const ifMatch = read('if-match');
  if (ifMatch !== undefined) {
    if (!matchesAny(ifMatch, etag, false)) return 'failed';
  } else {
    const ifUnmodifiedSince = read('if-unmodified-since');
    if (ifUnmodifiedSince !== undefined && isModifiedSince(ifUnmodifiedSince, lastModifiedMs) === true) {
      return 'failed';
    }
  }
  const ifNoneMatch = read('if-none-match');
  if (ifNoneMatch !== undefined) return matchesAny(ifNoneMatch, etag, true) ? 'not-modified' : 'passed';
  const ifModifiedSince = read('if-modified-since');
  if (ifModifiedSince !== undefined && isModifiedSince(ifModifiedSince, lastModifiedMs) === false) {
    return 'not-modified';
  }
  return 'passed';
};

/** Whether a Range header counts: If-Range wants the very same strong tag or the very same date (section 13.1.5). */
export const allowsRange = (ifRange: string | undefined, { etag, lastModifiedMs }: Validators): boolean => {
  if (ifRange === undefined) return true;
  const text = ifRange.trim();
  if (text.endsWith('"')) return text === etag;
  return parseSeconds(text) === Math.floor(lastModifiedMs / 1000);
};
