/** When JSON is the answer, and how a picture's size is traced back to the original. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { essence, planOf, planOnce, tryPlan } from './plan-of.ts';

const resizeOf = (chain: string, picture = {}) => planOf(`${chain}/fl_getinfo`, picture).info?.resize;

describe('fl_getinfo', () => {
  it('leaves everything else of the plan as it is', () => {
    const { info, ...plan } = planOf('c_fill,w_200,h_200/e_sepia/q_30/fl_getinfo');
    expect(info?.delivers).toBe('result');
    expect(plan).toEqual(planOf('c_fill,w_200,h_200/e_sepia/q_30'));
  });

  it('tells of the original where that is what would be delivered', () => {
    const { kind, ...told } = essence;
    expect(kind).toBe('essence');
    expect(planOf('fl_getinfo').info).toEqual({ delivers: 'original', essence: told });
    expect(planOf('f_png/fl_getinfo').info?.delivers).toBe('original');
    expect(planOf('fl_getinfo', { extension: 'webp' }).info?.delivers).toBe('result');
  });

  it('has the original looked at, which no other chain does', () => {
    const decode = { autoOrient: true, page: 0 };
    expect(planOnce('w_100/fl_getinfo')).toMatchObject({
      value: { kind: 'measure', measure: { kind: 'essence', decode } },
    });
    expect(planOnce('w_100')).toMatchObject({ value: { kind: 'render' } });
  });

  it('is read in the branch that is taken, and only there', () => {
    expect(planOf('if_w_gt_10/fl_getinfo/if_end').info).toBeDefined();
    const other = unwrap(tryPlan('if_w_lt_10/fl_getinfo/if_end/w_10'));
    expect(other.kind === 'render' && other.plan.info).toBeUndefined();
  });

  it.each([
    [
      'c_scale,w_300',
      [
        { x: 0, y: 0, width: 1200, height: 800 },
        { x_factor: 0.25, y_factor: 0.25 },
      ],
    ],
    [
      'c_scale,w_300,h_400',
      [
        { x: 0, y: 0, width: 1200, height: 800 },
        { x_factor: 0.25, y_factor: 0.5 },
      ],
    ],
    [
      'c_crop,w_100,h_50,x_20,y_30',
      [
        { x: 20, y: 30, width: 100, height: 50 },
        { x_factor: 1, y_factor: 1 },
      ],
    ],
    [
      'c_fill,w_200,h_200',
      [
        { x: 200, y: 0, width: 800, height: 800 },
        { x_factor: 0.25, y_factor: 0.25 },
      ],
    ],
    [
      'c_crop,w_600,h_400,x_100,y_200/c_scale,w_300/e_sepia/c_crop,w_30,h_20,x_10,y_10',
      [
        { x: 120, y: 220, width: 60, height: 40 },
        { x_factor: 0.5, y_factor: 0.5 },
      ],
    ],
    [
      'c_scale,w_600/a_90/c_scale,w_100',
      [
        { x: 0, y: 0, width: 1200, height: 800 },
        { x_factor: 0.5, y_factor: 0.5 },
      ],
    ],
    ['e_sepia', undefined],
    [
      'c_pad,w_1300,h_1300/c_scale,w_10',
      [
        { x: 0, y: 0, width: 1200, height: 800 },
        { x_factor: 1.083333, y_factor: 1.08375 },
      ],
    ],
  ])('traces %s back to the original', (chain, resize) => {
    expect(resizeOf(chain)).toEqual(resize);
  });
});
