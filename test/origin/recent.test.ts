import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecentOrigin } from '../../src/origin/recent.ts';
import type { LocateOptions, Origin, Source } from '../../src/ports.ts';
import { describeOrigin } from '../contracts/origin.ts';
import { createFolder, type FolderUnderTest } from './temporary-folder.ts';

const { signal } = new AbortController();
const plenty = 1_000_000;
/** The folder's files look as if they were made so long ago. */
const startMs = Date.now() + 60_000;

describeOrigin('a folder that was asked a moment ago, with seconds between changes', async () => {
  const folder = await createFolder();
  let now = startMs;
  const later =
    <Args extends readonly unknown[]>(change: (...args: Args) => Promise<void>) =>
    async (...args: Args): Promise<void> => {
      now += 2000;
      await change(...args);
    };
  return {
    ...folder,
    origin: createRecentOrigin({ origin: folder.origin, nowMs: () => now }),
    write: later(folder.write),
    remove: later(folder.remove),
    breakDown: later(folder.breakDown),
  };
});

describe('an origin that was asked a moment ago', () => {
  let folder: FolderUnderTest;
  let looks = 0;
  let now = startMs;
  let origin: Origin;

  beforeEach(async () => {
    folder = await createFolder();
    looks = 0;
    now = startMs;
    const counted: Origin = {
      ...folder.origin,
      locate: async (...args) => {
        looks += 1;
        return folder.origin.locate?.(...args);
      },
    };
    origin = createRecentOrigin({ origin: counted, nowMs: () => now });
    await folder.write('cat.jpg', 'first');
  });
  afterEach(async () => folder.close());

  const locate = async (options: LocateOptions = {}) =>
    origin.locate?.({ publicId: 'cat', format: 'jpg' }, options, signal);

  const open = async (options?: LocateOptions): Promise<Source> => {
    const located = await locate(options);
    if (typeof located !== 'object') throw new TypeError(`Expected a source, got ${String(located)}`);
    return located;
  };

  const textOf = async (source: Source): Promise<string | undefined> => {
    const bytes = await source.bytes(plenty, signal);
    return bytes && new TextDecoder().decode(bytes);
  };

  it('looks once for all who come within a second, and says when it looked', async () => {
    const first = await open();
    now += 900;
    const second = await open();
    expect([looks, second.etag, second.checkedAtMs]).toEqual([1, first.etag, startMs]);
    expect(await textOf(second)).toBe('first');
    now += 200;
    expect((await open()).checkedAtMs).toBe(now);
    expect(looks).toBe(2);
  });

  it('says what has not changed', async () => {
    const known = await open();
    expect(await locate({ known })).toBe('not-modified');
    expect(await locate({ known: { ...known, etag: 'another' } })).toMatchObject({ etag: known.etag });
    expect(looks).toBe(1);
  });

  it('looks again for a higher version, and after a purge', async () => {
    await open();
    await open({ version: 7 });
    await open({ version: 7 });
    expect(looks).toBe(2);
    await origin.forget?.({ publicId: 'cat' });
    await open();
    expect(looks).toBe(3);
  });

  it('remembers nothing that is missing', async () => {
    await folder.remove('cat.jpg');
    expect(await locate()).toBeUndefined();
    await folder.write('cat.jpg', 'back');
    expect(await textOf(await open())).toBe('back');
  });

  it('never gives the content of another file, and looks again when it finds one', async () => {
    const before = await open();
    await folder.write('cat.jpg', 'second');
    expect(await textOf(await open())).toBeUndefined();
    const after = await open();
    expect(after.etag).not.toBe(before.etag);
    expect(await textOf(after)).toBe('second');
  });

  it('does not trust a file that was written just now', async () => {
    now = Date.now();
    await open();
    await open();
    expect(looks).toBe(2);
  });
});
