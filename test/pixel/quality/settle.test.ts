/** q_auto as a whole: what comes out looks as good as it should, and drawings come out clean. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Rendered } from '../../../src/ports.ts';
import type { Encode } from '../../../src/plan/plan.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { ssimulacra2 } from '../../../src/pixel/quality/ssimulacra2.ts';
import { paint, render } from '../pictures.ts';

const original = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../../fixtures/originals/${name}`, import.meta.url));

const decode = async (bytes: Uint8Array): Promise<RawPicture> => {
  const { data, info } = await sharp(bytes)
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
};

const size = { op: 'resize', width: 480, height: 320 } as const;
const photo = await original('still-life.jpg');
const resized = await decode((await render(photo, [size])).bytes);

const auto = async (encode: Partial<Encode>, score = 75): Promise<Rendered> =>
  render(photo, [size], { encode: { ...encode, aim: { score } } });

describe('q_auto on a photograph', () => {
  it.each(['jpg', 'webp', 'avif'] as const)('writes %s that looks as good as it is to', async (format) => {
    for (const score of [79, 70]) {
      const { bytes, settled } = await auto({ format }, score);
      expect(Math.abs(ssimulacra2(resized, await decode(bytes)) - score)).toBeLessThan(3);
      expect(settled?.quality).toBeGreaterThan(30);
    }
  });

  it('takes fewer bytes for a lower level', async () => {
    const sizes = [];
    for (const score of [79, 75, 70, 64]) sizes.push((await auto({ format: 'jpg' }, score)).bytes.length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('writes the same bytes when it is told what it found', async () => {
    const { bytes, settled = {} } = await auto({ format: 'webp' });
    const again = await render(photo, [size], { encode: { format: 'webp', ...settled } });
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    expect(again.settled).toBeUndefined();
  });

  it('takes 4:4:4 where coarse colour cannot look as good', async () => {
    const stripes = await paint(256, 192, (x, y) =>
      ((x >> 1) + (y >> 1)) % 2 === 0 ? [230, 20, 40] : [20, 60, 220],
    );
    const { settled } = await render(stripes, [], { encode: { format: 'jpg', aim: { score: 79 } } });
    expect(settled?.chroma).toBe('444');
  });

  it('does without looking where a picture is too small', async () => {
    const { bytes, settled } = await render(photo, [{ op: 'resize', width: 60, height: 40 }], {
      encode: { format: 'jpg', aim: { score: 75 } },
    });
    expect(bytes.length).toBeGreaterThan(300);
    expect(settled).toEqual({ quality: 72 });
  });
});

describe('q_auto where nobody waits', () => {
  it.each([
    ['webp', { among: ['webp', 'jpg'] }],
    ['jpg', {}],
    ['webp', {}],
  ] as const)('is put right by looking at the whole picture: %s %o', async (format, open) => {
    const large = { op: 'resize', width: 720, height: 480 } as const;
    const whole = await decode((await render(photo, [large])).bytes);
    const { bytes, settled } = await render(photo, [large], {
      encode: { format, ...open, aim: { score: 76 }, thorough: true },
    });
    expect(Math.abs(ssimulacra2(whole, await decode(bytes)) - 76)).toBeLessThan(0.7);
    expect(settled?.whole).toBe(true);
  });
});

describe('q_auto on drawings', () => {
  it('writes WebP without loss, which is smaller', async () => {
    const chart = await original('chart.png');
    const { settled, bytes } = await render(chart, [], { encode: { format: 'webp', aim: { score: 75 } } });
    expect(settled).toEqual({ lossless: true, whole: true });
    const [before, after] = [await decode(chart), await decode(bytes)];
    expect(Buffer.compare(before.data, after.data)).toBe(0);
  });

  it('writes JPEG with fine colour, and letters without mud', async () => {
    const lettering = await original('lettering.png');
    const { settled, bytes } = await render(lettering, [], { encode: { format: 'jpg', aim: { score: 75 } } });
    expect(settled?.chroma).toBe('444');
    const flat = await render(lettering, [], { encode: { format: 'jpg', quality: 100, chroma: '444' } });
    expect(ssimulacra2(await decode(flat.bytes), await decode(bytes))).toBeGreaterThan(70);
  });

  it('takes what is half a photograph and half text for a drawing, and colour stays fine', async () => {
    const text = Array.from(
      { length: 14 },
      (_, line) =>
        `<text x="12" y="${24 + line * 22}" font-size="15">Every letter stays sharp ${line}</text>`,
    ).join('');
    const page = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="320">
      <rect width="300" height="320" fill="#fff"/>${text}</svg>`;
    const mixed = await sharp((await render(photo, [size])).bytes)
      .composite([{ input: Buffer.from(page), left: 0, top: 0 }])
      .png()
      .toBuffer();
    const { settled } = await render(mixed, [], { encode: { format: 'jpg', aim: { score: 76 } } });
    expect(settled?.chroma).toBe('444');
  });

  it('writes PNG with a palette where that keeps every colour, and only there', async () => {
    const few = await paint(120, 80, (x, y) => [(x % 12) * 20, (y % 8) * 30, 128]);
    const { settled, bytes } = await render(few, [], { encode: { format: 'png', aim: { score: 75 } } });
    expect(settled).toEqual({ pixels: 'png8' });
    expect((await sharp(bytes).metadata()).isPalette).toBe(true);
    expect(Buffer.compare((await decode(bytes)).data, (await decode(few)).data)).toBe(0);
    const { settled: many } = await render(photo, [size], { encode: { format: 'png', aim: { score: 75 } } });
    expect(many).toEqual({});
  });
});
