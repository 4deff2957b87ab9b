/** From the text of a chain to its plan, with made-up facts: what the engine would measure is guessed. */
import fc from 'fast-check';
import type { Facts, Orientation } from '../../src/ops/facts.ts';
import { followCanvas } from '../../src/ops/geometry.ts';
import { decodedCanvas, planChain } from '../../src/plan/plan-chain.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { type Result, succeed } from '../../src/result.ts';
import { parseTransformation } from '../../src/url/parse-transformation.ts';
import type { Transformation } from '../../src/values/ast.ts';

export const maxOutputSide = 8192;

/** As it comes out of a path: decoded once, cut at slashes. */
export const parse = (chain: string): Result<Transformation> =>
  parseTransformation(chain === '' ? [] : chain.split('/').map((text) => ({ text, base: 0 })), {
    maxComponents: 40,
  });

/** The plan, or undefined when the original itself is the answer. Each trim finds a tenth of background on each side. */
export const planFor = (transformation: Transformation, facts: Facts): Result<Plan | undefined> => {
  const measured = [...(facts.measured ?? [])];
  while (true) {
    const planned = planChain(transformation, { ...facts, measured }, { maxOutputSide });
    if (!planned.ok) return planned;
    if (planned.value.kind === 'original') return succeed(undefined);
    if (planned.value.kind === 'render') return succeed(planned.value.plan);
    const { kind, picture } = planned.value.measure;
    const { decode, operations } = picture;
    const canvas = followCanvas(decodedCanvas(facts, decode.autoOrient), operations).at(-1)!;
    const left = Math.floor(canvas.width / 10);
    const top = Math.floor(canvas.height / 10);
    const box = { left, top, width: canvas.width - 2 * left, height: canvas.height - 2 * top };
    measured.push({ kind, box });
  }
};

export const someFacts: Facts = {
  format: 'jpg',
  storedWidth: 1200,
  storedHeight: 800,
  orientation: 1,
  pages: 1,
  alpha: false,
  bytes: 100_000,
};

const side = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 2000 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 10_000) },
);

export const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  format: fc.constantFrom('jpg', 'png', 'svg', 'webp'),
  storedWidth: side,
  storedHeight: side,
  orientation: fc.integer({ min: 1, max: 8 }).map((value) => value as Orientation),
  pages: fc.constant(1),
  alpha: fc.boolean(),
  bytes: fc.constant(100_000),
});
