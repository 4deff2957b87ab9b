/** Layers: what belongs to them, where they lie, how large the canvas becomes, and what is refused. */
import { describe, expect, it } from 'vitest';
import type { LayerFacts } from '../../src/ops/facts.ts';
import type { Composite } from '../../src/ops/operation.ts';
import { findLayerRefs } from '../../src/plan/layer-refs.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { base, planOf, refusalOf, sizeOf, stepsOf, tryPlan } from './layer-plans.ts';

describe('a layer', () => {
  it.each([
    ['l_a/fl_layer_apply', 'over 1 at 200,150'],
    ['l_a', 'over 1 at 200,150'],
    ['l_a/c_scale,w_100/fl_layer_apply,g_south_east,x_10,y_20', 'over 1 (resize 100x50) at 490,330'],
    ['l_a,w_100,g_south_east,x_10,y_20', 'over 1 (resize 100x50) at 490,330'],
    ['l_a/c_scale,w_100/e_grayscale/fl_layer_apply,g_north_west', 'over 1 (resize 100x50 recomb) at 0,0'],
    ['w_300/l_a/fl_layer_apply/e_grayscale', 'resize 300x200, over 1 at 50,50, recomb'],
    ['u_a/fl_layer_apply', 'dest-over 1 at 200,150'],
    ['l_a/fl_layer_apply,g_west,x_0.5', 'over 1 at 300,150'],
    ['l_a/fl_layer_apply,w_50', 'over 1 (resize 50x25) at 275,187'],
    ['l_a,fl_layer_apply,g_north', 'over 1 at 200,0'],
  ])('%s', (chain, steps) => {
    expect(stepsOf(chain)).toBe(steps);
  });

  it('is closed by the nearest flag, and may lie on another layer', () => {
    expect(stepsOf('l_a/l_b20x20/fl_layer_apply,g_north_west/fl_layer_apply,g_south')).toBe(
      'over 1 (over 2 at 0,0) at 200,300',
    );
  });

  it('takes the size of what lies below it where it is relative', () => {
    expect(stepsOf('l_a/c_scale,fl_relative,w_0.5/fl_layer_apply')).toBe(
      'over 1 (resize 300x150) at 150,125',
    );
    expect(stepsOf('l_a,w_0.5,fl_relative')).toBe('over 1 (resize 300x150) at 150,125');
    expect(stepsOf('l_a,fl_relative/w_0.5/fl_layer_apply')).toBe('over 1 (resize 300x150) at 150,125');
    expect(stepsOf('u_a/c_fill,fl_layer_apply,fl_relative,h_1.0,w_1.0')).toContain('resize 800x400');
    expect(stepsOf('l_a/c_scale,w_0.5/fl_layer_apply')).toBe('over 1 (resize 100x50) at 250,175');
  });

  it('counts in expressions as the picture, and what applies it counts from below', () => {
    expect(stepsOf('l_a/w_w_div_2/fl_layer_apply')).toBe('over 1 (resize 100x50) at 250,175');
    expect(stepsOf('l_a/fl_layer_apply,g_west,x_w_sub_250')).toBe('over 1 at 350,150');
  });

  it('has an orientation of its own', () => {
    const turned = { ...base, orientation: 6 } as const;
    const layers: LayerFacts[] = [
      { kind: 'image', facts: { ...turned, storedWidth: 200, storedHeight: 100 } },
    ];
    expect(stepsOf('l_a/fl_layer_apply,g_north_west,x_1', { layers })).toBe('over 1 at 1,0');
    const decodeOf = (chain: string): unknown => {
      const [composite] = planOf(chain, { layers }).plan.operations as [Composite];
      return composite.layer.source;
    };
    expect(decodeOf('l_a/fl_layer_apply')).toMatchObject({ decode: { autoOrient: true } });
    expect(decodeOf('l_a/a_ignore/fl_layer_apply')).toMatchObject({ decode: { autoOrient: false } });
    expect(planOf('l_a/a_ignore/fl_layer_apply', { layers }).plan.decode.autoOrient).toBe(true);
  });

  it('grows with dpr_, and so does its place', () => {
    expect(stepsOf('l_a,w_50,x_10,g_north_west/w_600/dpr_2.0')).toBe(
      'over 1 (resize 100x50) at 20,0, resize 1200x800',
    );
  });

  it('may be a page of a document, measured first', () => {
    const layers: LayerFacts[] = [{ kind: 'image', facts: { ...base, format: 'tiff', pages: 3 } }];
    const chain = 'l_a/pg_2/fl_layer_apply,g_north_west';
    expect(unwrap(tryPlan(chain, { layers }))).toEqual({
      kind: 'measure',
      measure: { kind: 'page', original: 1, page: 1 },
    });
    const measured = [{ kind: 'page', width: 30, height: 20, alpha: true }] as const;
    const [composite] = planOf(chain, { layers, measured }).plan.operations as [Composite];
    expect(composite.layer.source).toMatchObject({
      decode: { page: 1, pageSize: { width: 30, height: 20 } },
    });
    expect(tryPlan('l_a/pg_4/fl_layer_apply', { layers })).toMatchObject({
      error: { message: 'Invalid page in transformation: 4 (expected 1 to 3)' },
    });
  });

  it('is drawn at its density when it is a vector that has one', () => {
    const layers: LayerFacts[] = [
      { kind: 'image', facts: { ...base, format: 'svg', storedWidth: 10, storedHeight: 10 } },
    ];
    const chain = 'l_a/dn_192/fl_layer_apply,g_north_west';
    expect(stepsOf(chain, { layers })).toBe('over 1 (resize 20x20) at 0,0');
    const [composite] = planOf(chain, { layers }).plan.operations as [Composite];
    expect(composite.layer.source).toMatchObject({ decode: { density: 144 } });
  });

  it('is drawn at its size when it is a vector', () => {
    const layers: LayerFacts[] = [
      { kind: 'image', facts: { ...base, format: 'svg', storedWidth: 10, storedHeight: 10 } },
    ];
    const [composite] = planOf('l_a,w_40', { layers }).plan.operations as [Composite];
    expect(composite.layer.source).toMatchObject({ decode: { density: 288 } });
  });
});

