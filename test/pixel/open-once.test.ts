import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createOpenOnce } from '../../src/pixel/open-once.ts';
import { codeOf } from '../contracts/origin.ts';
import { limits } from './pictures.ts';

const megabyte = 1024 * 1024;
const read = async (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../fixtures/${name}`, import.meta.url));

/** Nothing can be made of them: whoever opens them all the same has not looked at them. */
const noBytes = new Uint8Array(8);

describe('an original that is opened again', () => {
  it.each(['originals/chart.png', 'originals/landscape.jpg', 'originals/animation.gif'])(
    'is not read again: %s',
    async (name) => {
      const open = createOpenOnce(limits, megabyte);
      const bytes = await read(name);
      const first = await open(bytes, 'a');
      expect([first.bytes, first.file]).toEqual([bytes, bytes]);
      // The same original, from another place in memory.
      expect(await open(noBytes, 'a')).toEqual({ ...first, bytes: noBytes, file: noBytes });
      expect(await codeOf(open(noBytes, 'b'))).toBe('source.not-an-image');
    },
  );

  it('is not made harmless again', async () => {
    const open = createOpenOnce(limits, megabyte);
    const first = await open(await read('originals/badge.svg'), 'a');
    const again = await open(noBytes, 'a');
    expect(again).toEqual(first);
    expect(again.bytes).toBe(first.bytes);
  });

  it('is not unpacked again, while there is room for what came out', async () => {
    const bytes = await read('odd/plain.heic');
    const open = createOpenOnce(limits, megabyte);
    const first = await open(bytes, 'a');
    expect(first.bytes).not.toBe(bytes);
    expect(await open(bytes, 'a')).toEqual(first);
    expect((await open(bytes, 'a')).bytes).toBe(first.bytes);

    const narrow = createOpenOnce(limits, 2000);
    const large = await narrow(bytes, 'a');
    const larger = await narrow(bytes, 'a');
    expect([larger.facts, larger.bytes]).toEqual([large.facts, large.bytes]);
    expect(larger.bytes).not.toBe(large.bytes);
  });

  it('is read again where nobody says what it is, or when it could not be read', async () => {
    const open = createOpenOnce(limits, megabyte);
    await open(await read('originals/chart.png'), undefined);
    expect(await codeOf(open(noBytes, undefined))).toBe('source.not-an-image');
    expect(await codeOf(open(noBytes, 'a'))).toBe('source.not-an-image');
    expect((await open(await read('originals/chart.png'), 'a')).facts.format).toBe('png');
  });
});
