/**
 * How an original is opened is settled before the chain runs, so neither a condition nor a variable has a say: which page, whether
 * upright, at what density a vector is drawn, and what stands in when it is missing. Documented for most of these.
 * https://cloudinary.com/documentation/conditional_transformations
 */
import type { Diagnostic } from '../errors.ts';
import type { Facts } from '../ops/facts.ts';
import { defaultImage } from '../params/delivery/default-image.ts';
import { density } from '../params/delivery/density.ts';
import { page } from '../params/delivery/page.ts';
import { condition } from '../params/flow/if.ts';
import { angle } from '../params/style/angle.ts';
import type { Component, Param, Transformation } from '../values/ast.ts';
import { ignoresOrientation } from './orientation.ts';

const conditionOf = ({ params }: Component): Param | undefined =>
  params.findLast(({ id }) => id === condition.id);

/** The components that run or not, as a condition says. */
const listConditional = (transformation: Transformation): readonly Component[] => {
  let depth = 0;
  let wasInline = false;
  return transformation.filter((component) => {
    const value = conditionOf(component)?.args['value'];
    const isInline = value !== undefined && (component.params.length > 1 || component.deferred !== undefined);
    if (value === 'end') depth = Math.max(0, depth - 1);
    else if (value !== undefined && !isInline && (value !== 'else' || wasInline)) depth += 1;
    wasInline = isInline;
    return isInline || depth > 0;
  });
};

const settles = (param: Param, { format }: Facts): boolean =>
  param.id === page.id ||
  param.id === defaultImage.id ||
  (param.id === density.id && format === 'svg') ||
  ignoresOrientation([{ params: [param], span: param.span }]);

const refuseLate = (param: Param, cause: 'condition' | 'variable'): Diagnostic => ({
  code: 'url.conflict',
  message: `${param.id === angle.id ? 'a_ignore' : `${param.id}_`} cannot depend on a ${cause}`,
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
