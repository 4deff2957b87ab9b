/** How each act of a pipeline pass is asked of sharp. A new pipeline act without a runner does not compile. */
import type { Sharp } from 'sharp';
import { shearMatrix } from '../ops/geometry.ts';
import type { Rgba } from '../ops/operation.ts';
import { minAmplitude, steadySigma } from './steady-sigma.ts';
import type { ActOf, PipelineAct, PipelineName } from './step.ts';

type PipelineRunner<K extends PipelineName> = (image: Sharp, act: ActOf<K>) => Sharp;

const background = ({ r, g, b, alpha }: Rgba): { r: number; g: number; b: number; alpha: number } => ({
  r,
  g,
  b,
  alpha,
});

const pipelineRunners: { readonly [K in PipelineName]: PipelineRunner<K> } = {
  extract: (image, { left, top, width, height }) => image.extract({ left, top, width, height }),

  flatten: (image, { color }) => image.flatten({ background: background(color) }),

  resize: (image, { width, height }) => image.resize({ width, height, fit: 'fill' }),

  // Called after extract and resize, so that sharp turns the small picture and not the original.
  orient: (image, { mirror, degrees }) => (mirror ? image.flop() : image).rotate(degrees),

  // `affine` rather than sharp's `rotate`: bicubic, and sharp runs it after its crops in any case.
  rotate: (image, { degrees, color }) => {
    const radians = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    return image.affine([cos, -sin, sin, cos], { interpolator: 'bicubic', background: background(color) });
  },

  shear: (image, { x, y, color }) =>
    image.affine([...shearMatrix(x, y)], { interpolator: 'bicubic', background: background(color) }),

  extend: (image, { left, top, right, bottom, color }) =>
    image.extend({ left, top, right, bottom, background: background(color) }),

  blur: (image, { sigma }) => image.blur({ sigma: steadySigma(sigma), minAmplitude }),

  recomb: (image, { matrix }) => {
    const [x, y, z] = matrix;
    return image.recomb([[...x], [...y], [...z]]);
  },

  // Half the slope in flat areas keeps noise down (sharp's own ratio).
  sharpen: (image, { sigma, amount }) =>
    image.sharpen({ sigma: Math.min(10, Math.max(0.01, sigma)), m1: amount / 2, m2: amount }),

  // libvips truncates.
  linear: (image, { multiply, add }) =>
    image.linear([...multiply], [add[0] + 0.5, add[1] + 0.5, add[2] + 0.5]),
};

/** Adds one act to a pipeline. Acts of a pass must be added in their order. */
export const addToPipeline = (image: Sharp, act: PipelineAct): Sharp => {
  const run = pipelineRunners[act.op] as (image: Sharp, act: PipelineAct) => Sharp;
  return run(image, act);
};
