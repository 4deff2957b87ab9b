/** The app behind Node's own HTTP server: the short way first, and limits on time and size. */
import { getRequestListener } from '@hono/node-server';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { fail } from '../errors.ts';
import type { Fetch } from './app.ts';
import { answerOn } from './connections.ts';
import { respondToDiagnostic } from './errors.ts';
import type { HotPath } from './hot-path.ts';
import { boundBody } from './request-body.ts';
import type { Shedding } from './shedding.ts';
import { answerUnreadable } from './unreadable.ts';

export interface HttpTimes {
  /** Of a connection that nobody uses. */
  readonly keepAliveMs: number;
  /** Until the headers of a request are there. */
  readonly headersMs: number;
  /** Until all of a request is there. */
  readonly requestMs: number;
  /** How often these two are looked at. */
  readonly checkMs: number;
  /** Of a client that reads nothing of its answer. */
  readonly stalledMs: number;
}

export interface HttpServerOptions {
  readonly hot?: Pick<HotPath, 'answer'>;
  readonly shedding?: Shedding;
  readonly times?: Partial<HttpTimes>;
}

/** Room for a URL that is far too long to be read and refused by us, with the words that say why. */
const maxHeaderBytes = 64 * 1024;

const defaultTimes: HttpTimes = {
  // Longer than the 60 s that CloudFront and most load balancers keep a connection for, or they meet a closed one.
  keepAliveMs: 75_000,
  headersMs: 20_000,
  requestMs: 60_000,
  checkMs: 5000,
  stalledMs: 60_000,
};

/** Hono's adapter refuses some targets and Host headers before we see them. */
const answerRefused = (): Response => respondToDiagnostic(fail('url.malformed').diagnostic);

/** A connection is quiet while a picture is being made, too: then it is we who let the client wait. */
const endStalled = (socket: Socket): void => {
  if (answerOn(socket) === undefined || socket.writableLength > 0) socket.destroy();
};

/** A server that is not listening yet. */
export const createHttpServer = (fetch: Fetch, { hot, shedding, times }: HttpServerOptions = {}): Server => {
  const { keepAliveMs, headersMs, requestMs, checkMs, stalledMs } = { ...defaultTimes, ...times };
  const listener = getRequestListener(fetch, {
    hostname: 'localhost',
    errorHandler: answerRefused,
    autoCleanupIncoming: false, // it would read up to 64 MB of a body that nobody wants
  });
  const answerFully = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (outgoing.destroyed) return; // whoever asked has left
    boundBody(incoming, outgoing);
    void listener(incoming, outgoing);
  };
  const server = createServer(
    { maxHeaderSize: maxHeaderBytes, connectionsCheckingInterval: checkMs },
    (incoming, outgoing) => {
      if (hot?.answer(incoming, outgoing) === true) return;
      const answering = shedding?.answer(incoming, outgoing);
      if (answering === undefined) answerFully(incoming, outgoing);
      else void answering.then((isAnswered) => (isAnswered ? undefined : answerFully(incoming, outgoing)));
    },
  );
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  server.timeout = stalledMs;
  server.on('timeout', endStalled);
  // Whoever asks before sending a body is answered without one.
  server.on('checkContinue', (incoming, outgoing) => server.emit('request', incoming, outgoing));
  server.on('clientError', answerUnreadable);
  return server;
};
