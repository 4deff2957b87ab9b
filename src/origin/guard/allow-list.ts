/**
 * Which servers may be asked, and on which addresses. An entry is a host (`images.example.com`), all hosts below one
 * (`*.example.com`), all hosts (`*`), an address or a range of them (`10.0.0.0/8`), each with an optional port.
 * A host's name never opens the network around us: private addresses are named as addresses.
 */
import { BlockList } from 'node:net';
import { familyOf, isIn, isLoopback, isPublic, mayNameStandFor } from './addresses.ts';

export interface AllowList {
  /** Whether the address may be asked for at all: scheme, host and port. */
  readonly allowsUrl: (url: URL) => boolean;
  /** Whether the host may be asked at this network address. */
  readonly allowsAddress: (url: URL, address: string) => boolean;
}

export interface AllowOptions {
  readonly entries: readonly string[];
  /** Addresses that whoever runs the server has given as origins: their hosts may be private. */
  readonly trusted?: readonly string[];
}

interface Entry {
  readonly port?: string;
  readonly matchesHost: (host: string) => boolean;
  /** Present where the entry names network addresses, of whichever host. */
  readonly matchesAddress?: (address: string, host: string) => boolean;
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

const portOf = (url: URL): string => (url.port === '' ? (defaultPorts[url.protocol] ?? '') : url.port);

/** Without brackets, and without the dot that ends a full name. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/** `[::1]:8080`, `10.0.0.0/8`, `host:8080` and so on, in parts. */
const splitEntry = (
  entry: string,
): { readonly host: string; readonly prefix?: number; readonly port?: string } | undefined => {
  const [, bracketed, plain, bare, prefix, port] =
    /^(?:\[([\da-f:.]+)\]|([^\s:/[\]@?#]+)|([\da-f:.]+))(?:\/(\d{1,3}))?(?::(\d{1,5}))?$/i.exec(entry) ?? [];
  const host = bracketed ?? plain ?? bare;
  if (host === undefined) return undefined;
  return {
    host: host.toLowerCase().replace(/\.$/, ''),
    ...(prefix !== undefined && { prefix: Number(prefix) }),
    ...(port !== undefined && { port }),
  };
};

const rangeOf = (host: string, prefix: number | undefined): BlockList | undefined => {
  const family = familyOf(host);
  if (family === undefined) return undefined;
  const longest = family === 'ipv4' ? 32 : 128;
  if (prefix !== undefined && prefix > longest) return undefined;
  const list = new BlockList();
  list.addSubnet(host, prefix ?? longest, family);
  return list;
};

const hostPattern = /^(?:\*|(?:\*\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)$/u;

/** As the URL standard writes a host: internationalised names in their ASCII form. */
const normalizeHost = (host: string): string | undefined => {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return undefined;
  }
};

/** Undefined for what names neither a host nor addresses. */
const readEntry = (text: string): Entry | undefined => {
  const parts = splitEntry(text);
  if (parts === undefined) return undefined;
  const { host, prefix, port } = parts;
  const ofPort = port === undefined ? {} : { port };
  const range = rangeOf(host, prefix);
  if (range !== undefined) {
    const matches = (address: string): boolean => isIn(range, address);
    return { ...ofPort, matchesHost: matches, matchesAddress: matches };
  }
  if (prefix !== undefined || /^[\d.]+$/.test(host) || !hostPattern.test(host)) return undefined;
  if (host === '*') {
    return { ...ofPort, matchesHost: (asked) => familyOf(asked) === undefined || isPublic(asked) };
  }
  const name = normalizeHost(host.replace(/^\*\./, ''));
  if (name === undefined || familyOf(name) !== undefined) return undefined;
  if (host.startsWith('*.')) return { ...ofPort, matchesHost: (asked) => asked.endsWith(`.${name}`) };
  return {
    ...ofPort,
    matchesHost: (asked) => asked === name,
    // The one name that means an address (RFC 6761).
    ...(name === 'localhost' && {
      matchesAddress: (address: string, asked: string) => asked === name && isLoopback(address),
    }),
  };
};

const matchesPort = ({ port }: Entry, url: URL): boolean =>
  port === undefined ? ['80', '443'].includes(portOf(url)) : port === portOf(url);

const isPlainWeb = (url: URL): boolean =>
  (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';

export const createAllowList = ({ entries: texts, trusted = [] }: AllowOptions): AllowList => {
  const entries = texts.map((text) => {
    const entry = readEntry(text);
    if (entry === undefined) throw new TypeError(`Neither a host nor an address: ${text}`);
    return entry;
  });
  const authorities = new Set(
    trusted.map((address) => new URL(address)).map((url) => `${hostOf(url)} ${portOf(url)}`),
  );
  const isTrusted = (url: URL): boolean => authorities.has(`${hostOf(url)} ${portOf(url)}`);
  return {
    allowsUrl: (url) =>
      isPlainWeb(url) &&
      (isTrusted(url) || entries.some((entry) => matchesPort(entry, url) && entry.matchesHost(hostOf(url)))),

    allowsAddress: (url, address) => {
      if (isPublic(address)) return true;
      const host = hostOf(url);
      if (isTrusted(url) && (familyOf(host) !== undefined || mayNameStandFor(address))) return true;
      return entries.some(
        (entry) => matchesPort(entry, url) && entry.matchesAddress?.(address, host) === true,
      );
    },
  };
};
