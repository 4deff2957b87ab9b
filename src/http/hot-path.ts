/**
 * The short way to what is asked for all the time: from the raw request target to Node's response, past the Fetch
 * adapter, the router and the parser. It holds prepared headers and no pictures. What it may answer with is asked of
 * the memory store each time: the record that the headers were made from must still be there, the very same one, and
 * fresh, and so must the variant. So whatever drops one of them (a purge, an eviction, a look at the origin) ends the
 * prepared answer at once, with nothing to be told.
 *
 * Nobody is checked here, so what not everybody may see never gets in: neither restricted types nor signed URLs.
 */
import { LRUCache } from 'lru-cache';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { judgeRecord } from '../plan/record.ts';
import { classifyAccept } from '../plan/accept.ts';
import type { Client } from '../plan/negotiate.ts';
import type { Clock, MemoryStore, ResolutionRecord } from '../ports.ts';
import type { Delivered } from '../service/delivered.ts';
import { readClient } from './client.ts';
import { evaluatePreconditions } from './conditional.ts';
import { flattenHeaders, pictureHeaders, validationHeaders, validatorsOf } from './headers.ts';
import { type Asked, readAsked, readHeaderOf } from './plain-request.ts';

export interface HotPath {
  /** False when it has nothing for this request, which is then untouched. */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;
  /** To be told of what was delivered for a target, and to whom. */
  readonly learn: (target: string, delivered: Delivered, client: Client) => void;
  /** For changes that no record knows of: of what a name means, of who may see what. */
  readonly forgetAll: () => void;
}

export interface HotPathOptions {
  readonly store: Pick<MemoryStore, 'recall'>;
  readonly clock: Clock;
  /** Of prepared headers. */
  readonly maxBytes: number;
}

interface Prepared {
  readonly requestKey: string;
  readonly record: ResolutionRecord;
  readonly version: number | undefined;
  /** As the variant has it, and with its quotes. */
  readonly bareEtag: string;
  readonly etag: string;
  readonly lastModifiedMs: number;
  readonly whole: string[];
  readonly notModified: string[];
}

/** Two lists of headers and their texts, the longest of which names the sources: measured at 2.9 KB. */
const overheadBytes = 3072;
const markBytes = 256;

/** In the place of prepared headers: what of the client makes a difference has to be looked at. */
const varies = 'varies';

/** What is negotiated differs by what the client takes, reduced to the few classes that make a difference. */
const classOf = ({ accept, saveData }: Client): string =>
  `${classifyAccept(accept)}${saveData === true ? ' save' : ''}`;

/** No target begins with a letter. */
const keyFor = (target: string, client: Client): string => `${classOf(client)} ${target}`;

/** Widths and densities of screens are too many to be learnt. */
const learnableHeaders: ReadonlySet<string> = new Set(['Accept', 'Save-Data']);

/** Only a plain hit says in its headers what the next one will say too, and a single visit earns no place. */
const isLearnable = ({ tier, timings, caching, url, vary = [] }: Delivered): boolean =>
  vary.every((header) => learnableHeaders.has(header)) &&
  tier === 'memory' &&
  timings.length === 0 &&
  caching.visibility === 'public' &&
  url.signature === undefined;

const isNotModified = ({ ifNoneMatch }: Asked, prepared: Prepared): boolean => {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === prepared.etag) return true; // what nearly everybody sends
  const read = (name: string): string | undefined => (name === 'if-none-match' ? ifNoneMatch : undefined);
  return evaluatePreconditions(read, prepared) === 'not-modified';
};

export const createHotPath = ({ store, clock, maxBytes }: HotPathOptions): HotPath => {
  const table = new LRUCache<string, Prepared | typeof varies>({
    maxSize: Math.max(1, Math.floor(maxBytes)),
    sizeCalculation: (value, key) => key.length + (value === varies ? markBytes : overheadBytes),
  });

  const find = (
    incoming: IncomingMessage,
    target: string,
  ): { readonly key: string; readonly prepared: Prepared } | undefined => {
    const found = table.get(target);
    const key = found === varies ? keyFor(target, readClient(readHeaderOf(incoming))) : target;
    const prepared = found === varies ? table.get(key) : found;
    return prepared === undefined || prepared === varies ? undefined : { key, prepared };
  };

  return {
    answer: (incoming, outgoing) => {
      const { url } = incoming;
      if (url === undefined) return false;
      const found = find(incoming, url);
      if (found === undefined) return false;
      const { key, prepared } = found;
      const asked = readAsked(incoming);
      if (asked === undefined) return false;
      const { requestKey, record, version } = prepared;
      const kept = store.recall(requestKey);
      if (
        kept?.record !== record ||
        kept.variant.etag !== prepared.bareEtag ||
        judgeRecord(record, clock.nowMs(), version) !== 'fresh'
      ) {
        table.delete(key);
        return false;
      }
      if (isNotModified(asked, prepared)) {
        outgoing.writeHead(304, prepared.notModified);
        outgoing.end();
        return true;
      }
      outgoing.writeHead(200, prepared.whole);
      outgoing.end(asked.isHead ? undefined : kept.variant.bytes);
      return true;
    },
    learn: (target, delivered, client) => {
      const { basis, variant, url } = delivered;
      if (basis === undefined || !isLearnable(delivered)) return;
      if (delivered.vary !== undefined) table.set(target, varies);
      table.set(delivered.vary === undefined ? target : keyFor(target, client), {
        ...basis,
        ...validatorsOf(delivered),
        bareEtag: variant.etag,
        version: url.version,
        whole: flattenHeaders(pictureHeaders(delivered, variant.bytes.length)),
        notModified: flattenHeaders(validationHeaders(delivered)),
      });
    },
    forgetAll: () => table.clear(),
  };
};
