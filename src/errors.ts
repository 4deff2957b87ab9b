/** The closed table of everything that can go wrong: code, HTTP status, public text, how long the answer may be cached. */

/** How long an error may be kept by caches: `short` is a minute, `none` forbids storing it. */
export type ErrorCaching = 'none' | 'short';

export interface ErrorSpec {
  readonly status: number;
  /** What the public is told when the failure carries no message of its own. */
  readonly text: string;
  readonly caching: ErrorCaching;
  /** Whether somebody who runs the server should look at it. */
  readonly report: boolean;
}

const client = (status: number, text: string): ErrorSpec => ({
  status,
  text,
  caching: 'short',
  report: false,
});
const server = (status: number, text: string): ErrorSpec => ({ status, text, caching: 'none', report: true });

export const errorTable = {
  'url.malformed': client(400, 'The URL cannot be read'),
  'url.too-long': client(414, 'The URL is longer than 8 KB'),
  'url.unknown-cloud': client(404, 'Unknown cloud'),
  'url.unknown-parameter': client(400, 'Invalid transformation component'),
  'url.invalid-value': client(400, 'Invalid value in transformation'),
  'url.unsupported': client(400, 'Not supported'),
  'url.conflict': client(400, 'These parameters cannot be used together'),
  'url.too-many-components': client(400, 'Too many transformation components'),
  'url.too-many-layers': client(400, 'Too many layers'),
  'auth.signature-mismatch': { ...client(401, 'The signature does not match'), caching: 'none' },
  'auth.signature-required': { ...client(401, 'This URL must be signed'), caching: 'none' },
  'auth.key-required': { ...client(401, 'The API key and secret are required'), caching: 'none' },
  'auth.host-not-allowed': client(403, 'The host is not allowed'),
  'source.not-found': client(404, 'Resource not found'),
  'layer.not-found': client(400, 'Unknown or invalid referenced image'),
  'source.not-an-image': client(415, 'The original is not an image'),
  'source.unsupported-format': client(415, 'The format of the original is not supported'),
  'source.corrupt': client(422, 'The original is damaged'),
  'source.too-many-bytes': client(413, 'The original has too many bytes'),
  'source.too-many-pixels': client(413, 'The original has too many pixels'),
  'source.too-many-frames': client(413, 'The original has too many frames'),
  'output.too-large': client(400, 'The requested image is too large'),
  'output.empty': client(400, 'Nothing of the image is left'),
  'origin.unreachable': server(502, 'The origin cannot be reached'),
  'origin.timeout': server(504, 'The origin did not answer in time'),
  'render.deadline': server(504, 'The image was not ready in time'),
  'render.crashed': server(500, 'The image could not be made'),
  'render.unavailable': server(503, 'No image can be made at the moment'),
  'vision.failed': server(500, 'The search for faces failed'),
  'vision.unavailable': server(503, 'Nobody can look for faces at the moment'),
  'overload.queue-full': { ...server(503, 'Too busy, please try again'), report: false },
  'http.not-found': client(404, 'There is nothing at this address'),
  'http.method-not-allowed': client(405, 'Only GET, HEAD and OPTIONS are answered here'),
  'http.precondition-failed': { ...client(412, 'The precondition failed'), caching: 'none' },
  'http.range-not-satisfiable': { ...client(416, 'The range lies outside the image'), caching: 'none' },
  'request.aborted': { ...server(499, 'The request was given up'), report: false },
  'internal.bug': server(500, 'Something went wrong here'),
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof errorTable;

/** A half-open stretch `[from, to)` of the text that was parsed, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is wrong, where, and what to do about it. The core returns these; it never throws. */
export interface Diagnostic {
  readonly code: ErrorCode;
  readonly message: string;
  readonly span?: Span;
  readonly hint?: string;
}

/** The one error that the shell throws. The HTTP layer turns it into a response, the command line into a line. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic, options?: { readonly cause?: unknown }) {
    super(diagnostic.message, options);
    this.name = 'Failure';
    this.code = diagnostic.code;
    this.diagnostic = diagnostic;
  }
}

/** Shorthand for a failure without a place in the URL. */
export const fail = (code: ErrorCode, message: string = errorTable[code].text, cause?: unknown): Failure =>
  new Failure({ code, message }, cause === undefined ? undefined : { cause });
