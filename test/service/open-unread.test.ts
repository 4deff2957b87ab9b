/** A file that changes under our hands, with the real origin and real workers: never the old picture under a new name. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileOrigin } from '../../src/origin/file.ts';
import type { Source } from '../../src/ports.ts';
import { openUnread, type Unread } from '../../src/service/open-unread.ts';
import { createReadOriginal } from '../../src/service/read-original.ts';
import { createStopwatch } from '../../src/service/stopwatch.ts';
import { codeOf } from '../contracts/origin.ts';
import { draw, planOf } from '../contracts/pixel-engine.ts';
import { type RunningEngine, signal, startEngine } from '../pixel/workers/running-engine.ts';

let folder: string;
let running: RunningEngine;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
  running = startEngine({ workers: 1, minFileBytes: 100 });
});
afterEach(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

const limits = { maxInputBytes: 1_000_000, originTimeoutMs: 10_000 };

const openIt = async (source: Source, maxInputBytes = limits.maxInputBytes): Promise<Unread | undefined> => {
  const readOriginal = createReadOriginal({
    limits: { ...limits, maxInputBytes },
    maxBytesHeld: 10_000_000,
  });
  const { key, etag, file } = source;
  return openUnread(
    { engine: running.engine, readOriginal },
    source,
    { key: `${key} ${etag}`, ...(file && { file }) },
    createStopwatch(),
    signal,
  );
};

const locate = async (): Promise<Source> => {
  const source = await createFileOrigin({ root: folder }).open('it.jpg', {}, signal);
  if (typeof source !== 'object') throw new Error('It is not there');
  return source;
};

const widthOf = async (unread: Unread | undefined): Promise<number | undefined> => {
  const image = await unread?.open(signal);
  try {
    return image && (await image.render(planOf(image, 'c_scale,w_30'), signal)).width;
  } finally {
    await image?.close();
  }
};

describe('a file that is not read before it is opened', () => {
  it('shows what it holds', async () => {
    await writeFile(join(folder, 'it.jpg'), await draw('jpeg'));
    const unread = await openIt(await locate());
    expect([await widthOf(unread), unread?.hasChanged()]).toEqual([30, false]);
  });

  it('is known to have changed when it has', async () => {
    await writeFile(join(folder, 'it.jpg'), await draw('jpeg'));
    const source = await locate();
    const unread = await openIt(source);
    await writeFile(join(folder, 'it.jpg'), await draw('jpeg', 80, 80));
    expect(await codeOf(widthOf(unread))).toBe('origin.unreachable');
    expect(unread?.hasChanged()).toBe(true);
    expect(await widthOf(await openIt(await locate()))).toBe(30);
  });

  it('is not opened when it is too large', async () => {
    await writeFile(join(folder, 'it.jpg'), await draw('jpeg'));
    expect(await codeOf(openIt(await locate(), 200))).toBe('source.too-many-bytes');
  });
});
