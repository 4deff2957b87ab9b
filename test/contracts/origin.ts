/** What every origin has to hold to. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors.ts';
import type { LocateOptions, Origin, OriginalName, Source } from '../../src/ports.ts';

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
  const sources: Source[] = [];

  const expectSource = (opened: Source | string | undefined): Source => {
    if (typeof opened !== 'object') throw new TypeError(`Expected a source, got ${String(opened)}`);
    sources.push(opened);
    return opened;
  };

  const openSource = async (key: string): Promise<Source> =>
    expectSource(await current.origin.open(key, {}, signal));

  const locate = async (wanted: OriginalName, options: LocateOptions = {}) => {
    const located = await (current.origin.locate ?? missingLocate)(wanted, options, signal);
    if (typeof located === 'object') sources.push(located);
    return located;
  };

  /** What an origin without `locate` would have to do. */
  const missingLocate = async (wanted: OriginalName, { known }: LocateOptions) => {
    const key = await current.origin.find(wanted, signal);
    if (key === undefined) return undefined;
    return current.origin.open(key, known?.key === key ? { ifNoneMatch: known.etag } : {}, signal);
  };

  const textOf = async (source: Source): Promise<string | undefined> => {
    const bytes = await source.bytes(plenty, signal);
    return bytes && new TextDecoder().decode(bytes);
  };

  const readName = async (wanted: OriginalName): Promise<string | undefined> => {
    const key = await current.origin.find(wanted, signal);
    if (key === undefined) return undefined;
    return textOf(await openSource(key));
  };

  describe(`${name} as an origin`, () => {
    beforeEach(async () => {
      current = await create();
    });
    afterEach(async () => {
      for (const source of sources.splice(0)) source.close?.();
      await current.close();
    });

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

    it('gives no other bytes under an ETag than those that had it', async () => {
      await current.write('a.jpg', 'first');
      const key = (await current.origin.find({ publicId: 'a' }, signal)) ?? '';
      const source = await openSource(key);
      await current.write('a.jpg', 'other');
      expect(['first', undefined]).toContain(await textOf(source));
      await current.write('a.jpg', 'third');
      expect(['first', undefined]).toContain(await textOf(source));
    });

    it('gives no other bytes of what was removed after it was opened', async () => {
      await current.write('a.jpg', 'first');
      const source = await openSource((await current.origin.find({ publicId: 'a' }, signal)) ?? '');
      await current.remove('a.jpg');
      expect(['first', undefined]).toContain(await textOf(source));
    });

    it('reads the same twice, and after letting go', async () => {
      await current.write('a.jpg', 'first');
      const source = await openSource((await current.origin.find({ publicId: 'a' }, signal)) ?? '');
      expect([await textOf(source), await textOf(source)]).toEqual(['first', 'first']);
      source.close?.();
      source.close?.();
      expect(await textOf(source)).toBe('first');
    });

    it('locates a name in one step, with what was known of it', async () => {
      await current.write('chart.png', 'first');
      expect(await locate({ publicId: 'missing', format: 'png' })).toBeUndefined();
      const { key, etag, ...source } = expectSource(await locate({ publicId: 'chart', format: 'webp' }));
      expect([key, await textOf({ key, etag, ...source })]).toEqual([
        await current.origin.find({ publicId: 'chart' }, signal),
        'first',
      ]);
      const known = { key, etag };
      expect(await locate({ publicId: 'chart', format: 'webp' }, { known })).toBe('not-modified');
      await current.write('chart.png', 'other');
      const changed = expectSource(await locate({ publicId: 'chart', format: 'webp' }, { known }));
      expect([changed.etag === etag, await textOf(changed)]).toEqual([false, 'other']);
      await current.remove('chart.png');
      expect(await locate({ publicId: 'chart', format: 'webp' }, { known })).toBeUndefined();
    });

    it('locates the name as it is written before the one that is known', async () => {
      await current.write('chart.png', 'png');
      const { key, etag } = expectSource(await locate({ publicId: 'chart', format: 'webp' }));
      await current.write('chart.webp', 'webp');
      const better = expectSource(
        await locate({ publicId: 'chart', format: 'webp' }, { known: { key, etag } }),
      );
      expect(await textOf(better)).toBe('webp');
      await current.remove('chart.webp');
      expect(await locate({ publicId: 'chart', format: 'webp' }, { known: { key, etag } })).toBe(
        'not-modified',
      );
    });

    it('takes no key for known that the name does not stand for', async () => {
      await current.write('a.png', 'same');
      await current.write('b.png', 'same');
      const { key, etag } = expectSource(await locate({ publicId: 'a', format: 'png' }));
      expectSource(await locate({ publicId: 'b', format: 'png' }, { known: { key, etag } }));
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
      expect(
        await codeOf(
          current.origin.locate?.({ publicId: 'a' }, {}, gone) ?? Promise.reject(gone.reason as Error),
        ),
      ).toBe('request.aborted');
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
      expect(await codeOf(locate({ publicId: 'a' }))).toBe('origin.unreachable');
    });
  });
};
