/** Every colour blended with another, alpha left alone. */
import type { Operation } from '../../ops/operation.ts';
import type { Color } from '../../values/ast.ts';

/** A translucent colour counts in proportion. */
export const blendWith = ({ r, g, b, alpha }: Color, amount: number): readonly Operation[] => {
  const share = amount * alpha;
  const rest = 1 - share;
  return share === 0
    ? []
    : [{ op: 'linear', multiply: [rest, rest, rest], add: [r * share, g * share, b * share] }];
};
