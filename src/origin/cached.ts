/**
 * A remote origin with what it was asked lately: what names stand for, for a minute, and copies of the originals that
 * are in use, for as long as they fit. A copy is only given out after the origin has said within that minute that its
 * content is still the current one. Those who ask for the same at the same time share one request and one body.
 */
import type { LocateOptions, Origin, OriginalName, Source } from '../ports.ts';
import type { Content, Copies } from './cache/content.ts';
import { createLookUps, type LookUp } from './cache/look-ups.ts';
import { createReadThrough, type Found } from './cache/read-through.ts';
import { type Located, locateIn } from './locate-in.ts';
import { keysFor } from './names.ts';
import { throwIfAborted } from './remote-failure.ts';
import { createShare } from './share.ts';

export interface CachedOriginOptions {
  readonly origin: Origin;
  readonly copies: Copies;
  readonly nowMs?: () => number;
  /** The keys that a name may stand for, so that copies from before a restart are found. */
  readonly keysOf?: (name: OriginalName) => readonly string[];
}

const believedForMs = 60_000;

const isSame = (a: Content, b: Content | undefined): boolean => a.key === b?.key && a.etag === b.etag;

const contentOf = ({ key, etag, lastModifiedMs }: Source): Found => ({
  key,
  etag,
  ...(lastModifiedMs !== undefined && { lastModifiedMs }),
});

/** The same original for several who asked together: it is let go of when all of them have. */
const createHandOut = (source: Source): (() => Source) => {
  let holders = 0;
  return () => {
    let isOpen = true;
    holders += 1;
    return {
      ...source,
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        holders -= 1;
        if (holders === 0) source.close?.();
      },
    };
  };
};

type Answer = 'not-modified' | (() => Source) | undefined;

export const createCachedOrigin = (options: CachedOriginOptions): Origin => {
  const { origin, copies, nowMs = Date.now, keysOf = keysFor } = options;
  const lookUps = createLookUps<Found>(believedForMs);
  const shareLocates = createShare<Answer>();
  const { keepWhatIsRead, openCopy } = createReadThrough({ origin, copies });

  const keepUnder = (name: OriginalName, source: Source): Source =>
    keepWhatIsRead(source, contentOf(source), () => lookUps.remove(name));

  const openCopyOf = async (name: OriginalName, found: Found, atMs: number): Promise<Source | undefined> =>
    openCopy(found, atMs, () => lookUps.remove(name));

  /** The content of which there is a copy that a name stood for last. */
  const recall = async (name: OriginalName): Promise<Found | undefined> => {
    const found = lookUps.get(name)?.found;
    if (found) return copies.sizeOf(found) === undefined ? undefined : found;
    for (const key of keysOf(name)) {
      const content = await copies.find(key);
      if (content) return content;
    }
    return undefined;
  };

  const ask = async (
    name: OriginalName,
    { known, version }: LocateOptions,
    signal: AbortSignal,
  ): Promise<Answer> => {
    const atMs = nowMs();
    const copied = await recall(name);
    const hint = copied ?? known;
    const located = await locateIn(origin, name, { ...(hint && { known: hint }) }, signal);
    if (located === undefined) {
      lookUps.set(name, undefined, version, atMs);
      return undefined;
    }
    if (typeof located === 'object') {
      lookUps.set(name, contentOf(located), version, atMs);
      return createHandOut(keepUnder(name, located));
    }
    if (hint) lookUps.set(name, hint, version, atMs);
    if (hint && isSame(hint, known)) return 'not-modified';
    const copy = copied && (await openCopyOf(name, copied, atMs));
    if (copy) return () => copy;
    // The copy went while the origin was asked about it.
    const opened = await locateIn(origin, name, {}, signal);
    return typeof opened === 'object' ? createHandOut(keepUnder(name, opened)) : undefined;
  };

  const takeFresh = async (
    name: OriginalName,
    { found, atMs }: LookUp<Found>,
    signal: AbortSignal,
  ): Promise<Source | undefined> => {
    if (found === undefined) return undefined;
    const copy = await openCopyOf(name, found, atMs);
    if (copy) return copy;
    const opened = await origin.open(found.key, {}, signal); // the name need not be looked up again
    if (typeof opened !== 'object') return undefined;
    lookUps.set(name, contentOf(opened), undefined, nowMs());
    return keepUnder(name, opened);
  };

  const locate = async (name: OriginalName, wanted: LocateOptions, signal: AbortSignal): Promise<Located> => {
    throwIfAborted(signal);
    const { known, version } = wanted;
    const fresh = known ? undefined : lookUps.getFresh(name, version, nowMs());
    if (fresh?.found === undefined && fresh) return undefined;
    const key = JSON.stringify([name, known ?? {}, version ?? 0, fresh?.found ?? {}]);
    const answer = await shareLocates(
      key,
      async (shared) => {
        const source = fresh && (await takeFresh(name, fresh, shared));
        return source ? createHandOut(source) : ask(name, wanted, shared);
      },
      signal,
    );
    if (typeof answer !== 'function') return answer;
    const source = answer();
    if (!isSame(source, known)) return source;
    source.close?.();
    return 'not-modified';
  };

  return {
    locate,
    find: async (name, signal) => {
      const fresh = lookUps.getFresh(name, undefined, nowMs());
      throwIfAborted(signal);
      if (fresh) return fresh.found?.key;
      const located = await locate(name, {}, signal);
      if (typeof located !== 'object') return undefined;
      located.close?.();
      return located.key;
    },
    open: async (key, openOptions, signal) => {
      const opened = await origin.open(key, openOptions, signal);
      return typeof opened === 'object' ? keepWhatIsRead(opened, contentOf(opened), () => undefined) : opened;
    },
    forget: async (name) => {
      const keys = new Set([...lookUps.drop(name.publicId).map(({ key }) => key), ...keysOf(name)]);
      await Promise.all([...keys].map(async (key) => copies.drop(key)));
      await origin.forget?.(name);
    },
    check: origin.check,
  };
};
