/** Originals that nobody reads for a worker: it goes to where they lie. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../../src/errors.ts';
import { readContentFile } from '../../../src/pixel/workers/read-content-file.ts';
import type { ContentFile, ReadContent, UnreadImage } from '../../../src/ports.ts';
import { stampOf } from '../../../src/values/file-stamp.ts';
import { codeOf } from '../../contracts/origin.ts';
import { draw, planOf } from '../../contracts/pixel-engine.ts';
import { type RunningEngine, signal, startEngine } from './running-engine.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
  path = join(folder, 'original');
});
afterEach(async () => rm(folder, { recursive: true }));

const fileWith = async (bytes: Uint8Array): Promise<ContentFile> => {
  await writeFile(path, bytes);
  return { path, stamp: stampOf(await stat(path, { bigint: true })) };
};

const text = (words: string): Uint8Array => Buffer.from(words);

describe('a file that holds an original', () => {
  it('is read, whole', async () => {
    const bytes = Buffer.alloc(300_000, 'darkroom');
    const file = await fileWith(bytes);
    expect(Buffer.compare((await readContentFile(file)) ?? text(''), bytes)).toBe(0);
    expect(await readContentFile({ path })).toEqual(bytes);
  });

  it('is not read when it is another by now, or something else has taken its place', async () => {
    const file = await fileWith(text('first'));
    await writeFile(path, 'second one');
    expect(await readContentFile(file)).toBeUndefined();
    await writeFile(`${path}.new`, 'first');
    await rename(`${path}.new`, path);
    expect(await readContentFile(file)).toBeUndefined();
    await rm(path);
    expect(await readContentFile(file)).toBeUndefined();
    expect(await readContentFile({ path })).toBeUndefined();
    await writeFile(join(folder, 'elsewhere'), 'secret');
    await symlink('elsewhere', path);
    expect(await readContentFile({ path })).toBeUndefined();
    await rm(path);
    execFileSync('mkfifo', [path]);
    expect(await readContentFile({ path })).toBeUndefined();
    expect(await readContentFile({ path: folder })).toBeUndefined();
  });
});

describe('an engine that reads files by itself', () => {
  let running: RunningEngine;
  beforeAll(() => {
    running = startEngine({ workers: 1, minFileBytes: 100 });
  });
  afterAll(async () => running.close());

  let keys = 0;
  const never: ReadContent = async () => Promise.reject(fail('internal.bug', 'It was read after all'));

  const openFile = async (
    bytes: Uint8Array,
    { key = `k${(keys += 1)}`, read = never }: { readonly key?: string; readonly read?: ReadContent } = {},
  ): Promise<UnreadImage | undefined> =>
    running.engine.openFile?.({ key, file: await fileWith(bytes), size: bytes.length, read });

  const widthOf = async (unread: UnreadImage | undefined): Promise<number | undefined> => {
    const image = await unread?.open(signal);
    try {
      return image && (await image.render(planOf(image, 'c_scale,w_30'), signal)).width;
    } finally {
      await image?.close();
    }
  };

  it.each(['jpeg', 'png', 'avif', 'tiff'] as const)('is told where a %s is', async (format) => {
    const bytes = await draw(format);
    const unread = await openFile(bytes);
    const image = await unread?.open(signal);
    expect(image?.facts).toMatchObject({ storedWidth: 60, storedHeight: 40, bytes: bytes.length });
    if (unread?.glance !== undefined) {
      expect(unread.glance.facts).toMatchObject({ storedWidth: 60, pages: 1 });
    }
    await image?.close();
    expect(await widthOf(unread)).toBe(30);
  });

  it('looks for the size in a worker where the beginning does not say it', async () => {
    // More than the beginning, before the frame.
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(0xff_fd, 'x')]);
    const jpeg = await draw('jpeg');
    const bytes = Buffer.concat([jpeg.subarray(0, 2), comment, comment, jpeg.subarray(2)]);
    const unread = await openFile(bytes);
    expect(unread?.glance).toBeUndefined();
    expect(await widthOf(unread)).toBe(30);
  });

  it('would rather have the bytes of what is small, or has to be seen as a whole', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">${' '.repeat(100)}</svg>`;
    expect(await openFile(text(svg))).toBeUndefined();
    expect(await openFile(await draw('gif'))).toBeUndefined();
    expect(await openFile(await draw('webp'))).toBeUndefined();
    expect(await openFile(text('x'.repeat(101)))).toBeUndefined();
    expect(await openFile((await draw('png')).subarray(0, 100))).toBeUndefined();
    const gone = { key: 'gone', file: { path: join(folder, 'gone') }, size: 1000, read: never };
    expect(await running.engine.openFile?.(gone)).toBeUndefined();
  });

  it('refuses what is damaged as if it had been given the bytes', async () => {
    const bytes = (
      await sharp({
        create: {
          width: 400,
          height: 300,
          channels: 3,
          noise: { type: 'gaussian', mean: 128, sigma: 60 },
          background: 'red',
        },
      })
        .jpeg()
        .toBuffer()
    ).subarray(0, 5000);
    expect(await codeOf(widthOf(await openFile(bytes)))).toBe('source.corrupt');
  });

  it('never takes one content for another: it asks for the bytes when the file has changed', async () => {
    const unread = await openFile(await draw('jpeg'), { read: async () => draw('jpeg', 90, 60) });
    await writeFile(path, await draw('jpeg', 50, 50));
    const image = await unread?.open(signal);
    const whole = image && (await image.render({ ...planOf(image, 'c_scale,w_30') }, signal));
    // A third of 90 by 60, planned for 60 by 40.
    expect([whole?.width, whole?.height]).toEqual([30, 20]);
    await image?.close();
  });

  it('says why it cannot go on when the bytes are not to be had either', async () => {
    const read: ReadContent = async () => Promise.reject(fail('origin.unreachable'));
    const unread = await openFile(await draw('jpeg'), { read });
    await rm(path);
    await writeFile(path, 'now a text');
    expect(await codeOf(widthOf(unread))).toBe('origin.unreachable');
  });

  it('has it from then on', async () => {
    const unread = await openFile(await draw('png'), { key: 'kept' });
    expect(await widthOf(unread)).toBe(30);
    await rm(path);
    const kept = running.engine.reopen?.({ key: 'kept', size: 1000, read: never });
    expect(kept && (await kept.render(planOf(kept, 'c_scale,w_20'), signal)).width).toBe(20);
    await kept?.close();
    await writeFile(path, '');
  });
});
