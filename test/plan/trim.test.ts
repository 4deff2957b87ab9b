/** `e_trim`: planning stops until the box is known, and goes on with it. */
import { describe, expect, it } from 'vitest';
import type { Measured } from '../../src/ops/facts.ts';
import type { Box } from '../../src/ops/operation.ts';
import { unwrap } from '../../src/result.ts';
import { type Picture, stepsOf, tryPlan } from './plan-of.ts';

const picture = { size: '100x80' } as const;
const box: Box = { left: 10, top: 5, width: 50, height: 60 };

const found = (...boxes: readonly Box[]): readonly Measured[] =>
  boxes.map((each) => ({ kind: 'content', box: each }));

const measureOf = (chain: string, given: Picture = picture): unknown => {
  const planned = unwrap(tryPlan(chain, given));
  return planned.kind === 'measure' ? planned.measure : planned.kind;
};

describe('e_trim', () => {
  it('asks for the box first, with its tolerance in levels and its colour', () => {
    expect(measureOf('e_trim')).toEqual({
      kind: 'content',
      picture: {
        source: { kind: 'original', index: 0, decode: { autoOrient: true, page: 0 } },
        operations: [],
      },
      threshold: 25.5,
    });
    expect(measureOf('e_trim:20:ff0000')).toMatchObject({
      threshold: 51,
      color: { r: 255, g: 0, b: 0, alpha: 1 },
    });
    expect(measureOf('e_trim:white')).toMatchObject({
      threshold: 25.5,
      color: { r: 255, g: 255, b: 255, alpha: 1 },
    });
  });

  it('asks about the picture as it then is', () => {
    expect(measureOf('w_50/e_trim')).toMatchObject({
      picture: { operations: [{ op: 'resize', width: 50, height: 40 }] },
    });
  });

  it('cuts the box out once it is known, before the crop of its own component', () => {
    expect(stepsOf('e_trim,w_25', { ...picture, measured: found(box) })).toBe(
      'extract 50x60+10+5, resize 25x30',
    );
  });

  it('asks once for each trim, in order', () => {
    const chain = 'e_trim/bo_5px_solid_red/e_trim';
    expect(measureOf(chain, { ...picture, measured: found(box) })).toMatchObject({
      picture: { operations: [{ op: 'extract', ...box }, { op: 'extend' }] },
    });
    const second: Box = { left: 0, top: 0, width: 60, height: 10 };
    expect(stepsOf(chain, { ...picture, measured: found(box, second) })).toBe(
      'extract 50x60+10+5, extend 5,5,5,5, extract 60x10+0+0',
    );
  });

  it('leaves a picture whole that has no edge', () => {
    const whole: Box = { left: 0, top: 0, width: 100, height: 80 };
    expect(stepsOf('e_trim', { ...picture, measured: found(whole) })).toBe('');
  });
});
