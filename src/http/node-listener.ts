/** The app behind Node's own HTTP server: limits, and answers to what never becomes a request. */
import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { fail } from '../errors.ts';
import type { Fetch } from './app.ts';
import { respondToDiagnostic } from './errors.ts';

/** Room for a URL that is far too long to be read and refused by us, with the words that say why. */
const maxHeaderBytes = 64 * 1024;

/** Longer than the 60 s that CloudFront and most load balancers keep a connection for, or they meet a closed one. */
const keepAliveTimeoutMs = 75_000;
const headersTimeoutMs = 20_000;
const requestTimeoutMs = 60_000;

/** What Node knows of bytes that it could not read as a request. */
interface Unreadable extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

const statusOfUnreadable = ({ code, rawPacket, bytesParsed }: Unreadable): string => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
  if (code !== 'HPE_HEADER_OVERFLOW') return '400 Bad Request';
  // Without a line break so far it is one endless line, and the first is the one that gets that long.
  const isOneLine = rawPacket?.subarray(0, bytesParsed).includes('\n') !== true;
  return isOneLine ? '414 URI Too Long' : '431 Request Header Fields Too Large';
};

/** Node calls this when it could not read a request: whoever sent it still gets a whole answer. */
const answerUnreadable = (error: Unreadable, socket: Duplex): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = statusOfUnreadable(error);
  const message = `The request cannot be read: ${status}`;
  const body = JSON.stringify({ error: { message, code: 'url.malformed' } });
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Cld-Error: ${message}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
};

/** Hono's adapter refuses some targets and Host headers before we see them. */
const answerRefused = (): Response => respondToDiagnostic(fail('url.malformed').diagnostic);

/** A server that is not listening yet. */
export const createHttpServer = (fetch: Fetch): Server => {
  const listener = getRequestListener(fetch, { hostname: 'localhost', errorHandler: answerRefused });
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.on('clientError', answerUnreadable);
  return server;
};
