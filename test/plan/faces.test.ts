import { describe, expect, it } from 'vitest';
import { type Affine, applyTo } from '../../src/ops/affine.ts';
import type { Face, Landmarks } from '../../src/ops/face.ts';
import type { FoundFaces } from '../../src/ops/facts.ts';
import { fromUpright } from '../../src/ops/upright.ts';
import type { Measure } from '../../src/plan/plan.ts';
import { operationsOf, type Picture, refusalOf, stepsOf, tryPlan } from './plan-of.ts';

/** In a picture of 1000x1000: a large face at 400,300 and a small one at 100,500; something that may be one at 800,800. */
const large: Face = { x: 0.4, y: 0.3, width: 0.2, height: 0.2, score: 0.99 };
const small: Face = { x: 0.1, y: 0.5, width: 0.1, height: 0.1, score: 0.8 };
const doubtful: Face = { x: 0.8, y: 0.8, width: 0.1, height: 0.1, score: 0.35 };

/** All in the middle of the box, but for the eyes: corners at 0.2 and 0.8 of its width, at 0.4 of its height. */
const landmarksOf = ({ x, y, width, height }: Face): Landmarks =>
  Array.from({ length: 68 }, (_, index) => {
    const across = index >= 36 && index < 42 ? 0.2 : index >= 42 && index < 48 ? 0.8 : 0.5;
    return [x + width * across, y + height * (index >= 36 && index < 48 ? 0.4 : 0.5)] as const;
  });

const found = (...faces: readonly Face[]): FoundFaces => ({
  kind: 'faces',
  faces,
  landmarks: faces.map(landmarksOf),
});

const everybody = found(large, small, doubtful);

const picture = (given: Picture = {}): Picture => ({ size: '1000x1000', measured: [everybody], ...given });

const cutOf = (chain: string, given: Picture = {}): string => stepsOf(chain, picture(given));

const askedBy = (chain: string, given: Picture = {}): Measure | undefined => {
  const planned = tryPlan(chain, { size: '1000x1000', ...given });
  return planned.ok && planned.value.kind === 'measure' ? planned.value.measure : undefined;
};

describe('faces', () => {
  it.each([
    ['c_crop,g_face', false],
    ['c_fill,g_faces,h_100,w_100', false],
    ['c_thumb,g_body,h_100,w_100', false],
    ['e_blur_faces', false],
    ['e_blur_region,g_faces', false],
    ['if_fc_gt_1/w_100/if_end', false],
    ['c_crop,g_adv_face', true],
    ['c_crop,g_adv_eyes', true],
    ['e_redeye', true],
  ])('are asked for by %s', (chain, landmarks) => {
    expect(askedBy(chain)).toEqual({ kind: 'faces', index: 0, landmarks });
  });

  it.each([
    'c_fill,g_north,h_100,w_100',
    'c_pad,g_face,h_100,w_100',
    'c_crop,g_custom,w_100',
    'e_blur_region,x_1',
  ])('are not asked for by %s', (chain) => {
    expect(askedBy(chain)).toBeUndefined();
  });

  it('are asked for once, however often a chain goes by them', () => {
    expect(cutOf('c_crop,g_face/if_fc_eq_2/e_blur_faces/if_end')).toBe('extract 200x200+400+300, blur');
  });

  it('of a layer are those of its own original', () => {
    const layer = { kind: 'image', facts: { ...facts, storedWidth: 500, storedHeight: 500 } } as const;
    expect(askedBy('l_other,c_crop,g_face/fl_layer_apply', { layers: [layer] })).toEqual({
      kind: 'faces',
      index: 1,
      landmarks: false,
    });
  });
});

const facts = {
  format: 'png',
  storedWidth: 1,
  storedHeight: 1,
  orientation: 1,
  pages: 1,
  alpha: false,
  bytes: 1,
} as const;

