import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOriginChain } from '../../src/origin/chain.ts';
import { createReplicas } from '../../src/origin/replicas.ts';
import type { Origin, Source } from '../../src/ports.ts';
import { codeOf, describeOrigin } from '../contracts/origin.ts';
import { createWebOrigin, type WebUnderTest } from './web-origin.ts';

const { signal } = new AbortController();

describeOrigin('two replicas, the nearer one down', async () => {
  const [near, far] = [await createWebOrigin(), await createWebOrigin()];
  await near.web.close();
  return {
    origin: createReplicas({ replicas: [near.origin, far.origin], timeoutMs: 5000 }),
    write: async (path, text) => {
      far.web.files.set(path, text);
    },
    remove: async (path) => {
      far.web.files.delete(path);
    },
    breakDown: async () => far.web.close(),
    close: async () => far.web.close(),
  };
});

describe('several origins', () => {
  let near: WebUnderTest;
  let far: WebUnderTest;
  let now = 0;
  beforeEach(async () => {
    now = 0;
    near = await createWebOrigin();
    far = await createWebOrigin();
    for (const { web } of [near, far]) web.files.set('a.png', 'picture');
  });
  afterEach(async () => {
    await near.web.close();
    await far.web.close();
  });

  const hang = (under: WebUnderTest): void => {
    under.web.behave = () => true;
  };
  const failWith = (under: WebUnderTest, status: number): void => {
    under.web.behave = (_, answer) => {
      answer.writeHead(status).end();
      return true;
    };
  };
  const locate = async (origin: Origin): Promise<Source | undefined> => {
    const located = await origin.locate?.({ publicId: 'a', format: 'png' }, {}, signal);
    if (typeof located !== 'object') return undefined;
    located.close?.();
    return located;
  };
  const asked = (): readonly [number, number] => [near.web.asked.length, far.web.asked.length];

  describe('that are replicas', () => {
    const create = (timeoutMs = 5000): Origin =>
      createReplicas({ replicas: [near.origin, far.origin], timeoutMs, nowMs: () => now });

    it('are asked nearest first, and the nearest alone when it answers', async () => {
      await locate(create());
      near.web.files.delete('a.png');
      expect(await locate(create())).toBeUndefined();
      expect(asked()[1]).toBe(0);
    });

    it('stand in for one that fails or does not answer', async () => {
      failWith(near, 503);
      expect(await locate(create())).toMatchObject({ key: 'a.png' });
      hang(near);
      expect(await locate(create(500))).toMatchObject({ key: 'a.png' });
    });

    it('leave one alone for a while that has failed three times, then one request tries it', async () => {
      failWith(near, 500);
      const origin = create();
      for (let times = 0; times < 5; times += 1) await locate(origin);
      expect(asked()).toEqual([3, 5]);
      now += 5000;
      await locate(origin);
      await locate(origin);
      expect(asked()).toEqual([4, 7]);
      near.web.behave = () => false;
      now += 5000;
      await locate(origin);
      await locate(origin);
      expect(asked()).toEqual([6, 7]);
    });

    it('that have all failed say so at once', async () => {
      failWith(near, 500);
      failWith(far, 500);
      const origin = create();
      for (let times = 0; times < 5; times += 1) {
        expect(await codeOf(locate(origin))).toBe('origin.unreachable');
      }
      expect(asked()).toEqual([3, 3]);
      expect(await codeOf(origin.check(signal))).toBe('origin.unreachable');
    });

    it('are ready when one of them is', async () => {
      failWith(near, 500);
      await create().check(signal);
    });

    it('give the rest of a body that one of them breaks off', async () => {
      near.web.behave = (_, answer) => {
        answer.writeHead(200, { etag: '"another"', 'content-length': 7 });
        answer.write('pic', () => answer.socket?.destroy());
        return true;
      };
      const located = await create().locate?.({ publicId: 'a', format: 'png' }, {}, signal);
      if (typeof located !== 'object') throw new TypeError('not found');
      expect(await located.bytes(100, signal)).toBeUndefined(); // the other has another ETag
      const { etag } = (await locate(far.origin)) ?? { etag: '' };
      near.web.behave = (_, answer) => {
        answer.writeHead(200, { etag: `"${etag}"`, 'content-length': 7 });
        answer.write('pic', () => answer.socket?.destroy());
        return true;
      };
      const again = await create().locate?.({ publicId: 'a', format: 'png' }, {}, signal);
      if (typeof again !== 'object') throw new TypeError('not found');
      expect(Buffer.from((await again.bytes(100, signal)) ?? []).toString()).toBe('picture');
    });

    it('do not go on when whoever asked has left', async () => {
      const leaving = new AbortController();
      near.web.behave = () => {
        leaving.abort();
        return true;
      };
      const located = create().locate?.({ publicId: 'a', format: 'png' }, {}, leaving.signal);
      expect(await codeOf(located ?? Promise.resolve())).toBe('request.aborted');
      expect(asked()[1]).toBe(0);
    });
  });

  describe('in a chain', () => {
    const create = (): Origin => createOriginChain([near.origin, far.origin]);

    it('show what a later one has while an earlier one is down, provisionally', async () => {
      expect((await locate(create()))?.provisional).toBeUndefined();
      failWith(near, 503);
      expect(await locate(create())).toMatchObject({ key: '1:a.png', provisional: true });
    });

    it('do not call missing what a broken one may have', async () => {
      failWith(near, 503);
      far.web.files.clear();
      expect(await codeOf(locate(create()))).toBe('origin.unreachable');
    });

    it('ask the one that had it whether it still has', async () => {
      near.web.files.clear();
      const { key = '', etag = '' } = (await locate(create())) ?? {};
      const known = { key, etag };
      expect(await create().locate?.({ publicId: 'a', format: 'png' }, { known }, signal)).toBe(
        'not-modified',
      );
    });
  });
});
