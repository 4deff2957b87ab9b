/** DARKROOM_FETCH_ALLOW: the hosts and addresses that pictures may be fetched from. */
import { isIP } from 'node:net';
import { expect, read, type Reading } from './reading.ts';

const expected =
  'hosts and addresses such as images.example.com, *.example.com, host:8080, 10.0.0.0/8 or [::1]:8080, or * for every public host';

const isHost = (host: string): boolean =>
  host === '*' ||
  (/^(?:\*\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u.test(host) && !/^[\d.]+$/.test(host));

const isRange = (address: string, prefix: string | undefined): boolean => {
  const family = isIP(address);
  return family !== 0 && (prefix === undefined || Number(prefix) <= (family === 4 ? 32 : 128));
};

const isEntry = (entry: string): boolean => {
  if (isIP(entry) === 6) return true;
  const [, bracketed, bare, prefix, port] =
    /^(?:\[([^\]\s]+)\]|([^\s[\]/]+?))(?:\/(\d{1,3}))?(?::(\d{1,5}))?$/.exec(entry) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
  const host = bracketed ?? bare ?? '';
  return isRange(host, prefix) || (bracketed === undefined && prefix === undefined && isHost(host));
};

export const readFetchAllow = (text: string): Reading<readonly string[]> => {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.every(isEntry) ? read(entries) : expect(expected);
};
