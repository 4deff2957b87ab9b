/** Fonts of the user's: files that are handed in, whatever names are in them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findRegular } from '../../../src/pixel/text/font-packages.ts';
import { replaceTable } from '../../../src/pixel/text/sfnt.ts';
import { draw } from './drawing.ts';

const readFont = (family: string): Uint8Array => readFileSync(findRegular(family));

const lobster = readFont('Lobster');
const pacifico = readFont('Pacifico');

const tableOf = (font: Uint8Array, tag: string): Uint8Array => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const count = view.getUint16(4);
  const entry = Array.from({ length: count }, (_, index) => 12 + index * 16).find(
    (at) => String.fromCharCode(...font.subarray(at, at + 4)) === tag,
  )!;
  return font.subarray(view.getUint32(entry + 8), view.getUint32(entry + 8) + view.getUint32(entry + 12));
};

describe('a font of the user', () => {
  it('draws what it would draw if it were ours', async () => {
    const custom = await draw({ fontFile: 'brand.ttf' }, { fontBytes: lobster });
    expect(custom).toEqual(await draw({ family: 'Lobster' }));
    expect(custom).not.toEqual(await draw({}));
  });

  it('is never taken for another with the same name', async () => {
    const impostor = replaceTable(pacifico, 'name', tableOf(lobster, 'name'))!;
    const [real, false_] = [await draw({ family: 'Lobster' }), await draw({ family: 'Pacifico' })];
    for (const [bytes, expected] of [
      [impostor, false_],
      [lobster, real],
      [impostor, false_],
    ] as const) {
      expect(await draw({ fontFile: 'brand.ttf' }, { fontBytes: bytes })).toEqual(expected);
    }
    expect(await draw({ family: 'Lobster' })).toEqual(real);
  });

  it('is helped out by ours', async () => {
    await draw({ text: 'שלום 日本', fontFile: 'brand.ttf' }, { fontBytes: lobster });
    await expect(
      draw({ text: '\u{12000}', fontFile: 'brand.ttf' }, { fontBytes: lobster }),
    ).rejects.toMatchObject({ code: 'url.unsupported' });
  });

  it.each([
    ['WOFF2', 'wOF2', 'source.unsupported-format', /WOFF2 cannot be drawn/u],
    ['WOFF', 'wOFF', 'source.unsupported-format', /WOFF cannot be drawn/u],
    ['a collection', 'ttcf', 'source.unsupported-format', /collections cannot be drawn/u],
    ['a picture', '\u0089PNG', 'source.unsupported-format', /brand\.ttf is not a font/u],
  ])('is refused by name when it is %s', async (_, magic, code, message) => {
    const bytes = Uint8Array.from(lobster);
    for (const [index, character] of Array.from(magic).entries()) bytes[index] = character.charCodeAt(0);
    await expect(draw({ fontFile: 'brand.ttf' }, { fontBytes: bytes })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('is refused when it is cut off, wherever', async () => {
    for (const length of [0, 3, 11, 12, 100, 1000, lobster.length - 40_000]) {
      await expect(
        draw({ fontFile: 'brand.ttf' }, { fontBytes: lobster.subarray(0, length) }),
      ).rejects.toMatchObject({ code: 'source.unsupported-format' });
    }
  });

  it('is refused when its table of characters is damaged', async () => {
    const cmap = Uint8Array.from(tableOf(lobster, 'cmap')).fill(255, 4);
    await expect(
      draw({ fontFile: 'brand.ttf' }, { fontBytes: replaceTable(lobster, 'cmap', cmap)! }),
    ).rejects.toMatchObject({ code: 'source.corrupt' });
  });

  it('is refused when it is too large', async () => {
    const bytes = new Uint8Array(33 * 1024 * 1024);
    bytes.set(lobster);
    await expect(draw({ fontFile: 'brand.ttf' }, { fontBytes: bytes })).rejects.toMatchObject({
      code: 'source.too-many-bytes',
    });
  });
});
