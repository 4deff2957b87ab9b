/** What was turned upright is not turned again by whoever shows it, in any format. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/ops/operation.ts';
import type { OutputFormat } from '../../src/ops/facts.ts';
import { distance, paint, quarters, readPixels, render } from './pictures.ts';

const upright = await paint(30, 20, quarters);

/** Stored as EXIF 6 has it: the top row on the left. */
const stored = sharp(await sharp(upright).rotate(270).png().toBuffer()).withMetadata({ orientation: 6 });

const originals = {
  jpg: async () => stored.clone().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
  png: async () => stored.clone().png().toBuffer(),
  webp: async () => stored.clone().webp({ lossless: true }).toBuffer(),
  tiff: async () => stored.clone().tiff().toBuffer(),
} as const;

const formats: readonly OutputFormat[] = ['avif', 'gif', 'ico', 'jpg', 'png', 'tiff', 'webp'];

const chains: readonly (readonly [name: string, operations: readonly Operation[]])[] = [
  ['as it is', []],
  ['mirrored', [{ op: 'flip', axis: 'horizontal' }]],
  ['behind a kernel', [{ op: 'pixelate', size: 1 }]],
];

describe.each(Object.entries(originals))('an original in %s that is stored on its side', (_, write) => {
  it.each(
    formats.flatMap((format) => chains.map(([name, operations]) => [format, name, operations] as const)),
  )('leaves as %s upright, %s', async (format, name, operations) => {
    const encode = { format, quality: 100, chroma: '444' } as const;
    const { bytes, width, height } = await render(await write(), operations, { encode });
    const picture = format === 'ico' ? bytes.subarray(22) : bytes;
    const shown = await readPixels(await sharp(picture).autoOrient().png().toBuffer());
    expect([shown.width, shown.height]).toEqual([width, height]);
    expect([width, height]).toEqual([30, 20]);
    const mirrored = name === 'mirrored';
    for (const [x, y] of [
      [3, 3],
      [26, 3],
      [3, 16],
      [26, 16],
    ] as const) {
      const due = quarters(mirrored ? 29 - x : x, y);
      expect(distance(shown.at(x, y).slice(0, 3), due)).toBeLessThanOrEqual(12);
    }
  });
});

describe.each([3, 5, 6, 8])('an AVIF that its boxes turn as EXIF %i would', (orientation) => {
  it.each(['avif', 'tiff'] as const)('leaves as %s upright', async (format) => {
    const file = await readFile(new URL(`../../fixtures/odd/turned-${orientation}.avif`, import.meta.url));
    const due = await readPixels((await render(file, [])).bytes);
    const { bytes } = await render(file, [], { encode: { format, quality: 100, chroma: '444' } });
    const shown = await readPixels(await sharp(bytes).autoOrient().png().toBuffer());
    expect([shown.width, shown.height]).toEqual([due.width, due.height]);
    for (const x of [3, due.width - 4]) {
      for (const y of [3, due.height - 4]) {
        expect(distance(shown.at(x, y).slice(0, 3), due.at(x, y).slice(0, 3))).toBeLessThanOrEqual(12);
      }
    }
  });
});
