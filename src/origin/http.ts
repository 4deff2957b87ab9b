/**
 * Originals below an address, and originals that are an address. A server cannot be asked what it has, so a name is
 * looked up by asking for it: one GET for the name as it was written, and its answer is the original. Only when that is not
 * there are the other names asked for that it may stand for, each time in the same order.
 */
import type { OpenOptions, Origin, OriginalName, Source } from '../ports.ts';
import type { Fetcher } from './http/fetcher.ts';
import { isSafeKey, keysFor } from './names.ts';
import { tryKeys } from './try-keys.ts';

export interface HttpOriginOptions {
  /** Ends in a slash. */
  readonly base: string;
  readonly fetcher: Fetcher;
}

type Opened = Source | 'not-modified' | undefined;

const keyOf = (opened: Opened): string | undefined => {
  if (typeof opened !== 'object') return undefined;
  opened.close?.();
  return opened.key;
};

/** Beyond that no server reads an address. */
const maxAddressLength = 8000;

export const createHttpOrigin = ({ base, fetcher }: HttpOriginOptions): Origin => {
  const open = async (key: string, options: OpenOptions, signal: AbortSignal): Promise<Opened> => {
    if (!isSafeKey(key)) return undefined;
    const address = base + key.split('/').map(encodeURIComponent).join('/');
    if (address.length > maxAddressLength) return undefined;
    return fetcher.open(new URL(address), key, options, signal);
  };

  const locate: NonNullable<Origin['locate']> = async (name, { known }, signal) => {
    const [first, ...others] = keysFor(name);
    const openAs = async (key: string, either: AbortSignal): Promise<Opened> =>
      open(key, key === known?.key ? { ifNoneMatch: known.etag } : {}, either);
    const opened = first === undefined ? undefined : await openAs(first, signal);
    if (opened !== undefined) return opened;
    return tryKeys(others, openAs, signal);
  };

  return {
    locate,
    find: async (name, signal) => keyOf(await locate(name, {}, signal)),
    open,
    check: async (signal) => fetcher.check(new URL(base), signal),
  };
};

/** For `image/fetch`: the name of an original is its address. */
export const createFetchOrigin = (fetcher: Fetcher): Origin => {
  const open = async (address: string, options: OpenOptions, signal: AbortSignal): Promise<Opened> => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url && fetcher.open(url, address, options, signal);
  };
  const addressOf = ({ publicId }: OriginalName): string => publicId;
  return {
    open,
    locate: async (name, { known }, signal) =>
      open(addressOf(name), known?.key === addressOf(name) ? { ifNoneMatch: known.etag } : {}, signal),
    find: async (name, signal) => keyOf(await open(addressOf(name), {}, signal)),
    check: async () => Promise.resolve(),
  };
};
