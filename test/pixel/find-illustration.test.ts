/** Telling drawings from photographs. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findIllustration } from '../../src/pixel/find-illustration.ts';
import { decodeFirst, engine, signal } from './pictures.ts';

const likelihoodOf = async (name: string): Promise<number> => {
  const bytes = await readFile(new URL(`../../fixtures/originals/${name}`, import.meta.url));
  const image = await engine.open(bytes, signal);
  const measured = await image.measure({ kind: 'illustration', decode: decodeFirst }, signal);
  return measured.kind === 'illustration' ? measured.likelihood : Number.NaN;
};

describe('the likelihood that a picture is drawn', () => {
  it.each(['landscape.jpg', 'portrait.jpg', 'still-life.jpg'])('is low for %s', async (name) => {
    expect(await likelihoodOf(name)).toBeLessThan(0.2);
  });

  it.each(['badge.svg', 'chart.png', 'lettering.png', 'tile.avif'])('is high for %s', async (name) => {
    expect(await likelihoodOf(name)).toBeGreaterThan(0.8);
  });

  it('is low for a thing photographed before white', () => {
    const [width, height] = [60, 60];
    const isThing = (at: number): boolean => Math.hypot((at % width) - 30, Math.floor(at / width) - 30) < 22;
    const data = new Uint8Array(width * height * 3).fill(255);
    for (let at = 0; at < width * height; at++) {
      if (!isThing(at)) continue;
      data.set([90 + ((at * 37) % 30), 90 + ((at * 53) % 30), 80], 3 * at);
    }
    expect(findIllustration({ data, width, height, channels: 3 })).toBeLessThan(0.5);
  });

  it.each([
    [1, 1],
    [1, 7],
    [2, 2],
  ])('is a number between 0 and 1 for a picture of %i x %i', (width, height) => {
    const data = new Uint8Array(width * height * 3).fill(7);
    const found = findIllustration({ data, width, height, channels: 3 });
    expect(found).toBeGreaterThanOrEqual(0);
    expect(found).toBeLessThanOrEqual(1);
  });
});
