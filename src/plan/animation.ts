/** Refuses what would need frames of an animation, where there are any. Without it, the first frame is what is shown. */
import type { Diagnostic } from '../errors.ts';
import type { Facts, OutputFormat } from '../ops/facts.ts';
import { animated, apng, awebp, delay, frameRate } from '../params/delivery/animation.ts';
import type { Transformation } from '../values/ast.ts';
import { findLast } from './delivery-flags.ts';

/** TIFF has pages instead. */
export const isAnimated = ({ format, pages }: Facts): boolean => pages > 1 && format !== 'tiff';

const canAnimate = (format: OutputFormat): boolean => format !== 'jpg' && format !== 'tiff';

/** The parameters that would ask for an animation in this format. */
const idsFor = (format: OutputFormat): readonly string[] => [
  ...(format === 'webp' ? [awebp.id] : []),
  ...(format === 'png' ? [apng.id] : []),
  animated.id,
  delay.id,
  frameRate.id,
];

export const findAnimation = (
  executed: Transformation,
  facts: Facts,
  format: OutputFormat,
): Diagnostic | undefined => {
  if (!isAnimated(facts) || !canAnimate(format)) return undefined;
  const param = idsFor(format)
    .map((id) => findLast(executed, id))
    .find((found) => found !== undefined);
  return (
    param && {
      code: 'url.unsupported',
      message: `Not supported: ${param.id.includes('_') ? param.id : `${param.id}_`} on an animated original: animation is not built yet`,
      span: param.span,
      hint: 'without it, the first frame is delivered',
    }
  );
};
