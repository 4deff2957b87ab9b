/** Layers that conditions choose among: which one is applied, and whose components are whose. */
import { describe, expect, it } from 'vitest';
import type { LayerFacts } from '../../src/ops/facts.ts';
import type { Composite } from '../../src/ops/operation.ts';
import { base, planOf, stepsOf } from './layer-plans.ts';

describe('a layer that a condition chooses', () => {
  it.each([
    ['if_w_gt_1000/l_a/if_else/l_b/if_end/w_50/fl_layer_apply', 'over 2 (resize 50x25) at 275,187'],
    ['if_w_gt_100/l_a/if_else/l_b/if_end/w_50/fl_layer_apply', 'over 1 (resize 50x25) at 275,187'],
    ['if_w_gt_100,l_a/if_else,l_b/fl_layer_apply,g_north_west', 'over 1 at 0,0'],
    ['if_w_gt_1000,l_a/if_else,l_b/fl_layer_apply,g_north_west', 'over 2 at 0,0'],
    [
      'l_a/if_w_gt_1000/w_10/fl_layer_apply/if_else/w_20/fl_layer_apply/if_end/w_300',
      'over 1 (resize 20x10) at 290,195, resize 300x200',
    ],
    [
      'if_w_gt_1000/l_a,w_10/if_end/l_b/l_c/fl_layer_apply/fl_layer_apply',
      'over 2 (over 3 at 0,0) at 200,150',
    ],
    [
      'if_w_gt_100/if_w_gt_1000/l_a/if_else/l_b/if_end/if_else/l_c/if_end/fl_layer_apply,g_west',
      'over 2 at 0,150',
    ],
  ])('may be chosen by a condition and applied after it: %s', (chain, steps) => {
    expect(stepsOf(chain)).toBe(steps);
  });

  it('is opened as its components say, whichever branch they stand in', () => {
    const layers: LayerFacts[] = [
      { kind: 'image', facts: { ...base, orientation: 6, storedWidth: 200, storedHeight: 100 } },
      { kind: 'image', facts: { ...base, orientation: 6, storedWidth: 200, storedHeight: 100 } },
    ];
    const chain = 'if_w_gt_1000/l_a/if_else/l_b/if_end/a_ignore/fl_layer_apply,g_north_west';
    expect(stepsOf(chain, { layers })).toBe('over 2 at 0,0');
    const [composite] = planOf(chain, { layers }).plan.operations as [Composite];
    expect(composite.layer.source).toMatchObject({ decode: { autoOrient: false } });
  });
});
