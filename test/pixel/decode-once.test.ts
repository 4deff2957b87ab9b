/** What is made of pixels that were kept is, byte for byte, what is made of the original. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import sharp, { type JpegOptions, type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '../../src/ops/facts.ts';
import type { Operation } from '../../src/ops/operation.ts';
import { createPixelEngine } from '../../src/pixel/engine.ts';
import type { Encode } from '../../src/plan/plan.ts';
import type { PixelEngine } from '../../src/ports.ts';
import { codeOf } from '../contracts/origin.ts';
import { asPng, decodeFirst, engine, limits, planOf, signal } from './pictures.ts';

const fixture = async (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../fixtures/${name}`, import.meta.url));

/** Of no side that libjpeg could divide without a rest. */
const scene = async (
  options: JpegOptions,
  tag: (image: Sharp) => Sharp = (image) => image,
): Promise<Uint8Array> =>
  tag(sharp(await fixture('originals/landscape.jpg')).resize(621, 413, { fit: 'fill' }))
    .jpeg(options)
    .toBuffer();

const originals: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'a JPEG': async () => scene({}),
  'a JPEG with all its colours': async () => scene({ chromaSubsampling: '4:4:4', quality: 95 }),
  'a progressive JPEG': async () => scene({ progressive: true }),
  'a JPEG in P3': async () => scene({}, (image) => image.withIccProfile('p3')),
  'a JPEG for print': async () => scene({}, (image) => image.withMetadata({ density: 300, orientation: 1 })),
  'a JPEG lying on its side': async () => scene({}, (image) => image.withMetadata({ orientation: 6 })),
  'a JPEG in a mirror': async () => scene({}, (image) => image.withMetadata({ orientation: 5 })),
  'a grey JPEG': async () => scene({}, (image) => image.toColourspace('b-w')),
  'a CMYK JPEG': async () => fixture('originals/cmyk.jpg'),
  'a PNG': async () => fixture('originals/chart.png'),
  'a PNG that can be seen through': async () => fixture('originals/logo.png'),
  'a PNG with a palette': async () =>
    sharp(await fixture('originals/logo.png'))
      .png({ palette: true })
      .withDensity(300)
      .toBuffer(),
  'a deep PNG': async () => fixture('originals/gradient-16.png'),
  'a wide PNG': async () => fixture('originals/wide-gamut.png'),
  'a WebP': async () => fixture('originals/avatar.webp'),
  'an AVIF': async () => fixture('originals/tile.avif'),
  'an AVIF on its side': async () => fixture('odd/turned-6.avif'),
  'a HEIC': async () => fixture('odd/plain.heic'),
  'an SVG': async () => fixture('originals/badge.svg'),
  'an animation': async () => fixture('originals/animation.gif'),
  'a TIFF': async () =>
    sharp(await fixture('originals/logo.png'))
      .tiff()
      .toBuffer(),
};

const render = async (
  by: PixelEngine,
  bytes: Uint8Array,
  { operations, encode, key }: { operations: readonly Operation[]; encode: Partial<Encode>; key?: string },
): Promise<Buffer> => {
  const image = await by.open(bytes, signal, key === undefined ? {} : { key });
  const plan = planOf(image, operations, { ...asPng, ...encode }, decodeFirst);
  return Buffer.from((await image.render(plan, signal)).bytes);
};

const formats: readonly OutputFormat[] = ['avif', 'gif', 'ico', 'jpg', 'png', 'tiff', 'webp'];

/** Of one side, most of them near where sharp begins to decode less. */
const scale = fc.oneof(
  fc.constantFrom(1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 8, 1 / 9),
  fc.double({ min: 0.05, max: 1.3, noNaN: true }),
);

const chain = fc.record({
  scales: fc.tuple(scale, scale),
  nudge: fc.integer({ min: -1, max: 1 }),
  before: fc.constantFrom<Operation[]>(
    [],
    [],
    [{ op: 'extract', left: 3, top: 5, width: 9, height: 11 }],
    [{ op: 'blur', sigma: 1 }],
    [{ op: 'flip', axis: 'vertical' }],
    [{ op: 'turn', degrees: 90 }],
    [{ op: 'pixelate', size: 3 }],
  ),
});

