import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOriginChain } from '../../src/origin/chain.ts';
import type { Origin } from '../../src/ports.ts';
import { codeOf, describeOrigin } from '../contracts/origin.ts';
import { createFolder, type FolderUnderTest } from './temporary-folder.ts';

const { signal } = new AbortController();

describeOrigin('a chain with the file in its first origin', async () => {
  const [first, second] = [await createFolder(), await createFolder()];
  return {
    ...first,
    origin: createOriginChain([first.origin, second.origin]),
    breakDown: async () => {
      await first.breakDown();
      await second.breakDown();
    },
    close: async () => {
      await first.close();
      await second.close();
    },
  };
});

describeOrigin('a chain with the file in its last origin', async () => {
  const [first, last] = [await createFolder(), await createFolder()];
  return {
    ...last,
    origin: createOriginChain([first.origin, last.origin]),
    breakDown: async () => {
      await first.breakDown();
      await last.breakDown();
    },
    close: async () => {
      await first.close();
      await last.close();
    },
  };
});

describe('a chain of origins', () => {
  let first: FolderUnderTest;
  let second: FolderUnderTest;
  let chain: Origin;

  beforeEach(async () => {
    first = await createFolder();
    second = await createFolder();
    chain = createOriginChain([first.origin, second.origin]);
  });
  afterEach(async () => {
    await first.close();
    await second.close();
  });

  const read = async (key: string | undefined): Promise<string> => {
    const opened = await chain.open(key ?? '', {}, signal);
    return typeof opened === 'object'
      ? Buffer.from((await opened.bytes(100, signal)) ?? []).toString()
      : String(opened);
  };

  it('takes the first origin that has the name, and its key keeps to that origin', async () => {
    await second.write('a.jpg', 'second');
    const early = await chain.find({ publicId: 'a' }, signal);
    await first.write('a.jpg', 'first');
    const late = await chain.find({ publicId: 'a' }, signal);
    expect(await read(early)).toBe('second');
    expect(await read(late)).toBe('first');
    expect(early).not.toBe(late);
  });

  it('does not pass over a broken origin, for it might hold another picture of that name', async () => {
    await second.write('a.jpg', 'second');
    await first.breakDown();
    expect(await codeOf(chain.find({ publicId: 'a' }, signal))).toBe('origin.unreachable');
  });

  it('is ready while one of its origins is', async () => {
    await first.breakDown();
    await chain.check(signal);
    await second.breakDown();
    expect(await codeOf(chain.check(signal))).toBe('origin.unreachable');
  });

  it('opens nothing under keys that it never gave', async () => {
    await first.write('a.jpg', 'first');
    for (const key of ['', 'a.jpg', '7:a.jpg', ':a.jpg', '-1:a.jpg', '0:../a.jpg']) {
      expect(await chain.open(key, {}, signal)).toBeUndefined();
    }
  });

  it('without origins has nothing', async () => {
    const none = createOriginChain([]);
    await none.check(signal);
    expect(await none.find({ publicId: 'a' }, signal)).toBeUndefined();
  });
});
