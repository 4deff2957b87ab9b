/** The faces of a picture at this point of the chain: found in its original, carried through what was done to it. */
import { type Affine, applyTo, chain, traceAffine } from '../ops/affine.ts';
import { goodForGravity } from '../ops/face.ts';
import type { Facts, FoundFaces, Region } from '../ops/facts.ts';
import { around, type PlacedFace, type Rect } from '../ops/focus.ts';
import { fromUpright } from '../ops/upright.ts';
import { isAnimated } from './animation.ts';
import { canvasOf, type Frame } from './frame.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';

export interface NeedsMeasure {
  readonly measure: Measure;
}

/** `animated`: nobody looks at frames. */
export type Sight = 'animated' | NeedsMeasure | { readonly faces: readonly PlacedFace[] };

export const factsOf = (run: Run, { source }: Frame): Facts | undefined => {
  if (source.kind !== 'original') return undefined;
  const layer = run.facts.layers?.[source.index - 1];
  return source.index === 0 ? run.facts : layer?.kind === 'image' ? layer.facts : undefined;
};

/** Coordinates that are stored for the original take the place of what would be found. */
const stored = (regions: readonly Region[]): FoundFaces => ({
  kind: 'faces',
  faces: regions.map((region) => ({ ...region, score: 1 })),
});

/** Those of one original are looked for once, however often a chain goes by them. */
export const takeFaces = (
  run: Run,
  index: number,
  facts: Facts,
  landmarks: boolean,
): FoundFaces | NeedsMeasure => {
  const known = run.faces.get(index);
  if (known !== undefined && (!landmarks || known.landmarks !== undefined)) return known;
  const said = facts.coordinates?.faces;
  const found = said !== undefined && !landmarks ? stored(said) : takeMeasured(run, 'faces');
  if (found === undefined) return { measure: { kind: 'faces', index, landmarks } };
  run.faces.set(index, found);
  return found;
};

/** From 0..1 of the upright original to pixels of the canvas. */
const placing = ({ source, operations, canvases }: Frame, { orientation }: Facts): Affine | undefined => {
  // A picture that a variable holds begins in the middle of a chain.
  if (source.kind !== 'original' || canvases.length !== operations.length + 1) return undefined;
  const decoded = fromUpright(source.decode.autoOrient ? 1 : orientation, canvases[0]);
  return chain(decoded, traceAffine(operations, canvases));
};

const placeBox = ({ x, y, width, height }: Region, placed: Affine): Rect =>
  around(
    [
      { x, y },
      { x: x + width, y },
      { x, y: y + height },
      { x: x + width, y: y + height },
    ].map((corner) => {
      const at = applyTo(placed, corner);
      return { left: at.x, top: at.y, width: 0, height: 0 };
    }),
  );

const reaches = ({ left, top, width, height }: Rect, frame: Frame): boolean => {
  const canvas = canvasOf(frame);
  return left < canvas.width && top < canvas.height && left + width > 0 && top + height > 0;
};

/** Where regions of the original lie now, as far as anything of them is left. */
export const placeRegions = (regions: readonly Region[], frame: Frame, facts: Facts): readonly Rect[] => {
  const placed = placing(frame, facts);
  if (placed === undefined) return [];
  return regions.map((region) => placeBox(region, placed)).filter((box) => reaches(box, frame));
};

export const seeFaces = (frame: Frame, run: Run, landmarks: boolean): Sight => {
  const { source } = frame;
  const facts = factsOf(run, frame);
  if (source.kind !== 'original' || facts === undefined || source.decode.page > 0) return { faces: [] };
  if (isAnimated(facts)) return 'animated';
  const placed = placing(frame, facts);
  if (placed === undefined) return { faces: [] };
  const found = takeFaces(run, source.index, facts, landmarks);
  if ('measure' in found) return found;
  const faces = found.faces.map((face, index): PlacedFace => {
    const points = found.landmarks?.[index];
    return {
      ...placeBox(face, placed),
      score: face.score,
      ...(points && {
        landmarks: points.map(([x, y]) => {
          const at = applyTo(placed, { x, y });
          return [at.x, at.y] as const;
        }),
      }),
    };
  });
  return { faces: faces.filter((face) => reaches(face, frame)) };
};

/** In the original, whatever of it is left; until they are known there are none, and they are asked for. */
export const countFaces = ({ source }: Frame, run: Run): number => {
  if (source.kind !== 'original' || isAnimated(run.facts)) return 0;
  const found = takeFaces(run, source.index, run.facts, false);
  if (!('measure' in found)) return found.faces.filter(({ score }) => score >= goodForGravity).length;
  run.pending = found.measure;
  return 0;
};
