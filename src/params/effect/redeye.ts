/** `e_redeye`, `e_adv_redeye`: takes the red out of eyes that a flash has lit. */
import type { Canvas } from '../../ops/facts.ts';
import { around, type PlacedFace, widen } from '../../ops/focus.ts';
import type { Box, Operation } from '../../ops/operation.ts';
import { intersect } from '../../ops/placement.ts';
import { type Result, succeed } from '../../result.ts';
import { action, type PlanContext } from '../define.ts';

/** Where the 68 landmarks have the eyes. */
const eyes = [
  [36, 42],
  [42, 48],
] as const;

/** Lids are found a little within the eye. */
const beyond = { side: 0.25, top: 0.5, bottom: 0.5 } as const;

const boxesOf = ({ landmarks = [] }: PlacedFace, canvas: Canvas): readonly Box[] =>
  eyes.flatMap(([from, to]) => {
    const points = landmarks.slice(from, to);
    if (points.length === 0) return [];
    const eye = around(points.map(([left, top]) => ({ left, top, width: 0, height: 0 })));
    const { left, top, width, height } = widen(eye, beyond);
    const corner = { x: Math.floor(left), y: Math.floor(top) };
    const box = intersect(corner, { width: Math.ceil(width) + 1, height: Math.ceil(height) + 1 }, canvas);
    return box === undefined ? [] : [box];
  });

const planRedeye = ({ canvas, focus }: PlanContext<never>): Result<readonly Operation[]> => {
  const boxes = (focus?.faces ?? []).flatMap((face) => boxesOf(face, canvas));
  return succeed(boxes.length === 0 ? [] : [{ op: 'redeye', boxes }]);
};

const note =
  'Eyes are found by the landmarks of the face; in them what is red is made as dark as its green and blue are.';

const takesRedOut = (name: string, summary: string) =>
  action({
    key: 'e',
    name,
    title: `effect ${name}`,
    summary,
    status: 'approximate',
    note,
    args: {},
    seeks: 'eyes',
    stage: 'effect',
    plan: (_args, context) => planRedeye(context),
    examples: [{ chain: `c_scale,w_240/e_${name}`, of: 'portrait.jpg' }],
  });

export const redeye = takesRedOut('redeye', 'Takes the red out of eyes that a flash has lit.');

export const advRedeye = takesRedOut(
  'adv_redeye',
  'The same as redeye, which in Cloudinary goes by the face alone.',
);
