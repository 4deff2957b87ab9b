/** Tracing: shapes that can be drawn by hand, and what holds for every picture. */
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Vectorize } from '../../../src/ops/redrawing.ts';
import { drawSvg, vectorize } from '../../../src/pixel/kernels/vectorize.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { sanitizeSvg } from '../../../src/pixel/svg/sanitize.ts';
import { traceToSvg } from '../../../src/pixel/trace/trace.ts';

type Settings = Omit<Vectorize, 'op'>;
type Color = readonly [number, number, number, number?];

const usual: Settings = { colors: 10, detail: 300, despeckle: 2, bend: 1, corner: (67.5 * Math.PI) / 180 };

const draw = (width: number, height: number, colorAt: (x: number, y: number) => Color): RawPicture => ({
  data: Uint8Array.from({ length: width * height }, (_, at) => at).reduce(
    (data, _, at) => {
      const [r, g, b, alpha = 255] = colorAt(at % width, Math.floor(at / width));
      data.set([r, g, b, alpha], at * 4);
      return data;
    },
    new Uint8Array(width * height * 4),
  ),
  width,
  height,
  channels: 4,
});

const trace = (picture: RawPicture, settings: Partial<Settings> = {}): string =>
  traceToSvg(picture, { ...usual, ...settings }, picture);

const fills = (svg: string): readonly string[] =>
  [...svg.matchAll(/fill="(#[0-9a-f]{6})"/gu)].map(([, fill = '']) => fill);
const paths = (svg: string): readonly string[] => [...svg.matchAll(/ d="([^"]*)"/gu)].map(([, d = '']) => d);

const isIn = (x: number, y: number, radius: number): boolean => Math.hypot(x - 29.5, y - 29.5) < radius;
const disk = draw(60, 60, (x, y) => (isIn(x, y, 20) ? [200, 30, 30] : [250, 250, 250]));
/** Many colours, edges and specks, of a kind that is the same every time. */
const busy = draw(120, 90, (x, y) => [
  (x * 37 + y * y) % 256,
  ((x >> 3) * 90 + (y >> 4) * 35) % 256,
  Math.round(128 + 127 * Math.sin(x / 9) * Math.cos(y / 7)),
]);