describe('a crop to faces', () => {
  it.each([
    ['c_crop,g_face', 'extract 200x200+400+300'],
    ['c_crop,g_face,x_50,y_50', 'extract 200x200+400+300'],
    ['c_crop,g_face,z_0.5', 'extract 400x400+300+200'],
    ['c_crop,g_face,z_2', 'extract 100x100+450+350'],
    ['c_crop,g_face,z_0.1', ''],
    ['ar_2.0,c_crop,g_face', 'extract 400x200+300+300'],
    ['ar_2.0,c_crop,g_face,z_0.5', 'extract 800x400+100+200'],
    ['c_crop,g_faces', 'extract 500x300+100+300'],
  ])('%s is the box, nearer or farther', (chain, steps) => {
    expect(cutOf(chain)).toBe(steps);
  });

  it('has the size that is given, with the head in the middle, and never leaves the picture', () => {
    expect(cutOf('c_crop,g_face,h_400,w_300')).toBe('extract 300x400+350+180');
    expect(cutOf('c_crop,g_face,h_400,w_300,z_3')).toBe('extract 300x400+350+180');
    expect(cutOf('c_crop,g_face,h_980,w_980')).toBe('extract 980x980+10+0');
  });

  it('fills with the head in the middle', () => {
    expect(cutOf('c_fill,g_face,h_250,w_500')).toBe('resize 500x500, extract 500x250+0+65');
    expect(cutOf('c_lfill,g_face,h_1000,w_500')).toBe('extract 500x1000+250+0');
    expect(cutOf('c_auto,g_face,h_250,w_500')).toBe(cutOf('c_fill,g_face,h_250,w_500'));
  });

  it('holds as many as it can where not all fit', () => {
    const pair = [small, { ...small, x: 0.2 }, { ...small, x: 0.85 }];
    const [, left = ''] =
      /\+(\d+)\+/u.exec(cutOf('c_crop,g_faces,h_1000,w_300', { measured: [found(...pair)] })) ?? [];
    expect(Number(left)).toBeLessThanOrEqual(100);
  });

  it('shows head and shoulders as a thumbnail, the eyes in the upper part', () => {
    const steps = cutOf('c_thumb,g_face,h_100,w_100');
    const [, width = 0, height = 0, left = 0, top = 0] =
      /^extract (\d+)x(\d+)\+(\d+)\+(\d+), resize 100x100$/u.exec(steps)?.map(Number) ?? [];
    expect(width).toBe(height);
    expect(left + width / 2).toBeCloseTo(500, -0.5);
    expect(height / 200).toBeGreaterThan(2);
    expect(height / 200).toBeLessThan(2.6);
    const eyes = (300 + 0.42 * 200 - top) / height;
    expect(eyes).toBeGreaterThan(0.32);
    expect(eyes).toBeLessThan(0.4);
    expect(cutOf('c_thumb,g_face,h_100,w_100,z_2')).toMatch(/^extract 230x230/u);
  });

  it('goes by those that surely are faces', () => {
    expect(cutOf('c_crop,g_face', { measured: [found(doubtful)] })).toBe('');
  });

  it('goes by those whose middle is left', () => {
    expect(cutOf('c_crop,g_north_west,h_1000,w_450/c_crop,g_face')).toBe(
      'extract 450x1000+0+0, extract 100x100+100+500',
    );
  });

  it.each([
    ['c_fill,g_face,h_500,w_1000', 'extract 1000x500+0+0'],
    ['c_thumb,g_adv_eyes,h_500,w_1000', 'extract 1000x500+0+0'],
    ['c_fill,g_faces:center,h_500,w_1000', 'extract 1000x500+0+250'],
    ['c_fill,g_custom,h_500,w_1000', 'extract 1000x500+0+250'],
    ['c_fill,g_custom:faces,h_500,w_1000', 'extract 1000x500+0+0'],
  ])('falls back where there are none: %s', (chain, steps) => {
    expect(cutOf(chain, { measured: [found()] })).toBe(steps);
  });

  it('falls back to what draws the eye', () => {
    expect(askedBy('c_fill,g_face:auto,h_500,w_1000', { measured: [found()] })).toMatchObject({
      kind: 'saliency',
    });
  });

  it('goes to the middle of an animation', () => {
    expect(cutOf('c_fill,f_png,g_face,h_500,w_1000', { format: 'gif', pages: 3, measured: [] })).toBe(
      'extract 1000x500+0+250',
    );
  });

  it('goes by what is stored with the original', () => {
    const area = { x: 0.5, y: 0.5, width: 0.25, height: 0.5 };
    const coordinates = { faces: [area], custom: [{ ...area, x: 0 }] };
    expect(cutOf('c_crop,g_face', { coordinates, measured: [] })).toBe('extract 250x500+500+500');
    expect(cutOf('c_crop,g_custom', { coordinates, measured: [] })).toBe('extract 250x500+0+500');
    expect(cutOf('c_crop,g_custom:face', { coordinates, measured: [] })).toBe('extract 250x500+0+500');
  });
});

