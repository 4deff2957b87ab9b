/** The matcher is only worth having if it fails when it must: size, colour, alpha, a single pixel, a missing golden. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/vitest.ts';
import { draw, gradient, type Made, toPng } from './make-picture.ts';

let folder = '';
const failed = path.join(import.meta.dirname, '.failed');
const picture = draw(50, 40, gradient);

beforeEach(async () => {
  vi.stubEnv('DARKROOM_GOLDEN', undefined);
  folder = await mkdtemp(path.join(tmpdir(), 'golden-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(failed, { recursive: true, force: true });
});

const keep = async (golden: Made): Promise<void> =>
  writeFile(path.join(folder, 'card.png'), await toPng(golden));

const match = async (actual: unknown, options: object = {}): Promise<void> =>
  expect(actual).toMatchGolden('card', { folder, ...options });

/** What the matcher says; empty when it is content. */
const complaint = async (actual: unknown, options: object = {}): Promise<string> => {
  try {
    await match(actual, options);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const changed = (count: number, by: number): Made =>
  draw(50, 40, (x, y) => {
    const [r, g, b, alpha] = gradient(x, y);
    return y * 50 + x < count ? [r, g, b + by, alpha] : [r, g, b, alpha];
  });

describe('toMatchGolden', () => {
  it('accepts the same pixels, encoded or decoded, in any lossless format', async () => {
    await keep(picture);
    await match(picture);
    await match(await toPng(picture));
    await match(
      await sharp(await toPng(picture))
        .webp({ lossless: true })
        .toBuffer(),
    );
  });

  it('accepts decoded RGB and gray without alpha', async () => {
    await keep(draw(4, 4, () => [9, 9, 9, 255]));
    await match({ data: new Uint8Array(48).fill(9), width: 4, height: 4, channels: 3 });
    await match({ data: new Uint8Array(16).fill(9), width: 4, height: 4, channels: 1 });
    expect(await complaint({ data: new Uint8Array(16).fill(9), width: 4, height: 4, channels: 3 })).toMatch(
      /16 bytes are not 4x4/u,
    );
  });

  it('compares pictures as they are seen: turned by EXIF', async () => {
    await keep(draw(50, 40, () => [10, 20, 30, 255]));
    const lying = draw(40, 50, () => [10, 20, 30, 255]);
    await match(
      await sharp(await toPng(lying))
        .withMetadata({ orientation: 6 })
        .png()
        .toBuffer(),
    );
  });

  it('refuses another size, and says both', async () => {
    await keep(picture);
    expect(await complaint(draw(50, 41, gradient))).toMatch(/expected 50x40 pixels, got 50x41/u);
  });

  it('refuses the same pixels in another shape', async () => {
    await keep(draw(50, 40, () => [0, 0, 0, 255]));
    expect(await complaint(draw(40, 50, () => [0, 0, 0, 255]))).toMatch(/expected 50x40 pixels, got 40x50/u);
  });

  it('refuses one channel of one pixel that is three off, and says where', async () => {
    await keep(picture);
    const message = await complaint(
      draw(50, 40, (x, y) => (x === 7 && y === 9 ? [28, 39, 128, 255] : gradient(x, y))),
    );
    expect(message).toMatch(/1 of 2000 pixels changed \(0\.05 %, allowed 0\.1 %\), by up to 3 of 255/u);
    expect(message).toMatch(/at 7,9: expected rgba\(28 36 128 255\), got rgba\(28 39 128 255\)/u);
    expect(message).toMatch(/1x1 pixels at 7,9/u);
  });

  it('allows a difference of two in one pixel of a thousand, and in no more', async () => {
    await keep(picture);
    await match(changed(2, 2));
    expect(await complaint(changed(3, 1))).toMatch(/3 of 2000 pixels changed/u);
  });

  it('refuses a faint change of the whole picture', async () => {
    await keep(picture);
    expect(await complaint(changed(2000, 1))).toMatch(/2000 of 2000 pixels changed \(100 %/u);
  });

  it('refuses another alpha under the same colours', async () => {
    await keep(picture);
    const faded = draw(
      50,
      40,
      (x, y) => [...gradient(x, y).slice(0, 3), 250] as [number, number, number, number],
    );
    expect(await complaint(faded)).toMatch(/by up to 5 of 255/u);
  });

  it('refuses black where the golden is transparent', async () => {
    await keep(draw(8, 8, () => [0, 0, 0, 0]));
    expect(await complaint(draw(8, 8, () => [0, 0, 0, 255]))).toMatch(/by up to 255/u);
  });

  it('does not mind what colour full transparency has', async () => {
    await keep(draw(8, 8, () => [0, 0, 0, 0]));
    await match(draw(8, 8, () => [255, 80, 3, 0]));
  });

  it('refuses other colours under half an alpha', async () => {
    await keep(draw(8, 8, () => [100, 0, 0, 128]));
    expect(await complaint(draw(8, 8, () => [0, 100, 0, 128]))).toMatch(/by up to 50 of 255/u);
  });

  it('takes a wider tolerance only with a reason', async () => {
    await keep(picture);
    expect(await complaint(changed(200, 9), { maxDelta: 10, changedRatio: 0.2 })).toMatch(
      /say why in `because`/u,
    );
    expect(await complaint(picture, { maxDelta: 10, because: ' ' })).toMatch(/say why in `because`/u);
    await match(changed(200, 9), { maxDelta: 10, changedRatio: 0.2, because: 'grain is random' });
  });

  it('takes a narrower tolerance without one', async () => {
    await keep(picture);
    expect(await complaint(changed(1, 1), { maxDelta: 0 })).toMatch(/allowed 0\)/u);
  });

  it('leaves expected, actual and difference behind, and takes them away when all is well again', async () => {
    await keep(picture);
    await complaint(changed(100, 40));
    for (const name of ['expected', 'actual', 'diff']) {
      const { width, height } = await sharp(await readFile(path.join(failed, `card.${name}.png`))).metadata();
      expect([width, height]).toEqual([50, 40]);
    }
    const [red] = await sharp(path.join(failed, 'card.diff.png')).raw().toBuffer();
    expect(red).toBe(224);
    await match(picture);
    expect(existsSync(path.join(failed, 'card.actual.png'))).toBe(false);
  });

  it('refuses a missing golden, keeps the actual picture, and says how to accept it', async () => {
    const message = await complaint(picture);
    expect(message).toMatch(/There is no golden picture .*card\.png yet/u);
    expect(message).toMatch(/DARKROOM_GOLDEN=accept/u);
    expect(existsSync(path.join(failed, 'card.actual.png'))).toBe(true);
    expect(existsSync(path.join(folder, 'card.png'))).toBe(false);
  });

  it('accepts a missing or changed golden when the environment says so, and only then', async () => {
    vi.stubEnv('DARKROOM_GOLDEN', 'accept');
    await match(picture);
    await match(changed(100, 40));
    vi.stubEnv('DARKROOM_GOLDEN', undefined);
    await match(changed(100, 40));
    expect(await complaint(picture)).toMatch(/100 of 2000 pixels/u);
  });

  it('passes with .not only for a golden that exists and differs', async () => {
    await expect(expect(picture).not.toMatchGolden('card', { folder })).rejects.toThrow(/must exist/u);
    await keep(picture);
    await expect(expect(picture).not.toMatchGolden('card', { folder })).rejects.toThrow(/should differ/u);
    await expect(changed(100, 40)).not.toMatchGolden('card', { folder });
  });

  it('refuses what is no picture, and says so', async () => {
    await keep(picture);
    expect(await complaint(new TextEncoder().encode('not a picture'))).toMatch(
      /no picture that can be read/u,
    );
    expect(await complaint('card.png')).toMatch(/expected encoded bytes/u);
    expect(await complaint(toPng(picture))).toMatch(/got a promise: await it/u);
  });

  it('refuses names that lead out of the folder', async () => {
    for (const name of ['../card', '/card', 'a//b', '.hidden', 'a/../b', 'c:card', String.raw`a\b`]) {
      await expect(expect(picture).toMatchGolden(name, { folder })).rejects.toThrow(
        /cannot be the name of a file/u,
      );
    }
  });

  it('takes the title of the test when it is given no name', async () => {
    vi.stubEnv('DARKROOM_GOLDEN', 'accept');
    await expect(picture).toMatchGolden(undefined, { folder });
    expect(
      existsSync(path.join(folder, 'tomatchgolden-takes-the-title-of-the-test-when-it-is-given-no-name.png')),
    ).toBe(true);
  });
});