describe('the canvas', () => {
  it.each([
    ['l_a800x500/fl_layer_apply', '800x500', 'extend 100,50,100,50, over 1 at 0,0'],
    ['l_a/fl_layer_apply,g_north_east,x_-20,y_-30', '620x430', 'extend 0,30,20,0, over 1 at 420,0'],
    ['l_a800x500/fl_layer_apply,fl_no_overflow', '600x400', 'over 1 (extract 600x400) at 0,0'],
    ['l_a/fl_layer_apply,fl_no_overflow,g_north_west,x_-50', '600x400', 'over 1 (extract 150x100) at 0,0'],
    ['l_a/fl_layer_apply,fl_no_overflow,g_north_west,x_-500', '600x400', ''],
    ['l_a/fl_layer_apply,fl_tiled,g_north_west,x_10', '600x400', 'over 1 (replicate 10,0) at 0,0'],
    ['l_a800x500/fl_cutter,fl_layer_apply', '600x400', 'dest-in 1 (extract 600x400) at 0,0'],
    ['l_a/e_mask,fl_layer_apply', '600x400', 'dest-in 1 (luma-to-alpha) at 200,150'],
    ['l_a/e_cut_out,fl_layer_apply', '600x400', 'dest-out 1 at 200,150'],
  ])('%s is %s', (chain, size, steps) => {
    expect(stepsOf(chain)).toBe(steps);
    expect(sizeOf(chain)).toBe(size);
  });

  it('is as transparent as a shape that lies outside leaves it', () => {
    expect(planOf('l_a/fl_cutter,fl_layer_apply,g_north_west,x_-500').plan.operations).toEqual([
      { op: 'opacity', factor: 0 },
    ]);
  });

  it.each([
    ['u_lut:warm.cube,e_trim:28', 'e_trim'],
    ['l_lut:warm.cube/e_trim/fl_layer_apply', 'e_trim'],
    ['l_lut:warm.cube/e_sepia/fl_layer_apply', 'e_sepia'],
    ['l_lut:warm.cube/c_scale,w_100/fl_layer_apply', 'c_scale'],
    ['l_lut:warm.cube/o_50,fl_layer_apply', 'o'],
  ])('is refused where something is to be done to a table of colours: %s', (chain, named) => {
    expect(refusalOf(chain)).toBe(
      `url.conflict: A table of colours is no picture: ${named} cannot be done to it`,
    );
  });

  it('may not become larger than any other', () => {
    expect(refusalOf('l_a/c_scale,w_9000/fl_layer_apply')).toMatch(/^output.too-large/u);
    expect(refusalOf('l_a/fl_layer_apply,g_west,x_9000')).toMatch(/^output.too-large/u);
  });
});

describe('blending', () => {
  it.each([
    ['l_a/e_multiply,fl_layer_apply', 'multiply'],
    ['l_a,e_screen', 'screen'],
    ['l_a/e_overlay/fl_layer_apply', 'overlay'],
    ['u_a/e_overlay,fl_layer_apply', 'hard-light'],
    ['u_a/e_multiply,fl_layer_apply', 'multiply'],
  ])('%s is %s', (chain, blend) => {
    expect(stepsOf(chain)).toBe(`${blend} 1 at 200,150`);
  });

  it('looks colours up in a table, whatever stands beside it', () => {
    expect(planOf('l_lut:film.cube/fl_layer_apply').plan.operations).toEqual([
      { op: 'color-table', file: 1 },
    ]);
  });
});

