/**
 * How an original is opened is settled before the chain runs, so neither a condition nor a variable has a say: which page, whether
 * upright, at what density a vector is drawn, and what stands in when it is missing. Documented for most of these.
 * https://cloudinary.com/documentation/conditional_transformations
 */
import type { Diagnostic } from '../errors.ts';
import type { Facts } from '../ops/facts.ts';
import { defaultImage } from '../params/delivery/default-image.ts';
import { density } from '../params/delivery/density.ts';
import { ignoreMaskChannels } from '../params/delivery/mask-channels.ts';
import { page } from '../params/delivery/page.ts';
import { angle } from '../params/style/angle.ts';
import type { Component, Param, Transformation } from '../values/ast.ts';
import { traceBlocks } from './blocks.ts';
import { ignoresOrientation } from './orientation.ts';

/** The components that run or not, as a condition says. */
const listConditional = (transformation: Transformation): readonly Component[] => {
  const roles = traceBlocks(transformation);
  let depth = 0;
  return transformation.filter((_, index) => {
    const role = roles[index];
    if (role === 'opens' || role === 'continues') depth += 1;
    if (role === 'closes') depth = Math.max(0, depth - 1);
    return depth > 0 || role === 'inline' || role === 'answers';
  });
};

const settles = (param: Param, { format }: Facts): boolean =>
  param.id === page.id ||
  param.id === defaultImage.id ||
  param.id === ignoreMaskChannels.id ||
  (param.id === density.id && format === 'svg') ||
  ignoresOrientation([{ params: [param], span: param.span }]);

const refuseLate = (param: Param, cause: 'condition' | 'variable'): Diagnostic => ({
  code: 'url.conflict',
  message: `${param.id === angle.id ? 'a_ignore' : `${param.id}${param.id.includes('_') ? '' : '_'}`} cannot depend on a ${cause}`,
  span: param.span,
  hint: cause === 'condition' ? 'put it in front of the if_' : 'write its value where the variable stands',
});

export const findConditional = (transformation: Transformation, facts: Facts): Diagnostic | undefined => {
  const param = listConditional(transformation)
    .flatMap(({ params }) => params)
    .find((each) => settles(each, facts));
  return param && refuseLate(param, 'condition');
};

/** `bound`: the component as variables have made it. */
export const findVariable = (
  { params }: Component,
  bound: Component,
  facts: Facts,
): Diagnostic | undefined => {
  const param = bound.params.find((each) => !params.includes(each) && settles(each, facts));
  return param && refuseLate(param, 'variable');
};
