/** From the text of a chain to its plan, with made-up facts: what the engine would measure is guessed. */
import fc from 'fast-check';
import type { Facts, LayerFacts, Orientation } from '../../src/ops/facts.ts';
import { followCanvas } from '../../src/ops/geometry.ts';
import { decodedCanvas } from '../../src/plan/decoded-canvas.ts';
import { findLayerRefs } from '../../src/plan/layer-refs.ts';
import { planChain } from '../../src/plan/plan-chain.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { type Result, succeed } from '../../src/result.ts';
import { parseTransformation } from '../../src/url/parse-transformation.ts';
import type { Transformation } from '../../src/values/ast.ts';

export const maxOutputSide = 8192;
export const maxLayers = 20;
/** Of an animation: few enough that some chains ask for more. */
export const frameLimits = { maxFrames: 12, maxFramePixels: 50_000_000 };

/** As it comes out of a path: decoded once, cut at slashes. */
export const parse = (chain: string): Result<Transformation> =>
  parseTransformation(chain === '' ? [] : chain.split('/').map((text) => ({ text, base: 0 })), {
    maxComponents: 40,
  });

/** The plan, or undefined when the original itself is the answer. Each trim finds a tenth of background on each side. */
export const planFor = (transformation: Transformation, facts: Facts): Result<Plan | undefined> => {
  const measured = [...(facts.measured ?? [])];
  const refs = findLayerRefs(transformation, { maxLayers });
  if (!refs.ok) return refs;
  const layers = refs.value.map(({ kind }): LayerFacts =>
    kind === 'image'
      ? { kind, facts: { ...someFacts, storedWidth: 300, storedHeight: 200, alpha: true } }
      : { kind },
  );
  while (true) {
    const planned = planChain(
      transformation,
      { ...facts, layers, measured },
      { maxOutputSide, maxLayers, ...frameLimits },
    );
    if (!planned.ok) return planned;
    if (planned.value.kind === 'original') return succeed(undefined);
    if (planned.value.kind === 'render') return succeed(planned.value.plan);
    const { measure } = planned.value;
    if (measure.kind === 'text') {
      measured.push({ kind: 'text', width: 120, height: 30 });
      continue;
    }
    if (measure.kind === 'saliency') {
      measured.push({ kind: 'saliency', width: 4, height: 3, levels: '0o000000000o' });
      continue;
    }
    if (measure.kind === 'essence') {
      measured.push({ kind: 'essence', colors: [], phash: '0'.repeat(16), blurhash: '', thumbhash: '' });
      continue;
    }
    if (measure.kind === 'illustration') {
      throw new TypeError('No chain of these asks what the original is like');
    }
    if (measure.kind === 'faces') {
      const faces = [
        { x: 0.3, y: 0.2, width: 0.2, height: 0.3, score: 0.9 },
        { x: 0.6, y: 0.4, width: 0.1, height: 0.1, score: 0.35 },
      ];
      const points = Array.from(
        { length: 68 },
        (_, index) => [0.3 + (index % 9) / 50, 0.2 + index / 250] as const,
      );
      measured.push({
        kind: 'faces',
        faces,
        ...(measure.landmarks && { landmarks: faces.map(() => points) }),
      });
      continue;
    }
    if (measure.kind === 'weights') {
      measured.push({ kind: 'weights', weights: measure.widths.map((width) => [width, width ** 1.6 + 500]) });
      continue;
    }
    if (measure.kind === 'page') throw new TypeError('No page of these facts needs a look');
    const { source, operations } = measure.picture;
    const start =
      source.kind === 'text'
        ? { width: 120, height: 30, alpha: true }
        : decodedCanvas(source.index === 0 ? facts : someFacts, source.decode.autoOrient);
    const canvas = followCanvas(start, operations).at(-1)!;
    const left = Math.floor(canvas.width / 10);
    const top = Math.floor(canvas.height / 10);
    const box = { left, top, width: canvas.width - 2 * left, height: canvas.height - 2 * top };
    measured.push({ kind: 'content', box });
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

const common = {
  storedWidth: side,
  storedHeight: side,
  orientation: fc.integer({ min: 1, max: 8 }).map((value) => value as Orientation),
  alpha: fc.boolean(),
  bytes: fc.constant(100_000),
};

const still: fc.Arbitrary<Facts> = fc.record({
  ...common,
  format: fc.constantFrom('jpg', 'png', 'svg', 'webp'),
  pages: fc.constant(1),
});

const moving: fc.Arbitrary<Facts> = fc
  .record({
    ...common,
    format: fc.constantFrom('gif', 'webp'),
    delaysMs: fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 15 }),
    plays: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ delaysMs, plays, ...facts }) => ({ ...facts, pages: delaysMs.length, pace: { delaysMs, plays } }));

export const arbitraryFacts: fc.Arbitrary<Facts> = fc.oneof(
  { weight: 3, arbitrary: still },
  { weight: 1, arbitrary: moving },
);
