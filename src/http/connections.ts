/** The open connections of a server, and which of them wait for an answer of ours. */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The answer that a connection is busy with, until its last byte is handed to the system. Node tells nobody but its own
 * `closeIdleConnections`, which takes an answer for done while most of it may still wait to be sent; to keep count
 * ourselves would cost every request a listener. Others rely on the same field:
 * https://github.com/gajus/http-terminator/blob/main/src/factories/createInternalHttpTerminator.ts
 */
export const answerOn = (socket: object): ServerResponse | undefined =>
  (socket as { readonly _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;

/** To be called before the server listens. The set changes as connections come and go. */
export const trackConnections = (server: Server): ReadonlySet<Socket> => {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
};
