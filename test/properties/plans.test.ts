/** Whatever is asked for within the ranges can be planned, or is refused for one of the documented reasons. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { unwrap } from '../../src/result.ts';
import { arbitraryChain } from './arbitrary.ts';
import { arbitraryFacts, frameLimits, maxOutputSide, parse, planFor, someFacts } from './planning.ts';

/** Refusals that depend on the picture, or on what stands side by side. */
const documented = ['output.too-large', 'output.empty', 'url.conflict'];

const checkAnimation = (
  animation: Plan['animation'],
  { width, height }: { readonly width: number; readonly height: number },
): void => {
  const { shots = [], plays = 0 } = animation ?? {};
  expect(shots.length).toBeLessThanOrEqual(frameLimits.maxFrames);
  expect(shots.length * width * height).toBeLessThanOrEqual(animation ? frameLimits.maxFramePixels : 0);
  expect([plays, ...shots.map(({ delayMs }) => delayMs)].every((ms) => Number.isInteger(ms) && ms >= 0)).toBe(
    true,
  );
};

const checkPlan = ({ animation, operations, canvases, operationMs }: Plan): void => {
  expect(canvases).toHaveLength(operations.length + 1);
  for (const { width, height } of canvases) {
    expect(Number.isInteger(width) && width >= 1, `width ${width}`).toBe(true);
    expect(Number.isInteger(height) && height >= 1, `height ${height}`).toBe(true);
  }
  const result = canvases.at(-1)!;
  expect(Math.max(result.width, result.height)).toBeLessThanOrEqual(maxOutputSide);
  expect(Number.isFinite(operationMs)).toBe(true);
  checkAnimation(animation, result);
  for (const [index, operation] of operations.entries()) {
    const { width, height } = canvases[index]!;
    if (operation.op === 'extract') {
      expect(Math.min(operation.left, operation.top)).toBeGreaterThanOrEqual(0);
      expect(operation.left + operation.width).toBeLessThanOrEqual(width);
      expect(operation.top + operation.height).toBeLessThanOrEqual(height);
      expect([operation.left, operation.top, operation.width, operation.height].every(Number.isInteger)).toBe(
        true,
      );
    }
    if (operation.op === 'extend') {
      const { left, top, right, bottom } = operation;
      expect([left, top, right, bottom].every((margin) => Number.isInteger(margin) && margin >= 0)).toBe(
        true,
      );
    }
  }
};

describe('a plan', () => {
  it('exists for every chain within the ranges, or a documented refusal does', () => {
    let planned = 0;
    fc.assert(
      fc.property(arbitraryChain, arbitraryFacts, (chain, facts) => {
        const plan = planFor(unwrap(parse(chain)), facts);
        if (plan.ok) {
          planned += 1;
          return;
        }
        // e_contrast's range depends on its type, which no single value can know; an arc has a gap around 0.
        const isGap = plan.error.code === 'url.invalid-value' && /e_contrast|e_distort:arc/u.test(chain);
        const isPage = plan.error.message.startsWith('Invalid page'); // how many there are, only the picture knows
        const isPixels = plan.error.code === 'url.unsupported' && chain.includes('svg'); // only some pictures can be drawn so
        expect(isGap || isPage || isPixels ? documented[0] : plan.error.code).toBeOneOf(documented);
        expect(plan.error.span ?? plan.error.code).toBeDefined();
      }),
      { numRuns: 3000 },
    );
    expect(planned).toBeGreaterThan(1000);
  });

  it('has whole sides of at least one pixel, and cuts only what is there', () => {
    fc.assert(
      fc.property(arbitraryChain, arbitraryFacts, (chain, facts) => {
        const plan = planFor(unwrap(parse(chain)), facts);
        if (plan.ok && plan.value) checkPlan(plan.value);
      }),
      { numRuns: 3000 },
    );
  });

  it('with dpr_2.0 is the plan with every pixel length doubled', () => {
    const px = (min: number): fc.Arbitrary<number> => fc.integer({ min, max: 500 });
    const given = fc.record({ w: px(1), h: px(1), x: px(-40), y: px(-40) }, { requiredKeys: [] });
    const modes = [
      'auto',
      'crop',
      'fill',
      'fit',
      'lfill',
      'limit',
      'lpad',
      'mfit',
      'mpad',
      'pad',
      'scale',
      'thumb',
    ];
    const spell = (
      mode: string,
      sides: Readonly<Record<string, number | undefined>>,
      factor: number,
    ): string =>
      [
        `c_${mode}`,
        ...Object.entries(sides).flatMap(([key, value]) =>
          value === undefined ? [] : [`${key}_${value * factor}`],
        ),
      ].join(',');
    fc.assert(
      fc.property(fc.constantFrom(...modes), given, (mode, sides) => {
        const scaled = planFor(unwrap(parse(`${spell(mode, sides, 1)}/dpr_2.0`)), someFacts);
        const doubled = planFor(unwrap(parse(`${spell(mode, sides, 2)}/dpr_1.0`)), someFacts);
        if (doubled.ok) expect(scaled).toEqual(doubled);
        else expect(scaled).toMatchObject({ ok: false, error: { code: doubled.error.code } });
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on where dpr_ stands', () => {
    for (const chain of [
      'c_scale,w_50,dpr_2.0/r_10',
      'dpr_2.0/c_scale,w_50/r_10',
      'c_scale,w_50/r_10/dpr_2.0',
    ]) {
      expect(unwrap(planFor(unwrap(parse(chain)), someFacts))?.operations).toEqual([
        { op: 'resize', width: 100, height: 67 },
        { op: 'round-corners', corners: [20, 20, 20, 20] },
      ]);
    }
  });
});
