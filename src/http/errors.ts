/** Failure -> response: JSON for people, `X-Cld-Error` for whoever only sees headers, and how long it may be kept. */
import { type Diagnostic, errorTable, Failure } from '../errors.ts';
import type { Log } from '../ports.ts';
import { encodeErrorHeader } from './error-header.ts';
import { type Headers, sharedHeaders } from './headers.ts';

/** What the RFCs ask of an answer with this status. */
const requiredHeaders: Readonly<Partial<Record<number, Headers>>> = {
  405: { Allow: 'GET, HEAD, OPTIONS' },
  503: { 'Retry-After': '2' },
};

const cachingHeaders = { short: 'public, max-age=60', none: 'no-store' } as const;

const fullMessage = ({ message, hint }: Diagnostic): string =>
  hint === undefined ? message : `${message.replace(/\.$/, '')}. ${hint}`;

export interface ErrorResponseOptions {
  readonly headers?: Headers;
  readonly requestId?: string;
  /** A HEAD request is told the length of the body and not the body. */
  readonly withBody?: boolean;
}

/** An answer that is sent again and again. */
export interface PreparedError {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const prepare = (diagnostic: Diagnostic, requestId: string | undefined): PreparedError => {
  const { code, message, hint, span } = diagnostic;
  const { status, caching } = errorTable[code];
  const text = encodeErrorHeader(fullMessage(diagnostic));
  const body = JSON.stringify({ error: { message, code, hint, span, requestId } });
  const headers: Headers = {
    ...sharedHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(new TextEncoder().encode(body).length),
    'Cache-Control': cachingHeaders[caching],
    'X-Cld-Error': text,
    'Server-Timing': `cld-error;desc="${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`,
    ...requiredHeaders[status],
    ...(code === 'auth.key-required'
      ? { 'WWW-Authenticate': 'Basic realm="Darkroom", charset="UTF-8"' }
      : undefined),
    ...(requestId === undefined ? undefined : { 'X-Request-Id': requestId }),
  };
  return { status, headers, body };
};

const known = new WeakMap<Diagnostic, PreparedError>();

/** One diagnostic is the answer to all who come while there is no place. */
export const prepareError = (diagnostic: Diagnostic): PreparedError => {
  const prepared = known.get(diagnostic);
  if (prepared !== undefined) return prepared;
  const made = prepare(diagnostic, undefined);
  known.set(diagnostic, made);
  return made;
};

/** The response to a known failure. */
export const respondToDiagnostic = (diagnostic: Diagnostic, options: ErrorResponseOptions = {}): Response => {
  const { requestId, withBody = true } = options;
  const prepared = requestId === undefined ? prepareError(diagnostic) : prepare(diagnostic, requestId);
  const { status, headers, body } = prepared;
  return new Response(withBody ? body : undefined, {
    status,
    headers: options.headers === undefined ? headers : { ...headers, ...options.headers },
  });
};

export interface ErrorContext {
  readonly log: Log;
  readonly newRequestId: () => string;
  readonly method: string;
  readonly target: string;
}

/** The response to anything thrown. What nobody foresaw is a bug: it gets an id that the log has too. */
export const respondToError = (error: unknown, context: ErrorContext): Response => {
  const { log, method, target } = context;
  const withBody = method !== 'HEAD';
  if (error instanceof Failure && error.code !== 'internal.bug') {
    if (errorTable[error.code].report) {
      log.event('error', 'request.failed', {
        code: error.code,
        message: error.message,
        target,
        cause: error.cause,
      });
    }
    return respondToDiagnostic(error.diagnostic, { withBody });
  }
  const requestId = context.newRequestId();
  log.event('error', 'request.bug', { requestId, method, target, error });
  // The public text only: the message of an unforeseen error may tell of the inside.
  const diagnostic = { code: 'internal.bug', message: errorTable['internal.bug'].text } as const;
  return respondToDiagnostic(diagnostic, { withBody, requestId });
};
