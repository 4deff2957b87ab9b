/** Layers on people: one for each, where they are, as large as they are, turned as they hold their heads. */
import { describe, expect, it } from 'vitest';
import type { Face, Landmarks } from '../../src/ops/face.ts';
import type { FoundFaces } from '../../src/ops/facts.ts';
import type { Composite, Operation } from '../../src/ops/operation.ts';
import { planOf, sizeOf, stepsOf, tryPlan } from './layer-plans.ts';

/** In a picture of 600x400: 120x120 around 300,140 and 60x60 around 90,200. */
const large: Face = { x: 0.4, y: 0.2, width: 0.2, height: 0.3, score: 0.99 };
const small: Face = { x: 0.1, y: 0.425, width: 0.1, height: 0.15, score: 0.8 };
const doubtful: Face = { x: 0.8, y: 0.8, width: 0.1, height: 0.1, score: 0.35 };

/** In pixels of the picture, the head turned clockwise about the middle of its box: eyes 40 apart, the mouth 30 below. */
const landmarksOf = ({ x, y, width, height }: Face, degrees: number): Landmarks => {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const at = (across: number, down: number): readonly [number, number] => [
    x + width / 2 + (cos * across - sin * down) / 600,
    y + height / 2 + (sin * across + cos * down) / 400,
  ];
  return Array.from({ length: 68 }, (_, index) => {
    if (index < 36) return at(0, 0);
    if (index < 42) return at(-20, index % 2 === 0 ? 5 : -5);
    if (index < 48) return at(20, index % 2 === 0 ? 5 : -5);
    return at(0, 30);
  });
};

const found = (faces: readonly Face[], degrees = 0): { readonly measured: readonly FoundFaces[] } => ({
  measured: [{ kind: 'faces', faces, landmarks: faces.map((face) => landmarksOf(face, degrees)) }],
});
const both = found([large, small, doubtful]);

const messageOf = (chain: string, facts: Parameters<typeof tryPlan>[1] = both): string => {
  const planned = tryPlan(chain, facts);
  return planned.ok ? 'nothing is wrong' : planned.error.message;
};

const isComposite = (operation: Operation): operation is Composite => operation.op === 'composite';

/** What was done last to the first layer that is laid. */
const lastDone = (chain: string, facts: Parameters<typeof planOf>[1]): Operation | undefined =>
  planOf(chain, facts).plan.operations.find(isComposite)?.layer.operations.at(-1);

describe('a layer on faces', () => {
  it.each([
    ['l_a/c_scale,w_40/fl_layer_apply,g_face', 'over 1 (resize 40x20) at 280,130'],
    ['l_a,w_40,g_face', 'over 1 (resize 40x20) at 280,130'],
    [
      'l_a/c_scale,w_40/fl_layer_apply,g_faces',
      'over 1 (resize 40x20) at 70,190, over 1 (resize 40x20) at 280,130',
    ],
    ['l_a,w_40,g_face,x_10,y_-50', 'over 1 (resize 40x20) at 290,80'],
    ['l_a,w_40,g_face,x_0.1', 'over 1 (resize 40x20) at 340,130'],
    ['u_a,w_40,g_face', 'dest-over 1 (resize 40x20) at 280,130'],
  ])('%s lies in the middle of each', (chain, steps) => {
    expect(stepsOf(chain, both)).toBe(steps);
  });

  it('is sized by each where it is relative to the region', () => {
    const steps = 'over 1 (resize 90x45) at 45,178, over 1 (resize 180x90) at 210,95';
    expect(stepsOf('l_a/c_scale,fl_region_relative,w_1.5/fl_layer_apply,g_faces', both)).toBe(steps);
    expect(stepsOf('l_a,fl_region_relative,g_faces,w_1.5', both)).toBe(steps);
    expect(stepsOf('l_a/c_scale,w_1.5/fl_layer_apply.region_relative,g_face', both)).toBe(
      'over 1 (resize 300x150) at 150,65',
    );
    expect(stepsOf('l_a,c_fill,fl_region_relative,g_face,h_1.0,w_1.0', both)).toContain('at 240,80');
  });

  it('is moved by parts of the region then', () => {
    expect(stepsOf('l_a/c_scale,fl_region_relative,w_1.0/fl_layer_apply,g_faces,y_-0.5', both)).toBe(
      'over 1 (resize 60x30) at 60,155, over 1 (resize 120x60) at 240,50',
    );
  });

  it('finds them where earlier components put them', () => {
    expect(stepsOf('c_scale,w_300/l_a,fl_region_relative,w_1.0,g_face', both)).toBe(
      'resize 300x200, over 1 (resize 60x30) at 120,55',
    );
  });

  it('makes room where it reaches beyond the picture, and the next one still finds its place', () => {
    const chain = 'l_a/c_scale,w_40/fl_layer_apply,g_faces,x_-100';
    expect(stepsOf(chain, both)).toBe(
      'extend 30,0,0,0, over 1 (resize 40x20) at 0,190, over 1 (resize 40x20) at 210,130',
    );
    expect(stepsOf(chain.replace('g_faces', 'g_faces,fl_no_overflow'), both)).toBe(
      'over 1 (resize 40x20 extract 10x20) at 0,190, over 1 (resize 40x20) at 180,130',
    );
  });

  it('is not drawn where there is nobody, and in the middle where gravity says so', () => {
    const nobody = found([doubtful]);
    expect(stepsOf('l_a/c_scale,fl_region_relative,w_1.5/fl_layer_apply,g_faces', nobody)).toBe('');
    expect(stepsOf('l_a,w_40,g_adv_eyes', nobody)).toBe('');
    expect(stepsOf('l_a,w_40,g_face:center', nobody)).toBe('over 1 (resize 40x20) at 280,190');
    expect(stepsOf('l_a,fl_region_relative,w_0.5,g_faces:center', nobody)).toContain('resize 300x150');
  });

  it('lies in the middle of an animation, at which nobody looks', () => {
    expect(stepsOf('l_a,w_40,g_face', { format: 'gif', pages: 3 })).toBe('over 1 (resize 40x20) at 280,190');
  });

  it('goes by what is stored with the original', () => {
    const area = { x: 0, y: 0, width: 0.5, height: 0.5 };
    expect(stepsOf('l_a,fl_region_relative,g_custom,w_1.0', { coordinates: { custom: [area] } })).toBe(
      'over 1 (resize 300x150) at 0,25',
    );
    expect(stepsOf('l_a,w_40,g_custom', {})).toBe('over 1 (resize 40x20) at 280,190');
  });

  it('has conditions and layers of its own', () => {
    expect(stepsOf('l_a/if_w_gt_100/w_20/if_end/fl_layer_apply,g_faces', both)).toBe(
      'over 1 (resize 20x10) at 80,195, over 1 (resize 20x10) at 290,135',
    );
    expect(stepsOf('l_a/l_b20x20/fl_layer_apply,g_north_west/fl_layer_apply,g_faces', both)).toBe(
      'extend 10,0,0,0, over 1 (over 2 at 0,0) at 0,150, over 1 (over 2 at 0,0) at 210,90',
    );
  });

  it('is laid on no more than 64', () => {
    const crowd = found(Array.from({ length: 70 }, (_, at) => ({ ...small, x: 0.01 * at, width: 0.02 })));
    expect(planOf('l_a,w_4,g_faces', crowd).plan.operations).toHaveLength(64);
  });
});

