/** The essence of an original, found on a small copy. */
import type { MeasuredEssence } from '../ops/facts.ts';
import type { EssenceMeasure } from '../plan/plan.ts';
import { essenceSide, findEssence } from './find-essence.ts';
import type { Opened } from './opened.ts';
import { takeSmallCopy } from './small-copy.ts';

export const measureEssence = async (
  opened: Opened,
  { decode }: EssenceMeasure,
  signal: AbortSignal,
): Promise<MeasuredEssence> => ({
  kind: 'essence',
  ...findEssence(await takeSmallCopy(opened, { index: 0, decode, maxSide: essenceSide }, signal)),
});
