/** A delivered picture -> 200, 206, 304, 412 or 416. */
import { Failure, fail } from '../errors.ts';
import type { Delivered } from '../service/delivered.ts';
import { allowsRange, evaluatePreconditions } from './conditional.ts';
import { respondToDiagnostic } from './errors.ts';
import { pictureHeaders, validationHeaders, validatorsOf } from './headers.ts';
import { parseRange } from './range.ts';

const respondWhole = (delivered: Delivered, method: string): Response => {
  const { bytes } = delivered.variant;
  return new Response(method === 'HEAD' ? undefined : asBody(bytes), {
    status: 200,
    headers: pictureHeaders(delivered, bytes.length),
  });
};

/** The standard's types want to know that the memory is not shared with another thread; a variant's never is. */
const asBody = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

const respondPartly = (delivered: Delivered, header: string): Response => {
  const { bytes } = delivered.variant;
  const range = parseRange(header, bytes.length);
  if (range === 'whole') return respondWhole(delivered, 'GET');
  if (range === 'unsatisfiable') {
    const { diagnostic } = fail('http.range-not-satisfiable');
    return respondToDiagnostic(diagnostic, { headers: { 'Content-Range': `bytes */${bytes.length}` } });
  }
  const part = bytes.subarray(range.first, range.last + 1);
  return new Response(asBody(part), {
    status: 206,
    headers: {
      ...pictureHeaders(delivered, part.length),
      'Content-Range': `bytes ${range.first}-${range.last}/${bytes.length}`,
    },
  });
};

/** Preconditions first, then the range: RFC 9110, section 13.2.2. Only GET knows ranges (section 14.2). */
export const respondWithPicture = (delivered: Delivered, request: Request): Response => {
  const read = (name: string): string | undefined => request.headers.get(name) ?? undefined;
  const validators = validatorsOf(delivered);
  const precondition = evaluatePreconditions(read, validators);
  if (precondition === 'failed') throw new Failure(fail('http.precondition-failed').diagnostic);
  if (precondition === 'not-modified') {
    return new Response(undefined, { status: 304, headers: validationHeaders(delivered) });
  }
  const range = request.method === 'GET' ? read('range') : undefined;
  if (range !== undefined && allowsRange(read('if-range'), validators)) {
    return respondPartly(delivered, range);
  }
  return respondWhole(delivered, request.method);
};
