/** `/_/explain/<delivery path>`: what a URL means, stage by stage, as JSON. */
import type { Client } from '../plan/negotiate.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { type Access, requireAccess } from './access.ts';
import { readClient } from './client.ts';
import { ownPaths } from './own-paths.ts';

export interface ExplainRoute {
  readonly parse: (target: string) => ParsedUrl;
  readonly explain: (url: ParsedUrl, signal: AbortSignal, client: Client) => Promise<unknown>;
  readonly access: Access;
}

/** No CORS headers: pages of other sites have no business reading this with the visitor's loopback address. */
export const respondWithExplanation = async (
  request: Request,
  env: unknown,
  target: string,
  { parse, explain, access }: ExplainRoute,
): Promise<Response> => {
  requireAccess(request, env, access);
  const client = readClient((name) => request.headers.get(name) ?? undefined);
  const explanation = await explain(parse(target.slice(ownPaths.explain.length)), request.signal, client);
  const body = new TextEncoder().encode(`${JSON.stringify(explanation, undefined, 2)}\n`);
  return new Response(request.method === 'HEAD' ? undefined : body, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
};
