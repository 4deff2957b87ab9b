/** Who may see what is meant for the people who run the server: this machine, or whoever has a key and its secret. */
import { fail } from '../errors.ts';
import type { Hashing } from '../ports.ts';

export interface ApiKey {
  readonly key: string;
  readonly secret: string;
}

export interface Access {
  readonly keys: readonly ApiKey[];
  readonly hashing: Hashing;
}

/** Any of these says that the socket is a proxy's, and that the client may be anywhere. */
const proxyHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/** A page that points its own name at 127.0.0.1 still sends that name. */
const loopbackHosts = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

const isLoopbackAddress = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address);

/** The socket decides. A request without one (another runtime, a test) is not from this machine. */
const remoteAddressOf = (env: unknown): string | undefined => {
  const { incoming } = (env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  };
  return incoming?.socket?.remoteAddress;
};

const isLocal = (request: Request, env: unknown): boolean => {
  const address = remoteAddressOf(env);
  return (
    address !== undefined &&
    isLoopbackAddress(address) &&
    !proxyHeaders.some((name) => request.headers.has(name)) &&
    loopbackHosts.test(request.headers.get('host') ?? '')
  );
};

const readBasic = (header: string | null): ApiKey | undefined => {
  const match = (header ?? '').match(/^basic +([a-z0-9+/=]+) *$/i);
  if (match?.[1] === undefined) return undefined;
  try {
    const [key = '', ...secret] = atob(match[1]).split(':');
    return { key, secret: secret.join(':') };
  } catch {
    return undefined;
  }
};

/** How long comparing digests takes says nothing about the texts, and every key is compared. */
const isKnown = ({ keys, hashing }: Access, given: ApiKey): boolean => {
  const digest = (text: string): string => hashing.digest('sha256', text);
  const [key, secret] = [digest(given.key), digest(given.secret)];
  return keys.filter((known) => digest(known.key) === key && digest(known.secret) === secret).length > 0;
};

/** Throws `auth.key-required` for everybody else. */
export const requireAccess = (request: Request, env: unknown, access: Access): void => {
  if (isLocal(request, env)) return;
  const given = readBasic(request.headers.get('authorization'));
  if (given === undefined || !isKnown(access, given)) throw fail('auth.key-required');
};
