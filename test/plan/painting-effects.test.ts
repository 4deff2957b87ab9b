/** Effects that paint and mark: what they come to in operations, and what they refuse. */
import { describe, expect, it } from 'vitest';
import { operationsOf, refusalOf } from './plan-of.ts';

const picture = { size: '200x100' } as const;

describe('e_oil_paint', () => {
  it('has a brush of a tenth of its strength, which scales with dpr_', () => {
    expect(operationsOf('e_oil_paint', picture)).toMatchObject([{ op: 'oil-paint', radius: 3 }]);
    expect(operationsOf('e_oil_paint:4', picture)).toMatchObject([{ op: 'oil-paint', radius: 1 }]);
    expect(operationsOf('e_oil_paint:30/dpr_2.0', picture)).toMatchObject([{ op: 'oil-paint', radius: 6 }]);
    expect(operationsOf('e_oil_paint:0', picture)).toEqual([]);
  });
});

describe('e_cartoonify', () => {
  it('reduces colours as much as it draws lines, unless it is told', () => {
    expect(operationsOf('e_cartoonify:30', picture)).toMatchObject([{ line: 0.3, reduction: 0.3, sigma: 1 }]);
    expect(operationsOf('e_cartoonify:30:80', picture)).toMatchObject([{ line: 0.3, reduction: 0.8 }]);
    expect(operationsOf('e_cartoonify:bw/dpr_2.0', picture)).toMatchObject([
      { line: 0.5, blackWhite: true, sigma: 2 },
    ]);
  });

  it('refuses what is neither', () => {
    expect(() => operationsOf('e_cartoonify:30:gray', picture)).toThrow(/0 to 100.*bw/u);
  });
});

describe('e_gradient_fade', () => {
  const sides = (chain: string): readonly number[] => {
    const [fade] = operationsOf(chain, picture);
    return fade?.op === 'fade-edges' ? [fade.left, fade.top, fade.right, fade.bottom] : [];
  };

  it.each([
    ['e_gradient_fade', [0, 50, 0, 0]],
    ['e_gradient_fade,x_0.2', [40, 0, 0, 0]],
    ['e_gradient_fade,x_-0.2', [0, 0, 40, 0]],
    ['e_gradient_fade,y_-30', [0, 0, 0, 30]],
    ['e_gradient_fade:5,x_10,y_20', [10, 20, 0, 0]],
    ['e_gradient_fade:symmetric', [50, 25, 50, 25]],
    ['e_gradient_fade:symmetric_pad,x_0.5', [100, 0, 100, 0]],
    ['e_gradient_fade,x_30/dpr_2.0', [60, 0, 0, 0]],
  ])('%s fades so far from the left, the top, the right, the bottom', (chain, expected) => {
    expect(sides(chain)).toEqual(expected);
  });

  it('does nothing without strength', () => {
    expect(operationsOf('e_gradient_fade:0', picture)).toEqual([]);
  });

  it('refuses more than the whole picture', () => {
    expect(refusalOf('e_gradient_fade,x_1.5', picture).message).toContain('-1.0 to 1.0');
  });
});

describe('e_ordered_dither', () => {
  it('has the 19 maps, each a rectangle of thresholds between black and white', () => {
    for (let map = 0; map < 19; map += 1) {
      const [dither] = operationsOf(`e_ordered_dither:${map}`, picture);
      const { width, thresholds } = dither?.op === 'ordered-dither' ? dither : { width: 0, thresholds: [] };
      expect(thresholds.length % width).toBe(0);
      expect(Math.min(...thresholds)).toBeGreaterThan(0);
      expect(Math.max(...thresholds)).toBeLessThanOrEqual(255);
    }
    expect(() => operationsOf('e_ordered_dither:19', picture)).toThrow('0 to 18');
  });
});

describe('e_theme', () => {
  const black = { op: 'theme', color: { r: 0, g: 0, b: 0, alpha: 1 } };

  it.each([
    'e_theme:color_black:photosensitivity_30',
    'e_theme:color_black;photosensitivity_30',
    'e_theme:photosensitivity_30:color_rgb:000',
    'e_theme:color_rgb:000000:photosensitivity_30',
    'e_theme:black:30',
  ])('%s is read by name or in order', (chain) => {
    expect(operationsOf(chain, picture)).toEqual([{ ...black, photosensitivity: 0.3 }]);
  });

  it('needs a colour', () => {
    expect(() => operationsOf('e_theme', picture)).toThrow('colour');
    expect(() => operationsOf('e_theme:color_black:photosensitivity_201', picture)).toThrow('0 to 200');
  });
});
