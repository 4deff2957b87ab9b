import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLease, type Lease } from '../../../src/store/disk/lease.ts';

let folder: string;
let nowMs: number;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'darkroom-lease-')), 'lease');
  nowMs = Date.now();
});
afterEach(async () => rm(join(folder, '..'), { recursive: true, force: true }));

const open = (): Lease => createLease({ folder, nowMs: () => nowMs, expiresMs: 30_000 });

describe('a lease', () => {
  it('has one holder, as long as that one shows signs of life', async () => {
    const [first, second] = [open(), open()];
    expect(await first.hold()).toBe(true);
    for (let turn = 0; turn < 5; turn += 1) {
      nowMs += 29_000;
      expect(await first.hold()).toBe(true);
      expect(await second.hold()).toBe(false);
    }
  });

  it('passes on when the holder has gone, and is lost to one who comes back', async () => {
    const [first, second] = [open(), open()];
    await first.hold();
    nowMs += 30_000;
    expect(await second.hold()).toBe(true);
    expect(await first.hold()).toBe(false);
    expect(await second.hold()).toBe(true);
    expect(await readdir(folder)).toEqual(['2']);
  });

  it('passes on at once when it is given back', async () => {
    const [first, second] = [open(), open()];
    await first.hold();
    await first.release();
    expect(await second.hold()).toBe(true);
    await first.release(); // not its own any more
    expect(await first.hold()).toBe(false);
  });

  it('goes to one of many who want it at once', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const holds = await Promise.all(Array.from({ length: 10 }, async () => open().hold()));
      expect(holds.filter(Boolean)).toHaveLength(1);
      nowMs += 60_000;
    }
  });

  it('survives a clock that is set back', async () => {
    const [first, second] = [open(), open()];
    await first.hold();
    nowMs -= 3_600_000;
    expect(await second.hold()).toBe(true);
    expect(await first.hold()).toBe(false);
  });

  it('can be taken anew when its folder has gone', async () => {
    const lease = open();
    await lease.hold();
    await rm(folder, { recursive: true });
    expect(await lease.hold()).toBe(true);
  });
});