describe('faces in later components', () => {
  it.each([
    ['c_scale,w_0.5/c_crop,g_face', 'resize 500x500, extract 100x100+200+150'],
    ['c_crop,h_600,w_600,x_300,y_200/c_crop,g_face', 'extract 600x600+300+200, extract 200x200+100+100'],
    ['a_90/c_crop,g_face', 'turn 90, extract 200x200+500+400'],
    ['a_180/c_crop,g_face', 'turn 180, extract 200x200+400+500'],
    ['a_hflip/c_crop,g_face', 'flip horizontal, extract 200x200+400+300'],
    ['a_vflip/c_crop,g_face', 'flip vertical, extract 200x200+400+500'],
    ['c_pad,h_1000,w_1200/c_crop,g_face', 'extend 100,0,100,0, extract 200x200+500+300'],
    ['a_45/c_crop,g_face', 'rotate 45, extract 283x283+636+495'],
  ])('%s: they lie where they were moved to', (chain, steps) => {
    expect(cutOf(chain)).toBe(steps);
  });

  it.each([
    [1, [0.25, 0.1]],
    [2, [0.75, 0.1]],
    [3, [0.75, 0.9]],
    [4, [0.25, 0.9]],
    [5, [0.1, 0.25]],
    [6, [0.1, 0.75]],
    [7, [0.9, 0.75]],
    [8, [0.9, 0.25]],
  ] as const)(
    'lie elsewhere in a picture that is left as it is stored, orientation %i',
    (orientation, [x, y]) => {
      const affine: Affine = fromUpright(orientation, {
        width: 200,
        height: 100,
        alpha: false,
      });
      const at = applyTo(affine, { x: 0.25, y: 0.1 });
      expect(at.x / 200).toBeCloseTo(x, 9);
      expect(at.y / 100).toBeCloseTo(y, 9);
    },
  );
});

describe('effects on faces', () => {
  it('hide those that may be faces as well, with some room', () => {
    const operations = operationsOf('e_pixelate_faces', picture());
    expect(operations).toHaveLength(3);
    expect(operations[0]).toMatchObject({
      op: 'within',
      left: 376,
      top: 260,
      width: 249,
      height: 264,
    });
  });

  it('do nothing where there are none', () => {
    for (const effect of [
      'e_blur_faces',
      'e_pixelate_faces',
      'e_redeye',
      'e_blur_region,g_face',
      'e_pixelate_region,g_face:auto',
    ]) {
      expect(cutOf(effect, { measured: [found()] })).toBe('');
    }
  });

  it('take the red out of both eyes of each', () => {
    const [operation] = operationsOf('e_redeye', picture());
    expect(operation?.op === 'redeye' && operation.boxes).toHaveLength(6);
  });

  it.each(['e_blur_faces', 'e_pixelate_faces', 'e_redeye', 'e_blur_region,g_faces'])(
    'are refused where frames would show what is to be hidden: %s',
    (chain) => {
      const refusal = refusalOf(chain, { size: '10x10', format: 'gif', pages: 3, extension: 'png' });
      expect(refusal).toMatchObject({ code: 'url.conflict' });
      expect(refusal.message).toContain('animated');
    },
  );
});

describe('fl_getinfo', () => {
  const infoOf = (chain: string): unknown => {
    const planned = tryPlan(chain, picture());
    return planned.ok && planned.value.kind === 'render' ? planned.value.plan.info : undefined;
  };

  it('tells where eyes, nose and mouth of the faces are that the chain went by, in the original', () => {
    expect(infoOf('c_thumb,g_face,w_100,h_100/fl_getinfo')).toMatchObject({
      marks: [
        {
          r_eye: { x: 440, y: 380 },
          l_eye: { x: 560, y: 380 },
          nose_tip: { x: 500, y: 400 },
          mouth_r: { x: 500, y: 400 },
          mouth_l: { x: 500, y: 400 },
        },
        { r_eye: { x: 120, y: 540 } },
      ],
    });
  });

  it('asks for them when only the boxes are known, and not where no face is asked for', () => {
    const { landmarks: _, ...boxes } = everybody;
    const planned = tryPlan('c_crop,g_face/fl_getinfo', picture({ measured: [boxes] }));
    expect(planned).toMatchObject({
      value: { kind: 'measure', measure: { kind: 'faces', index: 0, landmarks: true } },
    });
    expect(infoOf('c_fill,w_100,h_100/fl_getinfo')).not.toHaveProperty('marks');
  });
});
