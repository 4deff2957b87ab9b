/**
 * Looks a host up and hands out only addresses that may be reached. The connection is made to exactly what was checked:
 * between a check and a second look-up a name could have been pointed elsewhere.
 */
import { type LookupAddress, promises as dns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { fail, type Failure } from '../../errors.ts';
import type { AllowList } from './allow-list.ts';

export type ResolveHost = (host: string) => Promise<readonly LookupAddress[]>;

export const resolveHost: ResolveHost = async (host) => dns.lookup(host, { all: true });

export const refuseHost = (url: URL): Failure =>
  fail('auth.host-not-allowed', `The host is not allowed: ${url.host === '' ? url.protocol : url.host}`);

/** One address that may not be reached makes the whole answer suspect: such mixtures are made on purpose. */
export const createGuardedLookUp =
  (url: URL, allowList: AllowList, resolve: ResolveHost = resolveHost): LookupFunction =>
  (host, options, callback) => {
    const answer = async (): Promise<void> => {
      const found = await resolve(host);
      const wanted = found.filter(
        ({ family }) =>
          options.family === undefined || options.family === 0 || family === Number(options.family),
      );
      const [first] = wanted;
      if (found.some(({ address }) => !allowList.allowsAddress(url, address))) throw refuseHost(url);
      if (first === undefined) throw fail('origin.unreachable', `There is no server called ${host}`);
      if (options.all === true) callback(null, [...wanted]);
      else callback(null, first.address, first.family);
    };
    answer().catch((error: unknown) => {
      callback(error instanceof Error ? error : new Error(String(error)), '');
    });
  };
