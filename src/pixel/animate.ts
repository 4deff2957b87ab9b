/** Develops the pictures of an animation one by one, by the same passes that a still picture goes through. */
import { fail } from '../errors.ts';
import { type Moment, momentsOf, operationsAt } from '../ops/motion.ts';
import type { Animation, Plan } from '../plan/plan.ts';
import { checkAborted } from './failure.ts';
import { readFrames } from './frames.ts';
import type { OpenedSource } from './opened.ts';
import { lastActs, schedulePasses } from './passes.ts';
import { type RawPicture, type Strip, withAlpha, withoutAlpha } from './raw-picture.ts';
import { runOnRaw } from './run-passes.ts';
import type { Studio } from './studio.ts';

export const animate = async (
  source: OpenedSource,
  { decode, operations, canvases, encode }: Plan,
  { shots }: Animation,
  studioAt: (moment: Moment) => Studio,
): Promise<Strip> => {
  const moments = momentsOf(shots.map(({ delayMs }) => delayMs));
  const pages = shots.map(({ page }) => page);
  const last = lastActs(encode);
  const { width, height, alpha } = canvases.at(-1)!;
  const channels = alpha && last.length === 0 ? 4 : 3;
  const strip: Strip = {
    data: new Uint8Array(width * height * channels * shots.length),
    ...{ width, height, channels, count: shots.length },
  };
  let index = 0;
  for await (const frame of readFrames(source, pages)) {
    const moment = moments[index]!;
    const studio = studioAt(moment);
    checkAborted(studio.signal);
    const acts = operationsAt(operations, moment);
    const passes = schedulePasses({ ...source, plain: true }, decode, acts, last);
    place(await runOnRaw(frame, passes, studio), strip, index);
    index += 1;
  }
  return strip;
};

const place = (picture: RawPicture, { data, width, height, channels }: Strip, index: number): void => {
  if (picture.width !== width || picture.height !== height) {
    throw fail('internal.bug', 'A picture of an animation has not the planned size');
  }
  const { data: pixels } = channels === 4 ? withAlpha(picture) : withoutAlpha(picture);
  data.set(pixels, index * width * height * channels);
};