describe('a layer on eyes', () => {
  const chain = 'l_a/c_scale,fl_region_relative,w_1.5/fl_layer_apply,g_adv_eyes';

  it('asks for landmarks', () => {
    const planned = tryPlan(chain);
    expect(planned).toMatchObject({
      value: { kind: 'measure', measure: { kind: 'faces', index: 0, landmarks: true } },
    });
  });

  it('is as wide as they are, from corner to corner', () => {
    expect(stepsOf(chain, found([large]))).toBe('over 1 (resize 60x30) at 270,125');
  });

  it.each([10, -35, 90, 180, 150])('is turned as the head is held: by %i', (degrees) => {
    const turned = (degrees + 360) % 360;
    const expected = turned % 90 === 0 ? { op: 'turn', degrees: turned } : { op: 'rotate', degrees: turned };
    expect(lastDone(chain, found([large], degrees))).toMatchObject(expected);
  });

  it('is turned with the picture, and not upside down in a mirrored one', () => {
    expect(lastDone(`a_25/${chain}`, found([large], 10))).toMatchObject({ op: 'rotate', degrees: 35 });
    expect(lastDone(`a_hflip/${chain}`, found([large], 10))).toMatchObject({ op: 'rotate', degrees: 350 });
    expect(lastDone(`a_vflip/${chain}`, found([large], 0))).toMatchObject({ op: 'turn', degrees: 180 });
  });

  it('is moved the way the head is held', () => {
    const { operations } = planOf(`${chain},y_-20`, found([large], 90)).plan;
    expect(operations.find(isComposite)).toMatchObject({ left: 305, top: 110 });
  });
});

describe('fractions of a region', () => {
  it.each([
    ['c_crop,fl_region_relative,g_face,h_1.5,w_2.0', 'extract 240x180'],
    ['c_crop,fl_region_relative,g_faces,h_1.0,w_1.0', 'extract 300x150'],
    ['c_crop,fl_region_relative,h_0.5,w_0.5', 'extract 300x200'],
  ])('%s are of what gravity names in the picture that is cut', (chain, steps) => {
    expect(stepsOf(chain, both)).toBe(steps);
  });

  it('are of the layer where its crop goes by its own people', () => {
    expect(
      stepsOf('l_a600x400/c_crop,fl_region_relative,g_face,w_2.0,h_1.0/fl_layer_apply,g_north', both),
    ).toBe('over 1 (extract 240x120) at 180,0');
  });

  it('are of the picture below where gravity names no region', () => {
    expect(sizeOf('l_a/c_scale,fl_region_relative,w_1.5/fl_layer_apply')).toBe('900x450');
  });
});

describe('refused on faces', () => {
  it.each([
    ['l_a/if_w_gt_1/fl_layer_apply,g_face/if_else/fl_layer_apply,g_faces/if_end', 'cannot differ'],
    ['$g_!faces!/l_a/fl_layer_apply,g_$g', 'cannot differ'],
    ['l_a/e_mask,fl_layer_apply,g_faces', 'e_mask leaves nothing outside'],
    ['l_a/fl_cutter.layer_apply,g_faces', 'fl_cutter leaves nothing outside'],
    ['l_a/fl_layer_apply.tiled,g_faces', 'fl_tiled covers'],
    [
      'l_a/c_scale,fl_region_relative,w_1.0/l_b/fl_layer_apply/fl_layer_apply,g_faces',
      'cannot hold another layer',
    ],
    ['l_a,w_40,g_auto:faces', 'Use auto gravity only'],
    ['fl_relative,w_0.5', 'none is open here'],
  ])('%s', (chain, message) => {
    expect(messageOf(chain)).toContain(message);
  });

  it.each([
    ['l_a/e_mask,fl_layer_apply,g_face', 'luma-to-alpha'],
    ['l_a/fl_layer_apply.tiled,g_face', 'replicate'],
    ['l_a/e_displace,fl_layer_apply,g_face,x_5', 'displace'],
  ])('of several, and done to one: %s', (chain, step) => {
    expect(stepsOf(chain, both)).toContain(step);
  });
});