describe('a drawing', () => {
  it('of what is half transparent all over is so, too', async () => {
    const picture = draw(40, 30, (x) => [x < 20 ? 0 : 255, 0, 0, 100]);
    const { data } = await vectorize(picture, usual);
    const pixelAt = (x: number): readonly number[] => [
      ...data.subarray((15 * 40 + x) * 4, (15 * 40 + x + 1) * 4),
    ];
    expect(pixelAt(5)).toEqual([0, 0, 0, 100]);
    expect(pixelAt(35)).toEqual([255, 0, 0, 100]);
  });

  it('has straight sides and sharp corners where the picture has', () => {
    const picture = draw(40, 30, (x, y) =>
      x >= 10 && x < 25 && y >= 5 && y < 20 ? [0, 0, 255] : [255, 255, 255],
    );
    expect(trace(picture)).toBe(
      [
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 40 30">',
        '<path fill="#ffffff" d="M0 0l40 0 0 30-40 0 0-30z"/>',
        '<path fill="#0000ff" d="M10 5l15 0 0 15-15 0 0-15z"/>',
        '</svg>\n',
      ].join('\n'),
    );
  });

  it('has few and smooth curves along what is round', () => {
    const [, round = ''] = paths(trace(disk));
    expect(round).toMatch(/^M[\d .]+c/u);
    const numbers = round.match(/-?\d*\.?\d+/gu) ?? [];
    // Six for each curve.
    expect(numbers.length).toBeLessThanOrEqual(2 + 8 * 6);
  });

  it('has straight pieces only when lines may not bend', () => {
    const [, polygon = ''] = paths(trace(disk, { bend: 0 }));
    expect(polygon).toMatch(/^M[\d .]+l[-\d .]+z$/u);
    expect((polygon.match(/-?\d*\.?\d+/gu) ?? []).length).toBeGreaterThan(12);
  });

  it('has no corners when none are wanted but those of the picture', () => {
    const picture = draw(60, 60, (x, y) =>
      x >= 15 && x < 45 && y >= 15 && y < 45 ? [0, 0, 0] : [255, 255, 255],
    );
    const [ground, square = ''] = paths(trace(picture, { corner: Math.PI }));
    expect(ground).toBe('M0 0l60 0 0 60-60 0 0-60z');
    expect(square).toContain('c');
  });

  it('is empty where the picture is transparent, within a shape as well', async () => {
    const ring = draw(60, 60, (x, y) =>
      isIn(x, y, 25) && !isIn(x, y, 10) ? [20, 120, 60] : [255, 0, 255, 0],
    );
    expect(fills(trace(ring))).toEqual(['#14783c']);
    const { data } = await vectorize(ring, usual);
    const alphaAt = (x: number, y: number): number => data[(y * 60 + x) * 4 + 3]!;
    expect([alphaAt(2, 2), alphaAt(29, 29), alphaAt(29, 12)]).toEqual([0, 0, 255]);
  });

  it('is empty altogether for a picture that is', () => {
    expect(paths(trace(draw(8, 8, () => [9, 9, 9, 0])))).toEqual([]);
  });

  it.each([
    [1, 1],
    [1, 9],
    [300, 1],
  ])('is made of a picture of %dx%d pixels', async (width, height) => {
    const line = await vectorize(
      draw(width, height, () => [10, 200, 30]),
      usual,
    );
    expect([line.width, line.height, ...line.data.subarray(0, 4)]).toEqual([width, height, 10, 200, 30, 255]);
  });

  it('leaves specks out', () => {
    const speck = (side: number): RawPicture =>
      draw(40, 40, (x, y) =>
        x >= 20 && x < 20 + side && y >= 20 && y < 20 + side ? [0, 0, 0] : [255, 255, 255],
      );
    expect(paths(trace(speck(4), { despeckle: 16 }))).toHaveLength(1);
    expect(paths(trace(speck(4), { despeckle: 15 }))).toHaveLength(2);
  });

  it.each([2, 3, 7, 30])('has at most %d colours', (colors) => {
    const used = new Set(fills(trace(busy, { colors })));
    expect(used.size).toBeLessThanOrEqual(colors);
    expect(used.size).toBeGreaterThan(1);
  });

  it.each([1, 10, 60])('has at most %d shapes', (detail) => {
    expect(paths(trace(busy, { detail })).length).toBe(detail);
  });

  it('is the same every time', async () => {
    expect(await drawSvg(busy, usual)).toEqual(await drawSvg({ ...busy, data: busy.data.slice() }, usual));
  });

  it('is nothing that the sanitizer would change, and costs nothing to show', async () => {
    const svg = await drawSvg(busy, usual, { width: 500, height: 100 });
    const { bytes, effects } = sanitizeSvg(svg, 1_000_000);
    const read = (text: Uint8Array): string =>
      new TextDecoder().decode(text).replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', '').trim();
    expect([read(bytes), effects]).toEqual([read(svg), 0]);
    const { width, height, format } = await sharp(svg).metadata();
    expect([width, height, format]).toEqual([500, 100, 'svg']);
  });

  it('shows no seam between its shapes, and reaches to the edges', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ x: fc.nat(70), y: fc.nat(50), r: fc.integer({ min: 3, max: 30 }) }), {
          maxLength: 9,
        }),
        fc.integer({ min: 0, max: 1 }),
        async (blobs, bend) => {
          const picture = draw(70, 50, (x, y) => {
            const at = blobs.findLastIndex((blob) => Math.hypot(x - blob.x, y - blob.y) < blob.r);
            return [(at + 1) * 25, 255 - (at + 1) * 20, ((at + 1) * 90) % 256];
          });
          const { data } = await vectorize(picture, { ...usual, bend });
          // Two percent: each shape is smoothed by itself, and nobody sees that.
          for (let at = 3; at < data.length; at += 4) if (data[at]! < 250) return false;
          return true;
        },
      ),
      { numRuns: 15 },
    );
  });

  it('looks like the picture', async () => {
    const { data } = await vectorize(disk, usual);
    let difference = 0;
    for (let at = 0; at < data.length; at += 1) difference += Math.abs(data[at]! - disk.data[at]!);
    expect(difference / data.length).toBeLessThan(1.5);
  });

  it('gets coarser until it is small enough', () => {
    const size = trace(busy).length;
    const small = traceToSvg(busy, usual, busy, Math.round(size * 0.7));
    expect(small.length).toBeLessThanOrEqual(size * 0.7);
    expect(paths(small)).toHaveLength(paths(trace(busy)).length);
  });
});
