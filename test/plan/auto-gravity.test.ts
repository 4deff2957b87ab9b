/** `g_auto`: planning stops until it is known what draws the eye, and goes by it. */
import { describe, expect, it } from 'vitest';
import type { Measured } from '../../src/ops/facts.ts';
import { unwrap } from '../../src/result.ts';
import { type Picture, planOf, refusalOf, sizeOf, stepsOf, tryPlan } from './plan-of.ts';

/** 12 x 8 cells of 100 pixels, one of which draws the eye. */
const mapWith = (column: number, row: number): Measured => ({
  kind: 'saliency',
  width: 12,
  height: 8,
  levels: Array.from({ length: 96 }, (_, at) => (at === row * 12 + column ? 'o' : '0')).join(''),
});

const nobody: Measured = { kind: 'faces', faces: [] };

const right: Picture = { measured: [nobody, mapWith(10, 4)] };

const measureOf = (chain: string, picture?: Picture): unknown => {
  const planned = unwrap(tryPlan(chain, picture));
  return planned.kind === 'measure' ? planned.measure : planned.kind;
};

const misplaced = 'Use auto gravity only with crop, fill, lfill, fill_pad or thumb';

describe('g_auto', () => {
  it('asks what draws the eye in the original, once for the chain', () => {
    expect(measureOf('c_fill,g_auto,w_200,h_200')).toMatchObject({ kind: 'faces' });
    expect(measureOf('c_fill,g_auto:none,w_200,h_200')).toMatchObject({ kind: 'saliency' });
    expect(measureOf('c_fill,g_auto,w_200,h_200', { measured: [nobody] })).toEqual({
      kind: 'saliency',
      index: 0,
      decode: { autoOrient: true, page: 0 },
    });
    expect(measureOf('c_fill,g_auto,w_400,h_800/c_fill,g_auto,w_200,h_200', right)).toBe('render');
  });

  it.each(['crop', 'fill', 'lfill', 'fill_pad', 'thumb', 'auto', 'auto_pad'])('goes with c_%s', (mode) => {
    expect(measureOf(`c_${mode},g_auto,w_200,h_200`, right)).toBe('render');
    expect(sizeOf(`c_${mode},g_auto,w_200,h_200`, right)).toBe('200x200');
  });

  it.each([
    'c_pad,g_auto,w_200,h_200',
    'c_scale,g_auto,w_200',
    'g_auto,w_200',
    'g_auto',
    'e_sepia,g_auto',
    'l_logo,g_auto',
    'l_text:Arial_20:hello/fl_layer_apply,g_auto',
  ])('is refused in %s, in the words of Cloudinary', (chain) => {
    const layers = [
      {
        kind: 'image',
        facts: {
          format: 'png',
          storedWidth: 9,
          storedHeight: 9,
          orientation: 1,
          pages: 1,
          alpha: true,
          bytes: 1,
        },
      },
    ] as const;
    const measured = [{ kind: 'text', width: 10, height: 10 }] as const;
    const { code, message, span } = refusalOf(chain, chain.includes('text') ? { measured } : { layers });
    expect([code, message]).toEqual(['url.conflict', misplaced]);
    expect(span).toBeDefined();
  });

  it('puts the crop where the map says, and x and y do not move it', () => {
    const steps = stepsOf('c_fill,g_auto,w_200,h_200', right);
    expect(steps).toBe('resize 300x200, extract 200x200+100+0');
    expect(stepsOf('c_fill,g_auto,w_200,h_200,x_-90,y_5', right)).toBe(steps);
  });

  it('follows what earlier components did', () => {
    expect(stepsOf('a_hflip/c_fill,g_auto,w_200,h_200', right)).toBe(
      'flip horizontal, resize 300x200, extract 200x200+0+0',
    );
    expect(stepsOf('a_180/c_fill,g_auto,w_200,h_200', right)).toBe(
      'turn 180, resize 300x200, extract 200x200+0+0',
    );
    expect(stepsOf('c_crop,g_west,w_1100,h_400/c_crop,g_auto,w_300,h_400', right)).toBe(
      'extract 1100x400+0+200, extract 300x400+800+0',
    );
  });

  it('goes by an area of interest instead, in pixels or fractions of the picture', () => {
    const alone: Picture = { measured: [mapWith(10, 4)] };
    expect(stepsOf('c_fill,g_auto:aoi_0_0_200_200,w_200,h_200', alone)).toBe(
      'resize 300x200, extract 200x200+0+0',
    );
    expect(stepsOf('c_fill,g_auto:aoi_0.0_0.0_0.2_0.2,w_200,h_200', alone)).toBe(
      'resize 300x200, extract 200x200+0+0',
    );
  });

  it('cuts c_crop at native scale, and never more than there is', () => {
    expect(sizeOf('c_crop,g_auto,w_300,h_2000', right)).toBe('300x800');
    expect(stepsOf('c_crop,g_auto,w_5000,h_5000', right)).toBe('');
  });

  it('comes nearer in c_thumb the lower its number, but not nearer than a pixel for a pixel', () => {
    const seenAt = (keep: number): number => {
      const [first] = planOf(`c_thumb,g_auto:${keep},w_100,h_100`, right).operations;
      return first?.op === 'extract' ? first.width : 1200;
    };
    expect(seenAt(0)).toBeLessThan(seenAt(100));
    expect(seenAt(100)).toBe(800);
    expect(stepsOf('c_thumb,g_auto:0,w_800,h_800', right)).toMatch(/^extract 800x800/u);
  });

  it('falls to the middle in animated images, and cannot pad them', () => {
    const animated: Picture = { format: 'gif', pages: 3 };
    expect(stepsOf('c_fill,g_auto,w_200,h_200', animated)).toBe(stepsOf('c_fill,w_200,h_200', animated));
    for (const mode of ['fill_pad', 'auto_pad']) {
      expect(refusalOf(`c_${mode},g_auto,w_200,h_200`, animated).message).toBe(
        `c_${mode} is not for animated images`,
      );
    }
  });

  it('is looked for in the layer that it crops', () => {
    const layers = [
      {
        kind: 'image',
        facts: {
          format: 'png',
          storedWidth: 90,
          storedHeight: 30,
          orientation: 1,
          pages: 1,
          alpha: true,
          bytes: 1,
        },
      },
    ] as const;
    expect(
      measureOf('l_logo/c_fill,g_auto,w_20,h_20/fl_layer_apply', { layers, measured: [nobody] }),
    ).toMatchObject({
      kind: 'saliency',
      index: 1,
    });
  });

  it('goes by people first', () => {
    const somebody: Measured = {
      kind: 'faces',
      faces: [{ x: 0.1, y: 0.4, width: 0.1, height: 0.2, score: 0.99 }],
    };
    const measured = [somebody, mapWith(10, 4)];
    const leftOf = (chain: string): number =>
      Number(/extract 200x200\+(\d+)/u.exec(stepsOf(chain, { measured }))?.[1]);
    expect(leftOf('c_crop,g_auto,w_200,h_200')).toBeLessThan(200);
    expect(leftOf('c_crop,g_auto:face_avoid,w_200,h_200')).toBeGreaterThan(600);
  });

  it('tells fl_getinfo what it chose, in pixels of the original', () => {
    expect(planOf('c_fill,g_auto,w_200,h_200/fl_getinfo', right).info?.attended).toEqual([
      { left: 400, top: 0, width: 800, height: 800 },
    ]);
    expect(planOf('c_fill,w_200,h_200/fl_getinfo').info?.attended).toBeUndefined();
  });
});

describe('what c_fill_pad cannot do', () => {
  it('needs g_auto', () => {
    expect(refusalOf('c_fill_pad,w_100,h_100').message).toBe('c_fill_pad needs g_auto');
    expect(refusalOf('c_fill_pad,g_north,w_100,h_100').code).toBe('url.conflict');
  });
});

describe('what g_auto is not', () => {
  it.each(['auto:cat', 'auto:cat_30:dog_avoid', 'auto:ocr_text', 'auto:object'])(
    '%s needs what we do not have',
    (gravity) => {
      const { code, message } = refusalOf(`c_fill,g_${gravity},w_10`);
      expect(code).toBe('url.unsupported');
      expect(message).toContain('content-analysis add-on');
    },
  );
});