describe('a text', () => {
  const measured = [{ kind: 'text', width: 120, height: 30 }] as const;
  const textOf = (chain: string): unknown => {
    const planned = unwrap(tryPlan(chain));
    return planned.kind === 'measure' && planned.measure.kind === 'text' ? planned.measure : planned;
  };

  it('is measured first, with what stands beside it', () => {
    expect(textOf('l_text:arial_40_bold_italic_underline_center:Hi%20there,co_red,b_rgb:00ff0080')).toEqual({
      kind: 'text',
      text: {
        text: 'Hi there',
        family: 'Arimo',
        size: 40,
        weight: 700,
        italic: true,
        decoration: 'underline',
        align: 'center',
        letterSpacing: 0,
        lineSpacing: 0,
        color: { r: 255, g: 0, b: 0, alpha: 1 },
        background: { r: 0, g: 255, b: 0, alpha: 128 / 255 },
        trim: true,
      },
    });
    expect(textOf('l_text:Arial_20:a,fl_text_no_trim')).toMatchObject({ text: { trim: false } });
    expect(textOf('l_text:Arial_20_stroke:a,bo_3px_solid_blue')).toMatchObject({
      text: { stroke: { width: 3, color: { b: 255 } } },
    });
    expect(textOf('l_text:Arial_20_letter_spacing_3:a,bo_3px_solid_blue/dpr_2.0')).toMatchObject({
      text: { size: 40, letterSpacing: 6 },
    });
    expect(textOf('l_text:brand.ttf_20:a')).toMatchObject({ font: 1, text: { fontFile: 'brand.ttf' } });
  });

  it('breaks its lines where c_fit stands beside it, and is scaled by anything later', () => {
    expect(textOf('c_fit,w_300,h_90,l_text:Arial_20:a%20b')).toMatchObject({
      text: { wrap: { width: 300, height: 90 } },
    });
    expect(textOf('c_fit,w_0.5,fl_relative,l_text:Arial_20:a/fl_layer_apply')).toMatchObject({
      text: { wrap: { width: 300 } },
    });
    expect(stepsOf('l_text:Arial_20:a,w_60', { measured })).toBe('over text (resize 60x15) at 270,192');
    expect(stepsOf('l_text:Arial_20:a/c_fit,w_60/fl_layer_apply', { measured })).toBe(
      'over text (resize 60x15) at 270,192',
    );
    expect(stepsOf('c_fit,w_300,l_text:Arial_20:a', { measured })).toBe('over text at 240,185');
  });

  it('is framed by bo_ unless its letters are outlined', () => {
    expect(stepsOf('l_text:Arial_20:a,bo_3px_solid_blue', { measured })).toBe(
      'over text (extend 3,3,3,3) at 237,182',
    );
    expect(stepsOf('l_text:Arial_20_stroke:a,bo_3px_solid_blue', { measured })).toBe('over text at 240,185');
  });

  it('holds what variables hold, whatever characters those are', () => {
    const wordsOf = (chain: string): unknown => (textOf(chain) as { text: { text: string } }).text.text;
    expect(wordsOf('$name_!Max!/l_text:Arial_20:I%20am%20$(name)%2521')).toBe('I am Max!');
    expect(wordsOf('$a_!<b>!/l_text:Arial_20:$(a)$5')).toBe('<b>$5');
    expect(wordsOf('$a_!50%25!/l_text:Arial_20:$(a)')).toBe('50%');
    expect(wordsOf('$n_3_mul_4/l_text:Arial_20:$(n)%20px')).toBe('12 px');
    expect(wordsOf('$style_!Arial_12!/l_text:$style:hello')).toBe('hello');
    expect(wordsOf('l_text:Arial_20:a%252Cb%252Fc%25252C%250Ad')).toBe('a,b/c%2C\nd');
  });

  it('may stand on another text, and be refused for being too large', () => {
    const both = { measured: [measured[0], { kind: 'text', width: 50, height: 30 }] } as const;
    expect(
      stepsOf('l_text:Arial_20:a/l_text:Arial_20:b/g_west,fl_layer_apply,x_w_add_20/fl_layer_apply', both),
    ).toBe('over text (extend 0,0,70,0 over text at 140,0) at 205,185');
    const tight = { measured: [{ kind: 'text', width: 601, height: 30 }] } as const;
    const refused = tryPlan('l_text:Arial_20:a,fl_text_disallow_overflow', tight);
    expect(refused.ok ? '' : refused.error.message).toBe(
      'The text is 601x30 and reaches beyond the image, which is 600x400 here',
    );
  });

  it.each([
    [
      'l_text:Nonesuch_20:a',
      /^url.invalid-value: Invalid font in transformation: Nonesuch \(expected one of Arimo/u,
    ],
    ['l_text:Arial_20_stroke:a', /^url.conflict: A text with stroke takes its width and colour from bo_/u],
    ['l_text:saved_style:a', /^url.unsupported: .*stored texts/u],
    ['l_text:Arial_20:$(who)', /^url.invalid-value: Undefined variable in transformation: \$who/u],
  ])('%s is refused', (chain, refusal) => {
    expect(refusalOf(chain)).toMatch(refusal);
  });

  it.each(['l_text:Arial_20:', 'l_text:Arial_20_wavy:a', 'l_text:Arial_0:a', 'l_text:Arial_20:%01'])(
    '%s is no text',
    (chain) => {
      const parsed = parseChain(chain, { maxComponents: 40 });
      expect(parsed.ok ? 'read' : parsed.error.code).toBe('url.invalid-value');
    },
  );
});

describe('a layer that a variable names', () => {
  it.each([
    ['$overlay_!a!/l_$overlay/fl_layer_apply', 'over 1 at 200,150'],
    ['$m_ref:!dir:a!/l_$m/fl_layer_apply', 'over 1 at 200,150'],
    ['$a_!a!/if_w_gt_1000/$a_!b!/if_end/l_$a', 'over 1 at 200,150'],
    ['$a_!a!/if_w_lt_1000/$a_!b20x20!/if_end/l_$a', 'over 2 at 290,190'],
    [
      'w_300/$img_current/e_grayscale/u_$img,w_150',
      'resize 300x200, recomb, dest-over 0 (resize 300x200 resize 150x100) at 75,50',
    ],
  ])('%s', (chain, steps) => {
    expect(stepsOf(chain)).toBe(steps);
  });

  it('is looked for whichever branch is taken', () => {
    const refs = (chain: string): readonly string[] =>
      unwrap(findLayerRefs(unwrap(parseChain(chain, { maxComponents: 40 })), { maxLayers: 9 })).map(
        ({ type, publicId }) => `${type} ${publicId}`,
      );
    expect(refs('$a_!a!/if_w_gt_1/$a_!dir:b!/if_end/l_$a/l_private:c/fl_layer_apply')).toEqual([
      'upload a',
      'upload dir/b',
      'private c',
    ]);
    expect(refs('l_a/l_a/l_fetch:aHR0cHM6Ly9leGFtcGxlLmNvbS9hLnBuZw')).toEqual([
      'upload a',
      'fetch https://example.com/a.png',
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    [
      'l_missing/fl_layer_apply',
      /^layer.not-found: Unknown or invalid referenced image missing of type upload$/u,
    ],
    ['fl_layer_apply', /^url.conflict: There is no open layer before this fl_layer_apply/u],
    ['l_a/fl_layer_apply/fl_layer_apply', /^url.conflict: There is no open layer/u],
    ['e_multiply', /^url.conflict: effect multiply belongs to a layer/u],
    ['fl_tiled,w_100', /^url.conflict: flag tiled belongs to a layer/u],
    ['l_a,u_b', /^url.conflict: One component cannot lay two layers/u],
    ['l_a/e_multiply/fl_cutter,fl_layer_apply', /^url.conflict: A layer can be laid in one way only/u],
    [
      'l_a/if_w_lt_1/fl_layer_apply/if_end',
      /^url.conflict: The fl_layer_apply of this layer stands in a branch/u,
    ],
  ])('%s', (chain, refusal) => {
    expect(refusalOf(chain)).toMatch(refusal);
  });

  it('is no layer of a branch that is not taken', () => {
    expect(stepsOf('if_w_gt_1000/l_missing/fl_layer_apply/if_else/l_a/fl_layer_apply/if_end')).toBe(
      'over 2 at 200,150',
    );
  });

  it('is more layers than are allowed, before any of them is looked for', () => {
    expect(refusalOf('l_a/l_b/l_c', 2)).toBe('url.too-many-layers: Too many layers: 3, and 2 are allowed');
  });

  it.each(['l_', 'l_..:a', 'l_a::b', 'l_fetch:%25', 'l_fetch:aGVsbG8', 'l_lut:a.png', 'u_a%5Cb'])(
    '%s, which names nothing',
    (chain) => {
      const parsed = parseChain(chain, { maxComponents: 40 });
      expect(parsed.ok ? 'read' : parsed.error.code).toBe('url.invalid-value');
    },
  );
});
