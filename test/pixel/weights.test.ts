/** Widths by weight, on a real picture. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { planImage } from '../../src/service/plan-image.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { engine, limits, signal } from './pictures.ts';

const wanted = { ...limits, maxOutputSide: 8192, maxLayers: 20 };

describe('w_auto:breakpoints:json', () => {
  it('has widths whose files differ by what was asked for', async () => {
    const photo = await readFile('fixtures/originals/still-life.jpg');
    const image = await engine.open(photo, signal);
    const chain = unwrap(parseChain('w_auto:breakpoints_100_900_10_6:json', { maxComponents: 2 }));
    const { planned } = await planImage(image, chain, wanted, signal);
    if (planned.kind !== 'render') throw new Error('It should be an answer');
    const { bytes } = await image.render(planned.plan, signal);
    const { breakpoints } = JSON.parse(new TextDecoder().decode(bytes)) as { breakpoints: number[] };
    expect([breakpoints[0], breakpoints.at(-1)]).toEqual([100, 900]);
    expect(breakpoints.length).toBeGreaterThan(2);
    const weights = await Promise.all(
      breakpoints.map(
        async (width) => (await sharp(photo).resize(width).jpeg({ quality: 80 }).toBuffer()).length,
      ),
    );
    for (const [index, weight] of weights.slice(1).entries()) {
      expect(weight - weights[index]!).toBeGreaterThan(9 * 1024); // ten, as nearly as the line is straight
    }
  });
});
