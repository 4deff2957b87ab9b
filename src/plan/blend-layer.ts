/** How a layer and what lies below it become one: what was said of it, and what that is in operations. */
import type { BlendMode, Operation } from '../ops/operation.ts';
import { completeArgs } from '../params/complete-args.ts';
import type { Blending } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import { antiRemoval } from '../params/layer/blends.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Param } from '../values/ast.ts';

export interface Blend {
  readonly blending: Blending;
  readonly param: Param;
}

export const readBlend = (params: readonly Param[]): Result<Blend | undefined> => {
  const blends = params.flatMap((param): readonly Blend[] => {
    const part = definitionOf(param).layer;
    return part?.kind === 'blend' ? [{ blending: part.blend, param }] : [];
  });
  const [first, second] = blends;
  return second === undefined
    ? succeed(first)
    : refuse({
        code: 'url.conflict',
        message: 'A layer can be laid in one way only',
        span: second.param.span,
      });
};

/** Under the picture the two change places, and of the modes only one tells them apart. */
const modeUnder: Readonly<Partial<Record<BlendMode, BlendMode>>> = {
  over: 'dest-over',
  overlay: 'hard-light',
};

/** Porter-Duff operator or blend mode; a mask and a cutter are what they leave. */
export const modeOf = (blending: Exclude<Blending, 'displace'> | undefined, isUnder: boolean): BlendMode => {
  const mode =
    blending === 'mask' || blending === 'cutter'
      ? 'dest-in'
      : blending === undefined || blending === 'anti-removal'
        ? 'over'
        : blending;
  return isUnder ? (modeUnder[mode] ?? mode) : mode;
};

/** What has to be done to the layer before it is laid. */
export const prepare = ({ blending, param }: Blend): readonly Operation[] => {
  if (blending === 'mask') return [{ op: 'luma-to-alpha' }];
  if (blending !== 'anti-removal') return [];
  return [{ op: 'anti-removal', level: completeArgs(antiRemoval.args, param.args).level }];
};