describe.each(Object.entries(originals))('pixels of %s', (_, make) => {
  it('give the same bytes as the original, in every format and size', async () => {
    const bytes = await make();
    const { facts } = await engine.open(bytes, signal);
    await fc.assert(
      fc.asyncProperty(chain, fc.constantFrom(...formats), async ({ scales, nudge, before }, format) => {
        const [width, height] = [facts.storedWidth, facts.storedHeight].map((side, index) =>
          Math.min(256, Math.max(1, Math.round(side * scales[index]!) + nudge)),
        ) as [number, number];
        const wanted = {
          operations: [...before, { op: 'resize', width, height } as const],
          encode: { format },
        };
        const expected = await render(engine, bytes, wanted);
        const keeping = createPixelEngine({ limits });
        for (let times = 0; times < 3; times += 1) {
          expect((await render(keeping, bytes, { ...wanted, key: 'it' })).equals(expected)).toBe(true);
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** Nothing can be made of them: what comes out all the same was kept. */
const noBytes = new Uint8Array(8);

const small = {
  operations: [{ op: 'resize', width: 60, height: 40 } as const],
  encode: { format: 'webp' } as const,
};
const larger = {
  operations: [{ op: 'resize', width: 200, height: 140 } as const],
  encode: { format: 'jpg' } as const,
};

describe('an original that is asked for again', () => {
  it.each([
    [
      'in another size',
      'a JPEG',
      { ...small, operations: [{ op: 'resize', width: 61, height: 43 } as const] },
    ],
    ['in another format', 'a JPEG', { ...small, encode: { format: 'avif' } as const }],
    ['in another size', 'a PNG', larger],
    ['with an effect', 'an AVIF', { ...small, operations: [{ op: 'pixelate', size: 9 } as const] }],
  ])('is decoded once, and once more, and then no more: %s, %s', async (_, name, other) => {
    const bytes = await originals[name]!();
    const expected = await render(engine, bytes, other);
    const keeping = createPixelEngine({ limits });
    await render(keeping, bytes, { ...small, key: 'it' });
    expect(await codeOf(render(keeping, noBytes, { ...small, key: 'it' }))).toBe('source.corrupt');
    await render(keeping, bytes, { ...small, key: 'it' });
    expect((await render(keeping, noBytes, { ...other, key: 'it' })).equals(expected)).toBe(true);
    expect(await codeOf(render(keeping, noBytes, { ...other, key: 'other' }))).toBe('source.not-an-image');
  });

  it('is decoded anew for a size for which it was not decoded well enough', async () => {
    const bytes = await originals['a JPEG']!();
    const keeping = createPixelEngine({ limits });
    for (let times = 0; times < 2; times += 1) await render(keeping, bytes, { ...small, key: 'it' });
    expect(await codeOf(render(keeping, noBytes, { ...larger, key: 'it' }))).toBe('source.corrupt');
  });

  it('is decoded each time where there is no room for its pixels', async () => {
    const bytes = await originals['a JPEG']!();
    const narrow = createPixelEngine({ limits, maxOpenedBytes: 4 * 100_000 });
    for (let times = 0; times < 3; times += 1) await render(narrow, bytes, { ...larger, key: 'it' });
    expect(await codeOf(render(narrow, noBytes, { ...larger, key: 'it' }))).toBe('source.corrupt');
  });

  it('is refused as often as it is asked for, if it is damaged', async () => {
    const bytes = (await originals['a JPEG']!()).slice(0, 9000);
    const keeping = createPixelEngine({ limits });
    for (let times = 0; times < 3; times += 1) {
      expect(await codeOf(render(keeping, bytes, { ...small, key: 'it' }))).toBe('source.corrupt');
    }
  });
});
