/** Formats that libvips has no decoder for, and WebAssembly has: JPEG XL, and HEIC where its package is installed. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@jsquash/jxl/encode.js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { createPixelEngine } from '../../../src/pixel/engine.ts';
import { engine, limits, type Paint, signal } from '../pictures.ts';
import { clear, differenceFrom, height, opaque, rasterOf, width } from './scene.ts';
import { retagAvif } from './write-color-codes.ts';

const odd = (name: string): URL => new URL(`../../../fixtures/odd/${name}`, import.meta.url);

const codeOf = async (bytes: Uint8Array, by = engine): Promise<string> => {
  try {
    await by.open(bytes, signal);
    return 'opened';
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
};

describe('JPEG XL', () => {
  let encode: (paint: Paint, options?: object) => Uint8Array;

  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('@jsquash/jxl/codec/enc/jxl_enc.wasm');
    const encoder = await init({ wasmBinary: await readFile(wasm) });
    const { defaultOptions } = await import('@jsquash/jxl/meta.js');
    encode = (paint, options) => {
      const levels = new Uint8ClampedArray(width * height * 4);
      const raster = rasterOf((x, y) => [...paint(x, y), 255].slice(0, 4));
      levels.set(raster);
      const encoded = encoder.encode(levels, width, height, { ...defaultOptions, ...options });
      if (encoded === null) throw new Error('It could not be written');
      return encoded.slice();
    };
  });

  it('comes out as it went in, alpha included', async () => {
    expect(await differenceFrom(encode(opaque, { lossless: true, quality: 100 }), opaque)).toBe(0);
    expect(await differenceFrom(encode(clear, { lossless: true, quality: 100 }), clear)).toBe(0);
    expect(await differenceFrom(encode(opaque, { quality: 95 }), opaque)).toBeLessThanOrEqual(12);
  });

  it('may lie in a box', async () => {
    const codestream = encode(opaque, { lossless: true, quality: 100 });
    const box = (name: string, content: Uint8Array): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(8 + content.length);
      head.write(name, 4, 'latin1');
      return Buffer.concat([head, content]);
    };
    const file = Buffer.concat([
      box('JXL ', Buffer.from('0d0a870a', 'hex')),
      box('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1')),
      box('jxlc', codestream),
    ]);
    expect(await differenceFrom(file, opaque)).toBe(0);
    expect(engine.glance(file)?.facts).toMatchObject({
      format: 'jxl',
      storedWidth: width,
      storedHeight: height,
    });
  });

  it('tells its size before it is decoded', async () => {
    const small = createPixelEngine({ limits: { ...limits, maxInputPixels: 2000 } });
    const file = encode(opaque);
    expect(engine.glance(file)?.facts).toMatchObject({ storedWidth: width, storedHeight: height });
    expect(await codeOf(file, small)).toBe('source.too-many-pixels');
  });

  it('is refused when it is damaged', async () => {
    const file = encode(opaque, { quality: 95 });
    expect(await codeOf(file.subarray(0, file.length >> 1))).toBe('source.corrupt');
    expect(await codeOf(file.subarray(0, 3))).toBe('source.corrupt');
    expect(await codeOf(Buffer.concat([file.subarray(0, 20), Buffer.alloc(200, 0xa5)]))).toBe(
      'source.corrupt',
    );
  });
});

describe('HEIC', () => {
  it.each<readonly [string, Paint, number]>([
    ['plain.heic', opaque, 6],
    ['alpha.heic', clear, 8],
    // Stored in Display P3, with its profile.
    ['wide.heic', () => [200, 60, 30], 5],
  ])('%s shows what was written', async (name, paint, tolerance) => {
    expect(await differenceFrom(await readFile(odd(name)), paint)).toBeLessThanOrEqual(tolerance);
  });

  it('has the colours that its numbers name', async () => {
    const file = await readFile(odd('wide.heic'));
    const show = async (primaries: number): Promise<number> =>
      differenceFrom(retagAvif(file, { primaries, transfer: 13 }), () => [200, 60, 30]);
    expect(await show(12)).toBeLessThanOrEqual(5);
    expect(await show(1)).toBeGreaterThan(10);
  });

  it('is refused when it is cut off, or too large', async () => {
    const file = await readFile(odd('plain.heic'));
    const small = createPixelEngine({ limits: { ...limits, maxInputPixels: 2000 } });
    expect(await codeOf(file.subarray(0, file.length - 200))).toBe('source.corrupt');
    expect(await codeOf(file, small)).toBe('source.too-many-pixels');
  });

  it('is refused by name where its package is not installed', async () => {
    vi.doMock('libheif-js/wasm-bundle.js', () => {
      throw new Error('Cannot find package');
    });
    vi.resetModules();
    const { heic } = await import('../../../src/pixel/unpack/heic.ts');
    await expect((async () => heic.unpack(await readFile(odd('plain.heic'))))()).rejects.toThrow(
      /optional package libheif-js/u,
    );
    vi.doUnmock('libheif-js/wasm-bundle.js');
    vi.resetModules();
  });
});
