/** The JSON that stands in the place of a picture. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createRender } from '../../src/render.ts';
import { engine, limits, paint } from './pictures.ts';

const render = createRender({
  engine,
  limits: {
    ...limits,
    maxInputBytes: 1e6,
    maxOutputSide: 8192,
    maxComponents: 40,
    maxLayers: 20,
    renderTimeoutMs: 20_000,
    originTimeoutMs: 10_000,
  },
});

/** Three quarters blue, a quarter orange. */
const flag = await paint(120, 80, (x) => (x < 90 ? [16, 32, 192] : [240, 128, 0]));

const essenceLike = {
  colors: expect.any(Array),
  phash: expect.stringMatching(/^[\da-f]{16}$/u),
  blurhash: expect.stringMatching(/^\S{28}$/u),
  thumbhash: expect.stringMatching(/^[\w+/]{20,36}={0,2}$/u),
};

const describeWith = async (picture: Uint8Array, chain: string): Promise<unknown> => {
  const { bytes, contentType } = await render(picture, chain);
  expect(contentType).toBe('application/json');
  return JSON.parse(new TextDecoder().decode(bytes));
};

describe('a description', () => {
  it('is of the very picture that the chain makes', async () => {
    const { bytes } = await render(flag, 'c_crop,g_east,h_40,w_50/f_webp,q_100');
    expect(await describeWith(flag, 'c_crop,g_east,h_40,w_50/f_webp,q_100/fl_getinfo')).toEqual({
      input: { width: 120, height: 80, bytes: flag.length, format: 'png', pages: 1, ...essenceLike },
      resize: [
        { x: 70, y: 20, width: 50, height: 40 },
        { x_factor: 1, y_factor: 1 },
      ],
      output: {
        format: 'webp',
        bytes: bytes.length,
        width: 50,
        height: 40,
        ...essenceLike,
        colors: [
          ['#F08000', 60],
          ['#1020C0', 40],
        ],
      },
    });
  });

  it('is of the original where nothing is to be done', async () => {
    const sideways = await sharp(flag).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await describeWith(sideways, 'fl_getinfo')).toMatchObject({
      input: { width: 80, height: 120, bytes: sideways.length, format: 'jpg', pages: 1 },
      output: { width: 80, height: 120, bytes: sideways.length, format: 'jpg' },
    });
  });

  it('counts no colour that cannot be seen', async () => {
    const half = await paint(20, 20, (x) => (x < 10 ? [255, 0, 0, 0] : [0, 128, 0, 255]));
    expect(await describeWith(half, 'fl_getinfo')).toMatchObject({ output: { colors: [['#008000', 100]] } });
    const clear = await paint(20, 20, () => [255, 0, 0, 0]);
    expect(await describeWith(clear, 'fl_getinfo')).toMatchObject({ output: { colors: [] } });
  });

  it('tells the same of the original, whatever the chain makes of it', async () => {
    const read = async (chain: string): Promise<{ readonly input: object; readonly output: object }> =>
      (await describeWith(flag, chain)) as { readonly input: object; readonly output: object };
    const whole = await read('fl_getinfo');
    const { phash } = whole.input as { readonly phash: string };
    expect(whole.output).toMatchObject({ phash });
    const cut = await read('c_crop,g_east,h_40,w_50/fl_getinfo');
    expect(cut.input).toEqual(whole.input);
    expect(cut.output).not.toMatchObject({ phash });
  });

  it('draws a vector picture as small as it looks at it', async () => {
    const filter = '<filter id="f"><feGaussianBlur stdDeviation="90"/></filter>';
    const rects = '<rect width="4000" height="4000" filter="url(#f)"/>'.repeat(60);
    const heavy = new TextEncoder().encode(
      `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000">${filter}${rects}</svg>`,
    );
    expect(await describeWith(heavy, 'fl_getinfo')).toMatchObject({ input: { width: 4000, ...essenceLike } });
    await expect(render(heavy, 'f_png/fl_getinfo')).rejects.toMatchObject({
      diagnostic: { code: 'source.too-many-pixels' },
    });
  });
});
