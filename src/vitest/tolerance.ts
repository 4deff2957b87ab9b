/** How much a picture may differ from its golden, and the rule that more than the usual needs a reason. */
import type { Difference } from './compare.ts';

export interface Tolerance {
  /** The most that any channel of any pixel may differ, of 255. */
  readonly maxDelta: number;
  /** The most pixels that may differ at all, as a share of the picture: 0.001 is one in a thousand. */
  readonly changedRatio: number;
}

/** Room for the rounding of another processor or compiler, and for nothing that anybody could see. */
export const usualTolerance: Tolerance = { maxDelta: 2, changedRatio: 0.001 };

/** Throws when more than the usual is allowed without a reason, because that is a mistake in the test. */
export const readTolerance = ({
  maxDelta = usualTolerance.maxDelta,
  changedRatio = usualTolerance.changedRatio,
  because = '',
}: Partial<Tolerance> & { readonly because?: string | undefined }): Tolerance => {
  const isLoose = maxDelta > usualTolerance.maxDelta || changedRatio > usualTolerance.changedRatio;
  if (isLoose && because.trim() === '') {
    throw new TypeError(
      `toMatchGolden: maxDelta ${maxDelta} and changedRatio ${changedRatio} allow more than usual ` +
        `(${usualTolerance.maxDelta} and ${usualTolerance.changedRatio}); say why in \`because\``,
    );
  }
  return { maxDelta, changedRatio };
};

export const isWithin = (difference: Difference, { maxDelta, changedRatio }: Tolerance): boolean =>
  difference.maxDelta <= maxDelta && difference.changedRatio <= changedRatio;
