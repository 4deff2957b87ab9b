/** Whether an original looks drawn, found on a small copy. */
import type { MeasuredIllustration } from '../ops/facts.ts';
import type { IllustrationMeasure } from '../plan/plan.ts';
import { findIllustration } from './find-illustration.ts';
import type { Opened } from './opened.ts';
import { onGround } from './raw-picture.ts';
import { takeSmallCopy } from './small-copy.ts';

/** Longest side of the copy: small enough for noise to be gone, large enough for lines to be there. */
const maxSide = 256;

/** Drawings that can be seen through are meant for paper. */
const white = 255;

export const measureIllustration = async (
  opened: Opened,
  { decode }: IllustrationMeasure,
  signal: AbortSignal,
): Promise<MeasuredIllustration> => {
  const picture = await takeSmallCopy(opened, { index: 0, decode, maxSide }, signal);
  return { kind: 'illustration', likelihood: findIllustration(onGround(picture, white)) };
};
