/** The pages or frames that `pg_` names, counted from 0. */
import type { Facts } from '../ops/facts.ts';
import { completeArgs } from '../params/complete-args.ts';
import { page } from '../params/delivery/page.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, PageRange, Param } from '../values/ast.ts';
import { isAnimated } from './animation.ts';
import { findLast } from './delivery-flags.ts';

const notThere = (number: number, pages: number, { span }: Param): Result<never> =>
  refuse({
    code: 'url.invalid-value',
    message: `Invalid page in transformation: ${number} (expected ${pages === 1 ? '1, for there is one page' : `1 to ${pages}`})`,
    span,
  });

const several = ({ span }: Param): Result<never> =>
  refuse({
    code: 'url.conflict',
    message: 'Several pages go with an animation, whose frames they are',
    span,
    hint: 'name one page',
  });

const listRange = ({ first, last }: PageRange, pages: number): readonly number[] =>
  Array.from({ length: (last ?? pages) - first + 1 }, (_, index) => first - 1 + index);

/** Undefined when none are named. `isLayer`: something that does not move. */
export const readPages = (
  components: readonly Component[],
  facts: Facts,
  isLayer: boolean,
): Result<readonly number[] | undefined> => {
  const param = findLast(components, page.id);
  if (param === undefined) return succeed(undefined);
  const { pages: ranges } = completeArgs(page.args, param.args);
  const beyond = ranges
    .map(({ first, last }) => Math.max(first, last ?? first))
    .find((number) => number > facts.pages);
  if (beyond !== undefined) return notThere(beyond, facts.pages, param);
  const pages = ranges.flatMap((range) => listRange(range, facts.pages));
  return pages.length > 1 && (isLayer || !isAnimated(facts)) ? several(param) : succeed(pages);
};
