/**
 * Nothing that is asked for here needs a body, and nobody reads one. Node would read whatever comes to its end, to keep
 * the connection: fine for a little, an invitation to fill the line for more.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is read and forgotten so that the connection can be used again. */
const maxForgottenBytes = 64 * 1024;

/** How much and how long we go on reading after the answer, so that whoever still sends gets to see it. */
const maxLingerBytes = 1024 * 1024;
const lingerMs = 1000;

const isLong = ({ headers }: IncomingMessage): boolean => {
  const length = headers['content-length'];
  if (length === undefined) return headers['transfer-encoding'] !== undefined;
  return Number(length) > maxForgottenBytes;
};

/**
 * To close a connection while the client sends resets it, and the client may lose the answer before reading it
 * (RFC 9112, section 9.6): our side is closed, and theirs a little later.
 */
const linger = (incoming: IncomingMessage): void => {
  const { socket } = incoming;
  let left = maxLingerBytes;
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) socket.destroy();
  });
  incoming.once('end', () => socket.destroy());
  incoming.read(); // now it is ours to read, and Node leaves it alone
  // What Node calls when the last answer of a connection has gone.
  socket.destroySoon = () => {
    socket.end();
    const timer = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => clearTimeout(timer));
  };
};

/** To be called before the request is answered. */
export const boundBody = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  if (!isLong(incoming)) return;
  outgoing.shouldKeepAlive = false;
  outgoing.prependOnceListener('finish', () => linger(incoming));
};
