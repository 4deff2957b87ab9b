/** From places, as the configuration names them, to origins that can be asked. */
import type { Log, Origin } from '../ports.ts';
import type { Copies } from './cache/content.ts';
import { createDiskCopies } from './cache/disk.ts';
import { createMemoryCopies } from './cache/memory.ts';
import { createTieredCopies } from './cache/tiers.ts';
import { createCachedOrigin } from './cached.ts';
import { createOriginChain } from './chain.ts';
import { createFileOrigin } from './file.ts';
import { createAllowList } from './guard/allow-list.ts';
import { createFetchOrigin, createHttpOrigin } from './http.ts';
import { createFetcher, type Fetcher } from './http/fetcher.ts';
import { createRecentOrigin } from './recent.ts';
import { createReplicas } from './replicas.ts';
import { createS3Origin } from './s3.ts';
import type { S3ClientOptions } from './s3/client.ts';

export type SinglePlace =
  | { readonly kind: 'file'; readonly path: string }
  /** The base ends in a slash. */
  | { readonly kind: 'http'; readonly base: string }
  | ({ readonly kind: 's3'; readonly bucket: string; readonly prefix?: string } & Pick<
      S3ClientOptions,
      'checksum' | 'endpoint' | 'pathStyle' | 'region'
    >);

export type OriginPlace =
  | SinglePlace
  /** The same content in all of them, nearest first. */
  | { readonly kind: 'replicas'; readonly places: readonly SinglePlace[] };

export interface OriginsOptions {
  readonly places: readonly OriginPlace[];
  /** Hosts and addresses that `image/fetch` and redirects may reach, besides those of the places. */
  readonly allow: readonly string[];
  readonly maxBytes: number;
  /** For all origins that are asked in turn. */
  readonly timeoutMs: number;
  /** Of remote originals, in memory. */
  readonly copiesBytes: number;
  /** And on disk. */
  readonly copiesOnDisk?: { readonly folder: string; readonly maxBytes: number };
  readonly log: Log;
  readonly nowMs: () => number;
}

export interface Origins {
  readonly origin: Origin;
  /** Originals whose name is their address. */
  readonly remote: Origin;
  /** Whether the address may be asked for at all. */
  readonly mayFetch: (address: string) => boolean;
}

interface Tools extends OriginsOptions {
  readonly fetcher: Fetcher;
  readonly answerTimeoutMs: number;
  readonly copiesOf: (namespace: string) => Copies;
}

const singlesOf = (place: OriginPlace): readonly SinglePlace[] =>
  place.kind === 'replicas' ? place.places : [place];

const isRemote = ({ kind }: SinglePlace): boolean => kind !== 'file';

const openSingle = (place: SinglePlace, { fetcher, answerTimeoutMs, timeoutMs }: Tools): Origin => {
  switch (place.kind) {
    case 'file':
      return createFileOrigin({ root: place.path });
    case 'http':
      return createHttpOrigin({ base: place.base, fetcher });
    case 's3':
      return createS3Origin({ ...place, timeoutMs: answerTimeoutMs, bodyTimeoutMs: timeoutMs });
  }
};

/** What is not on this machine is asked through the cache, and what is, is not asked again at once. */
const createOrigin = (place: OriginPlace, tools: Tools): Origin => {
  const singles = singlesOf(place);
  const opened = singles.map((single) => openSingle(single, tools));
  const { answerTimeoutMs, copiesOf, nowMs } = tools;
  const [only] = opened;
  const origin =
    opened.length === 1 && only
      ? only
      : createReplicas({ replicas: opened, timeoutMs: answerTimeoutMs, nowMs });
  return singles.some(isRemote)
    ? createCachedOrigin({ origin, copies: copiesOf(JSON.stringify(place)), nowMs })
    : createRecentOrigin({ origin, nowMs });
};

const createCopies = ({ copiesBytes, copiesOnDisk, log, nowMs }: OriginsOptions): Tools['copiesOf'] => {
  const memory = createMemoryCopies(copiesBytes);
  let isTold = false;
  const onTrouble = (error: unknown): void => {
    if (!isTold) log.event('warn', 'originals.not-kept-on-disk', { error }); // it would be said of every original
    isTold = true;
  };
  const disk = copiesOnDisk && createDiskCopies({ ...copiesOnDisk, nowMs, onTrouble });
  return (namespace) => createTieredCopies(memory(namespace), disk?.of(namespace));
};

const parse = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);

export const createOrigins = (options: OriginsOptions): Origins => {
  const { places, allow, maxBytes, timeoutMs, nowMs } = options;
  const singles = places.flatMap(singlesOf);
  const trusted = singles.flatMap((place) => (place.kind === 'http' ? [place.base] : []));
  const allowList = createAllowList({ entries: allow, trusted });
  // Whoever may have to ask the next one must not use up all the time on the first.
  const answerTimeoutMs = Math.ceil(timeoutMs / Math.max(1, singles.filter(isRemote).length));
  const limits = { allowList, maxBytes, bodyTimeoutMs: timeoutMs, nowMs };
  const fetcher = createFetcher({ ...limits, timeoutMs: answerTimeoutMs });
  const tools: Tools = { ...options, fetcher, answerTimeoutMs, copiesOf: createCopies(options) };
  return {
    origin: createOriginChain(places.map((place) => createOrigin(place, tools))),
    remote: createCachedOrigin({
      origin: createFetchOrigin(createFetcher({ ...limits, timeoutMs })),
      copies: tools.copiesOf('fetch'),
      keysOf: ({ publicId }) => [publicId],
      nowMs,
    }),
    mayFetch: (address) => {
      const url = parse(address);
      return url !== undefined && allowList.allowsUrl(url);
    },
  };
};
