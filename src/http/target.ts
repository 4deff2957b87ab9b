/**
 * The path and query as the client wrote them. Signatures, spans and `%2e` depend on every character, and the URL of a
 * Fetch request has been tidied already, so Node's own request is asked first.
 */

interface NodeEnv {
  readonly incoming: { readonly url?: string };
}

const hasIncoming = (env: unknown): env is NodeEnv =>
  typeof env === 'object' &&
  env !== null &&
  'incoming' in env &&
  typeof env.incoming === 'object' &&
  env.incoming !== null;

/** Path and query of an absolute URL, as they stand in it. */
const pathOf = (url: string): string => {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
};

/** Decoded as far as it can be, dots resolved: what is left when two spellings of one path are made comparable. */
const tidy = (target: string): string => {
  try {
    const { pathname, search } = new URL(`http://host${target}`);
    return `${decodeURIComponent(pathname)}${search}`;
  } catch {
    return target;
  }
};

/**
 * Under another app (`app.mount('/img', darkroom.fetch)`) the request has lost a prefix that Node's still has: the
 * part of the raw target that begins at a slash and means the same as what was handed to us.
 */
const unmount = (raw: string, seen: string): string | undefined => {
  const wanted = tidy(seen);
  for (let slash = raw.indexOf('/'); slash !== -1; slash = raw.indexOf('/', slash + 1)) {
    const rest = raw.slice(slash);
    if (tidy(rest) === wanted) return rest;
    if (slash > 1024) return undefined; // no sensible mount point is that deep
  }
  return undefined;
};

/**
 * Without Node's request in `env` (another runtime, or a host that keeps it back) the Fetch request's own path has to
 * do: it differs only in dot segments and in characters that a URL may not contain.
 */
export const readTarget = (request: Request, env: unknown): string => {
  const seen = pathOf(request.url);
  if (!hasIncoming(env) || env.incoming.url === undefined) return seen;
  const raw = env.incoming.url.startsWith('/') ? env.incoming.url : pathOf(env.incoming.url);
  if (raw === seen) return raw;
  return unmount(raw, seen) ?? seen;
};

/** The path of a target, without its query. */
export const pathOfTarget = (target: string): string => {
  const query = target.indexOf('?');
  return query === -1 ? target : target.slice(0, query);
};

/** CloudFront takes no longer ones, nor do most proxies. */
const maxTargetBytes = 8192;

export const isTooLong = (target: string): boolean => target.length > maxTargetBytes;
