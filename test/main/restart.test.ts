/** What a server keeps on disk is there for the next one, which asks no origin for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStores, type Stores } from '../../src/main/stores.ts';
import { createBench, parse, type Bench } from '../service/fakes.ts';

const { signal } = new AbortController();
const log = { event: () => undefined };
const megabyte = 1024 * 1024;

let folder: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-restart-'));
});
afterEach(async () => {
  for (const { close } of servers) await close();
  servers.length = 0;
  await rm(folder, { recursive: true, force: true });
});

interface Server extends Bench {
  readonly close: Stores['close'];
}

const start = (): Server => {
  const disk = { folder, maxBytes: 100 * megabyte };
  const { store, close } = createStores({ memoryBytes: megabyte, disk }, log);
  const server = { ...createBench({ 'photo.png': 'png 30x20' }, { store }), close };
  servers.push(server);
  return server;
};

const tierOf = async ({ delivery }: Bench): Promise<string> =>
  (await delivery.deliver(parse('/w_10/photo.png'), signal)).tier;

describe('after a restart', () => {
  it('a picture comes from disk, then from memory, and its origin is not asked', async () => {
    const before = start();
    expect(await tierOf(before)).toBe('miss');
    expect(await tierOf(before)).toBe('memory');
    await before.close();

    const after = start();
    expect(await tierOf(after)).toBe('disk');
    expect(await tierOf(after)).toBe('memory');
    expect(after.origin.counts).toEqual({ finds: 0, opens: 0, reads: 0 });
    expect(after.engine.counts.renders).toBe(0);
  });

  it('an old answer is held against the origin, and not made again', async () => {
    const before = start();
    await tierOf(before);
    await before.close();

    const after = start();
    after.clock.now += 61_000;
    expect(await tierOf(after)).toBe('memory'); // where the first look has brought it
    expect(after.origin.counts).toEqual({ finds: 1, opens: 1, reads: 0 });
  });

  it('what was purged is made again', async () => {
    const before = start();
    await tierOf(before);
    await before.delivery.purge(parse('/photo.png'), signal);
    await before.close();
    expect(await tierOf(start())).toBe('miss');
  });

  it('what we have is served while the origin is down', async () => {
    const before = start();
    await tierOf(before);
    await before.close();

    const after = start();
    after.clock.now += 3_600_000;
    after.origin.down = true;
    expect(await tierOf(after)).toBe('stale');
  });
});
