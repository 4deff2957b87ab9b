import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, Failure } from '../../src/errors.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import { engine, limits, paint, quarters, render, signal } from './pictures.ts';

const picture = await paint(30, 20, quarters);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) throw new Error('Expected a failure');
  return failure;
};

/** A PNG that claims any size in its header and has no more than a few bytes. */
const pngHeader = (width: number, height: number): Uint8Array => {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(64))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** PNG specification, annex D. */
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};

describe('facts', () => {
  it.each([
    ['jpg', async () => await sharp(picture).jpeg().toBuffer(), false],
    ['png', async () => await sharp(picture).ensureAlpha().png().toBuffer(), true],
    ['webp', async () => await sharp(picture).webp().toBuffer(), false],
    ['avif', async () => await sharp(picture).avif().toBuffer(), false],
    ['tiff', async () => await sharp(picture).tiff().toBuffer(), false],
    [
      'svg',
      async () => Promise.resolve(text('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>')),
      true,
    ],
  ] as const)('reads the header of %s', async (format, make, alpha) => {
    const bytes = await make();
    const { facts } = await engine.open(bytes, signal);
    expect(facts).toEqual({
      format,
      storedWidth: 30,
      storedHeight: 20,
      orientation: 1,
      pages: 1,
      alpha,
      bytes: bytes.length,
    });
  });

  it('counts frames and reports the size of one', async () => {
    const frames = [picture, await sharp(picture).negate().png().toBuffer()];
    const { facts } = await engine.open(
      await sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
      signal,
    );
    expect(facts).toMatchObject({ format: 'gif', storedWidth: 30, storedHeight: 20, pages: 2 });
  });

  it('reports EXIF orientation and the size as stored', async () => {
    const bytes = await sharp(picture).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await engine.open(bytes, signal)).facts).toMatchObject({
      storedWidth: 30,
      storedHeight: 20,
      orientation: 6,
    });
  });

  it('sizes an SVG without a size by its view box', async () => {
    const { facts } = await engine.open(
      text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 44"/>'),
      signal,
    );
    expect(facts).toMatchObject({ storedWidth: 33, storedHeight: 44 });
  });
});

describe('refusals', () => {
  it.each<readonly [string, Uint8Array, ErrorCode]>([
    ['nothing', new Uint8Array(), 'source.not-an-image'],
    ['text', text('this is not a picture'), 'source.not-an-image'],
    ['HTML', text('<!doctype html><html><svg></svg></html>'), 'source.not-an-image'],
    ['a GIF by name only', text('GIF'), 'source.not-an-image'],
    ['zeros', new Uint8Array(1000), 'source.not-an-image'],
    ['PDF', text('%PDF-1.7\n'), 'source.unsupported-format'],
    ['JPEG 2000', new Uint8Array([0xff, 0x4f, 0xff, 0x51, 0, 47]), 'source.unsupported-format'],
    [
      'the start of a BMP',
      new Uint8Array([0x42, 0x4d, 1, 2, 3, 4, 0, 0, 0, 0, 54, 0, 0, 0]),
      'source.corrupt',
    ],
    ['the start of a HEIC', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'source.corrupt'],
    ['video', text('\0\0\0\x18ftypisom\0\0\0\0isommp42'), 'source.unsupported-format'],
    ['PSD', text('8BPS\0\x01'), 'source.unsupported-format'],
    ['the start of a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'source.corrupt'],
    ['the start of a PNG', pngHeader(10, 10).subarray(0, 20), 'source.corrupt'],
    ['a RIFF of nothing', text('RIFF\x04\0\0\0WEBP'), 'source.corrupt'],
    ['an SVG without an end', text('<svg xmlns="http://www.w3.org/2000/svg"><rect>'), 'source.corrupt'],
    ['a bomb', pngHeader(30_000, 30_000), 'source.too-many-pixels'],
    [
      'a huge SVG',
      text('<svg xmlns="http://www.w3.org/2000/svg" width="50000" height="50000"/>'),
      'source.too-many-pixels',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    expect((await failureOf(engine.open(bytes, signal))).code).toBe(code);
  });

  it('names the format that it does not read', async () => {
    expect((await failureOf(engine.open(text('%PDF-1.7\n'), signal))).message).toBe(
      'PDF originals are not supported',
    );
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff'] as const)('refuses a %s that is cut off', async (format) => {
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
    const whole = sharp({ create: { width: 100, height: 100, channels: 3, background: 'red', noise } });
    const bytes = await whole.toFormat(format).toBuffer();
    const failure = await failureOf(
      render(bytes.subarray(0, bytes.length / 2), [{ op: 'resize', width: 10, height: 10 }]),
    );
    expect(failure.code).toBe('source.corrupt');
    expect(failure.message).toBe('The original is damaged');
  });

  it('holds frames to their limits', async () => {
    const blue = await sharp(picture).negate().png().toBuffer();
    const bytes = await sharp([picture, blue, picture], { join: { animated: true } })
      .webp()
      .toBuffer();
    const few = createPixelEngine({ limits: { ...limits, maxFrames: 2 } });
    expect((await failureOf(few.open(bytes, signal))).code).toBe('source.too-many-frames');
    const small = createPixelEngine({ limits: { ...limits, maxFramePixels: 3 * 600 - 1 } });
    expect((await failureOf(small.open(bytes, signal))).code).toBe('source.too-many-pixels');
  });

  it('refuses to draw effects that would take minutes', async () => {
    const blurs = '<feGaussianBlur stdDeviation="50"/>'.repeat(300);
    const content = `<filter id="f">${blurs}</filter><rect width="2000" height="2000" filter="url(#f)"/>`;
    const svg = text(`<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000">${content}</svg>`);
    const failure = await failureOf(render(svg, []));
    expect(failure.code).toBe('source.too-many-pixels');
    expect((await render(svg, [{ op: 'resize', width: 100, height: 100 }])).width).toBe(100);
  });

  it('reads no format that is not served, even where libvips could', async () => {
    await expect(sharp(Buffer.from('P6\n1 1\n255\nabc')).metadata()).rejects.toThrow();
  });

  it('gives work up between passes', async () => {
    const image = await engine.open(picture, signal);
    const aborted = AbortSignal.abort();
    const decode = { autoOrient: true, page: 0 };
    const whole = { source: { kind: 'original', index: 0, decode }, operations: [] } as const;
    const measure = { kind: 'content', picture: whole, threshold: 10 } as const;
    expect((await failureOf(image.measure(measure, aborted))).code).toBe('request.aborted');
  });

  it('refuses a page that is not there', async () => {
    const failure = await failureOf(render(picture, [], { decode: { page: 3 } }));
    expect(failure.code).toBe('url.invalid-value');
  });
});
