/** Every address that the server answers. */
import { Hono } from 'hono';
import { fail } from '../errors.ts';
import type { Client } from '../plan/negotiate.ts';
import type { Log } from '../ports.ts';
import type { Delivered } from '../service/delivered.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import type { Access } from './access.ts';
import { readClient } from './client.ts';
import { respondWithPicture } from './deliver.ts';
import { respondToError } from './errors.ts';
import { respondWithExplanation } from './explain.ts';
import { sharedHeaders } from './headers.ts';
import { type Check, createReadiness, respondToHealth } from './health.ts';
import { type Home, respondWithHome } from './home.ts';
import { ownPaths } from './own-paths.ts';
import { createReferencePage, type ReferenceDeps } from './reference.ts';
import { isTooLong, pathOfTarget, readTarget } from './target.ts';

export interface AppDeps {
  /** Reads a raw request target; throws a Failure that says what is wrong with it. */
  readonly parse: (target: string) => ParsedUrl;
  readonly deliver: (url: ParsedUrl, signal: AbortSignal, client: Client) => Promise<Delivered>;
  readonly explain: (url: ParsedUrl, signal: AbortSignal, client: Client) => Promise<unknown>;
  readonly access: Access;
  readonly checks: Readonly<Record<string, Check>>;
  /** What the first page shows; asked for each time, because originals come and go. */
  readonly home: (signal: AbortSignal) => Promise<Home>;
  readonly reference: Omit<ReferenceDeps, 'hashing'>;
  /** Told of every picture that is delivered, and the target it was asked for with. */
  readonly onDelivered?: (target: string, delivered: Delivered, client: Client) => void;
  readonly log: Log;
  readonly newRequestId: () => string;
}

/** `env` is what the runtime hands to Hono; for Node it holds `{incoming, outgoing}`. */
export type Fetch = (request: Request, env?: unknown) => Promise<Response>;

interface Bindings {
  readonly target: string;
  readonly runtime: unknown;
}

const allowedMethods = 'GET, HEAD, OPTIONS';

const respondToOptions = (): Response =>
  new Response(undefined, {
    status: 204,
    headers: {
      ...sharedHeaders,
      Allow: allowedMethods,
      'Access-Control-Allow-Methods': allowedMethods,
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '86400',
    },
  });

/** What can be wrong with a request before anything is routed. */
const checkRequest = (method: string, target: string): void => {
  if (method !== 'GET' && method !== 'HEAD') throw fail('http.method-not-allowed');
  if (isTooLong(target)) throw fail('url.too-long');
};

const createRoutes = (deps: AppDeps): Hono<{ Bindings: Bindings }> => {
  const respondToReadiness = createReadiness(deps);
  const respondWithReference = createReferencePage({ ...deps.reference, hashing: deps.access.hashing });
  // Hono routes by the raw path too, so that nothing is decoded or resolved before we have looked at it.
  const app = new Hono<{ Bindings: Bindings }>({
    getPath: (_, options) => pathOfTarget(options?.env?.target ?? '/'),
  });
  app.get(ownPaths.home, async ({ req }) => respondWithHome(req.raw, await deps.home(req.raw.signal)));
  app.get(ownPaths.health, respondToHealth);
  app.get(ownPaths.readiness, respondToReadiness);
  app.get(ownPaths.reference, async ({ req }) => respondWithReference(req.raw));
  app.get(`${ownPaths.reference}/:name`, async ({ req }) => respondWithReference(req.raw, req.param('name')));
  app.get(`${ownPaths.explain}/*`, async ({ req, env }) =>
    respondWithExplanation(req.raw, env.runtime, env.target, deps),
  );
  app.get('*', async ({ req, env }) => {
    const client = readClient((name) => req.raw.headers.get(name) ?? undefined);
    const delivered = await deps.deliver(deps.parse(env.target), req.raw.signal, client);
    const response = respondWithPicture(delivered, req.raw);
    deps.onDelivered?.(env.target, delivered, client);
    return response;
  });
  return app;
};

export const createApp = (deps: AppDeps): Fetch => {
  const app = createRoutes(deps);
  // What is thrown is answered here and not by Hono, which only takes what is an Error.
  app.onError((error) => {
    throw error;
  });

  return async (request, runtime) => {
    const { method } = request;
    if (method === 'OPTIONS') return respondToOptions();
    const target = readTarget(request, runtime);
    try {
      checkRequest(method, target);
      return await app.fetch(request, { target, runtime });
    } catch (error) {
      // Whatever breaks when the client has gone broke because of that.
      return respondToError(request.signal.aborted ? fail('request.aborted') : error, {
        ...deps,
        method,
        target,
      });
    }
  };
};
