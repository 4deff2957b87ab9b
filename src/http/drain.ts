/**
 * Ends a server without a failed request. A connection that is closed just as the client uses it again is one, so
 * connections are not closed but told to be: each answer from now on is the last on its connection. Only what nobody
 * has used for a while is closed. Meanwhile whoever has not noticed yet may still come in.
 */
import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { answerOn, trackConnections } from './connections.ts';

export interface DrainTimes {
  /** Then whoever is still there is cut off. */
  readonly withinMs: number;
  /** How long a connection must have been quiet to be closed. */
  readonly quietMs?: number;
}

const defaultQuietMs = 1000;
const stepMs = 25;

interface Seen {
  readonly bytesRead: number;
  readonly atMs: number;
}

/** Says which connections have neither been used for a while nor wait for an answer. */
const createWatch = (quietMs: number): ((socket: Socket) => boolean) => {
  const seen = new WeakMap<Socket, Seen>();
  return (socket) => {
    const { bytesRead } = socket;
    const last = seen.get(socket);
    const nowMs = performance.now();
    if (last?.bytesRead === bytesRead && answerOn(socket) === undefined) return nowMs - last.atMs >= quietMs;
    seen.set(socket, { bytesRead, atMs: nowMs });
    return false;
  };
};

/** Node's own `close` for HTTP first closes connections that seem idle; this one does not. */
const stopListening = (server: Server): void => {
  NetServer.prototype.close.call(server);
};

/** To be called before the server listens. */
export const createDrain = (server: Server): ((times: DrainTimes) => Promise<void>) => {
  const open = trackConnections(server);
  return async ({ withinMs, quietMs = defaultQuietMs }) => {
    server.prependListener('request', (_, outgoing) => {
      outgoing.shouldKeepAlive = false;
    });
    for (const socket of open) {
      const answer = answerOn(socket);
      if (answer?.headersSent === false) answer.shouldKeepAlive = false;
    }
    const isQuiet = createWatch(quietMs);
    const closeQuiet = (): void => {
      for (const socket of open) if (isQuiet(socket)) socket.destroy();
    };
    const closed = new Promise((resolve) => {
      server.once('close', resolve);
    });
    closeQuiet();
    const closing = setInterval(closeQuiet, stepMs);
    const listening = setTimeout(stopListening, open.size === 0 ? 0 : quietMs, server);
    const cutOff = setTimeout(() => {
      stopListening(server);
      server.closeAllConnections();
    }, withinMs);
    await closed;
    for (const timer of [closing, listening, cutOff]) clearTimeout(timer);
  };
};
