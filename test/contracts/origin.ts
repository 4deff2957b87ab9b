/** What every origin has to hold to. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors.ts';
import type { Origin, OriginalName, Source } from '../../src/ports.ts';

export interface OriginUnderTest {
  readonly origin: Origin;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** From now on nothing can be read. */
  readonly breakDown: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const { signal } = new AbortController();
const plenty = 1_000_000;

export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return 'no failure';
};

export const describeOrigin = (name: string, create: () => Promise<OriginUnderTest>): void => {
  let current: OriginUnderTest;

  const openSource = async (key: string): Promise<Source> => {
    const opened = await current.origin.open(key, {}, signal);
    if (typeof opened !== 'object') throw new TypeError(`Expected a source, got ${String(opened)}`);
    return opened;
  };

  const readName = async (wanted: OriginalName): Promise<string | undefined> => {
    const key = await current.origin.find(wanted, signal);
    if (key === undefined) return undefined;
    const bytes = await (await openSource(key)).bytes(plenty, signal);
    return bytes && new TextDecoder().decode(bytes);
  };

  describe(`${name} as an origin`, () => {
    beforeEach(async () => {
      current = await create();
    });
    afterEach(async () => current.close());

    it('has no key for what is not there', async () => {
      await current.write('here.jpg', 'here');
      expect(await current.origin.find({ publicId: 'there', format: 'jpg' }, signal)).toBeUndefined();
      expect(
        await current.origin.find({ publicId: 'here.jpg/below', format: 'jpg' }, signal),
      ).toBeUndefined();
    });

    it('opens nothing under a key that is gone', async () => {
      await current.write('a.jpg', 'a');
      const key = await current.origin.find({ publicId: 'a' }, signal);
      await current.remove('a.jpg');
      expect(await current.origin.open(key ?? '', {}, signal)).toBeUndefined();
    });

    it('reads what was written, and knows its size before', async () => {
      await current.write('dir/chart.png', 'some bytes');
      const key = await current.origin.find({ publicId: 'dir/chart', format: 'png' }, signal);
      const source = await openSource(key ?? '');
      expect(source).toMatchObject({ key, size: 10 });
      expect(Buffer.from((await source.bytes(plenty, signal)) ?? []).toString()).toBe('some bytes');
    });

    it('takes the exact name before any other extension', async () => {
      await current.write('chart.jpg', 'jpg');
      await current.write('chart.webp', 'webp');
      expect(await readName({ publicId: 'chart', format: 'webp' })).toBe('webp');
    });

    it.each([
      ['jpg', ['gif', 'avif', 'webp', 'png', 'jpeg', 'jpg']],
      ['jpeg', ['png', 'jpeg']],
      ['png', ['webp', 'png']],
      ['webp', ['avif', 'webp']],
      ['avif', ['gif', 'avif']],
      ['gif', ['tiff', 'gif']],
      ['tiff', ['tif', 'tiff']],
      ['tif', ['svg', 'tif']],
      ['svg', ['svg']],
    ])('prefers %s among %j', async (expected, extensions) => {
      for (const extension of extensions) await current.write(`chart.${extension}`, extension);
      expect(await readName({ publicId: 'chart' })).toBe(expected);
      expect(await readName({ publicId: 'chart', format: 'bmp' })).toBe(expected);
    });

    it('takes a file without an extension last', async () => {
      await current.write('chart', 'bare');
      expect(await readName({ publicId: 'chart', format: 'png' })).toBe('bare');
      await current.write('chart.svg', 'svg');
      expect(await readName({ publicId: 'chart', format: 'png' })).toBe('svg');
    });

    it('finds the upper-case extensions of cameras', async () => {
      await current.write('DSC_0001.JPG', 'camera');
      expect(await readName({ publicId: 'DSC_0001', format: 'jpg' })).toBe('camera');
    });

    it('tries no extension for an exact name', async () => {
      await current.write('notes.txt', 'text');
      await current.write('chart.jpg', 'picture');
      expect(await readName({ publicId: 'notes.txt', exact: true })).toBe('text');
      expect(await readName({ publicId: 'chart', exact: true })).toBeUndefined();
    });

    it.each([
      'with space',
      'a#b',
      'a+b',
      'a%20b',
      'a&b=c',
      '漢字',
      'Ünïcødé',
      '😀',
      "quo'te",
      'ratio 16:9',
      'a..b',
    ])('finds the name %j', async (publicId) => {
      await current.write(`${publicId}.png`, publicId);
      expect(await readName({ publicId, format: 'png' })).toBe(publicId);
    });

    it('finds composed and decomposed spellings of a name by each other', async () => {
      await current.write('caf\u00e9.png', 'composed');
      await current.write('zu\u0308rich.png', 'decomposed');
      expect(await readName({ publicId: 'cafe\u0301', format: 'png' })).toBe('composed');
      expect(await readName({ publicId: 'z\u00fcrich', format: 'png' })).toBe('decomposed');
    });

    it.each([
      '',
      '.',
      '..',
      '../outside',
      'dir/../../outside',
      'dir/../chart',
      './chart',
      '/chart',
      '//chart',
      'dir//chart',
      'chart/',
      String.raw`..\outside`,
      String.raw`dir\chart`,
      'chart\u0000',
      'chart\n',
      '.hidden',
      'dir/.git/config',
      '\ud800',
      '_darkroom/image/upload/1/1',
      '_DARKROOM/chart',
      'x'.repeat(300),
      `${'x/'.repeat(3000)}y`,
    ])('does not know the name %j', async (publicId) => {
      for (const path of [
        'chart.jpg',
        'dir/chart.jpg',
        '_darkroom/chart.jpg',
        '_darkroom/image/upload/1/1.jpg',
      ]) {
        await current.write(path, 'never');
      }
      expect(await current.origin.find({ publicId, format: 'jpg' }, signal)).toBeUndefined();
      expect(await current.origin.find({ publicId }, signal)).toBeUndefined();
      expect(await current.origin.find({ publicId: `${publicId}.jpg`, exact: true }, signal)).toBeUndefined();
    });

    it('says not-modified as long as the content has the ETag', async () => {
      await current.write('a.jpg', 'first');
      const key = (await current.origin.find({ publicId: 'a' }, signal)) ?? '';
      const { etag } = await openSource(key);
      expect(await current.origin.open(key, { ifNoneMatch: etag }, signal)).toBe('not-modified');
      expect(await current.origin.open(key, { ifNoneMatch: 'another' }, signal)).toMatchObject({ etag });
    });

    it('gives other content another ETag, of the same size too', async () => {
      await current.write('a.jpg', 'first');
      const key = (await current.origin.find({ publicId: 'a' }, signal)) ?? '';
      const { etag } = await openSource(key);
      await current.write('a.jpg', 'other');
      expect(await current.origin.open(key, { ifNoneMatch: etag }, signal)).toBeTypeOf('object');
      expect((await openSource(key)).etag).not.toBe(etag);
    });

    it('gives no bytes under an ETag that they no longer have', async () => {
      await current.write('a.jpg', 'first');
      const key = (await current.origin.find({ publicId: 'a' }, signal)) ?? '';
      const source = await openSource(key);
      await current.write('a.jpg', 'other');
      expect(await source.bytes(plenty, signal)).toBeUndefined();
    });

    it('gives no bytes of what was removed after it was opened', async () => {
      await current.write('a.jpg', 'first');
      const source = await openSource((await current.origin.find({ publicId: 'a' }, signal)) ?? '');
      await current.remove('a.jpg');
      expect(await source.bytes(plenty, signal)).toBeUndefined();
    });

    it('refuses to read more than it may', async () => {
      await current.write('a.jpg', '0123456789');
      const source = await openSource((await current.origin.find({ publicId: 'a' }, signal)) ?? '');
      expect(await codeOf(source.bytes(9, signal))).toBe('source.too-many-bytes');
      expect((await source.bytes(10, signal))?.length).toBe(10);
    });

    it('reads an empty file as empty', async () => {
      await current.write('a.jpg', '');
      expect(await readName({ publicId: 'a' })).toBe('');
    });

    it('does nothing for those who have gone', async () => {
      await current.write('a.jpg', 'a');
      const gone = AbortSignal.abort(new Failure({ code: 'request.aborted', message: 'gone' }));
      const key = (await current.origin.find({ publicId: 'a' }, signal)) ?? '';
      const source = await openSource(key);
      expect(await codeOf(current.origin.find({ publicId: 'a' }, gone))).toBe('request.aborted');
      expect(await codeOf(current.origin.open(key, {}, gone))).toBe('request.aborted');
      expect(await codeOf(source.bytes(plenty, gone))).toBe('request.aborted');
    });

    it('tells what is broken from what is missing', async () => {
      await current.write('a.jpg', 'a');
      await current.origin.check(signal);
      const key = (await current.origin.find({ publicId: 'a' }, signal)) ?? '';
      await current.breakDown();
      expect(await codeOf(current.origin.check(signal))).toBe('origin.unreachable');
      expect(await codeOf(current.origin.find({ publicId: 'a' }, signal))).toBe('origin.unreachable');
      expect(await codeOf(current.origin.open(key, {}, signal))).toBe('origin.unreachable');
    });
  });
};
