/** Answers to what never becomes a request, because Node cannot read it. */
import type { Duplex } from 'node:stream';
import { answerOn } from './connections.ts';

/** What Node knows of such bytes. */
interface Unreadable extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

/** Whether what got too long is the line with the URL. The piece that we see may begin anywhere. */
const isFirstLine = (piece: string, length: number): boolean => {
  const end = piece.indexOf('\n');
  if (end === -1) return true; // no header is that long
  return end >= length && / HTTP\/\d\.\d\r?$/.test(piece.slice(0, end));
};

const statusOf = ({ code, rawPacket, bytesParsed }: Unreadable): string => {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
  if (code !== 'HPE_HEADER_OVERFLOW') return '400 Bad Request';
  return isFirstLine(rawPacket?.toString('latin1') ?? '', bytesParsed ?? 0)
    ? '414 URI Too Long'
    : '431 Request Header Fields Too Large';
};

const writeAnswer = (status: string): string => {
  const message = `The request cannot be read: ${status}`;
  const body = JSON.stringify({ error: { message, code: 'url.malformed' } });
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `X-Cld-Error: ${message}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
};

/** Connections that end with the answer that is under way; Node tells of each further piece that it cannot read. */
const ending = new WeakSet<Duplex>();

/**
 * For Node's `clientError`: whoever sent it still gets a whole answer. Those to what came before it on the same
 * connection go first, or ours would end up in the middle of one.
 */
export const answerUnreadable = (error: Unreadable, socket: Duplex): void => {
  const earlier = answerOn(socket);
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
  } else if (earlier === undefined) {
    socket.end(writeAnswer(statusOf(error)));
  } else if (!ending.has(socket)) {
    ending.add(socket);
    earlier.shouldKeepAlive = false;
    earlier.once('finish', () => socket.end());
  }
};
