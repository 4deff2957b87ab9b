/** Develops the pictures of an animation one by one, by the same passes that a still picture goes through. */
import { fail } from '../errors.ts';
import { isMoving, type Moment, momentsOf, operationsAt } from '../ops/motion.ts';
import type { StillOperation } from '../ops/operation.ts';
import type { Animation, Plan } from '../plan/plan.ts';
import { checkAborted } from './failure.ts';
import { readFrames } from './frames.ts';
import type { OpenedSource } from './opened.ts';
import { lastActs, schedulePasses } from './passes.ts';
import { type RawPicture, type Strip, toRaw, withAlpha, withoutAlpha } from './raw-picture.ts';
import { openDecoder, runOnRaw, runPasses } from './run-passes.ts';
import { type Pass, schedule } from './schedule.ts';
import { toAct } from './step.ts';
import type { Studio } from './studio.ts';

/** What the pictures are made of, one after the other, and what is left to be done to each. */
interface Frames {
  readonly pictures: AsyncIterable<RawPicture>;
  readonly passesAt: (moment: Moment) => readonly Pass[];
}

export const animate = async (
  source: OpenedSource,
  plan: Plan,
  { shots }: Animation,
  studioAt: (moment: Moment) => Studio,
): Promise<Strip> => {
  const moments = momentsOf(shots.map(({ delayMs }) => delayMs));
  const pages = shots.map(({ page }) => page);
  const { width, height, alpha } = plan.canvases.at(-1)!;
  const channels = alpha && lastActs(plan.encode).length === 0 ? 4 : 3;
  const isOne = pages.every((page) => page === plan.decode.page);
  const { pictures, passesAt } = isOne
    ? await repeatOne(source, plan, pages.length, studioAt(moments[0]!))
    : readAll(source, plan, pages);
  const strip: Strip = {
    data: new Uint8Array(width * height * channels * shots.length),
    ...{ width, height, channels, count: shots.length },
  };
  let index = 0;
  for await (const picture of pictures) {
    const moment = moments[index]!;
    const studio = studioAt(moment);
    checkAborted(studio.signal);
    place(await runOnRaw(picture, passesAt(moment), studio), strip, index);
    index += 1;
  }
  return strip;
};

const readAll = (
  source: OpenedSource,
  { decode, operations, encode }: Plan,
  pages: readonly number[],
): Frames => ({
  pictures: readFrames(source, pages),
  passesAt: (moment) =>
    schedulePasses({ ...source, plain: true }, decode, operationsAt(operations, moment), lastActs(encode)),
});

/** A movement over one picture: what comes before the first thing that moves is the same for all, and done once. */
const repeatOne = async (
  source: OpenedSource,
  { decode, operations, canvases, encode }: Plan,
  count: number,
  studio: Studio,
): Promise<Frames> => {
  const moving = operations.findIndex(isMoving);
  const still = moving === -1 ? operations.length : moving;
  const before = schedulePasses(source, decode, operationsAt(operations.slice(0, still), undefined));
  const decoder = await openDecoder(source, decode, before);
  const picture = await toRaw(await runPasses(decoder, before, studio));
  const later = operations.slice(still);
  return {
    pictures: repeat(picture, count),
    passesAt: (moment) =>
      schedule([...toActs(operationsAt(later, moment)), ...lastActs(encode)], canvases[still]!),
  };
};

const toActs = (operations: readonly StillOperation[]) =>
  operations.map(toAct).filter((act) => act !== undefined);

/** Whoever gets one may write into it. */
const repeat = async function* repeat(picture: RawPicture, count: number): AsyncGenerator<RawPicture> {
  for (let index = 0; index < count; index += 1) {
    yield await Promise.resolve({ ...picture, data: picture.data.slice() });
  }
};

const place = (picture: RawPicture, { data, width, height, channels }: Strip, index: number): void => {
  if (picture.width !== width || picture.height !== height) {
    throw fail('internal.bug', 'A picture of an animation has not the planned size');
  }
  const { data: pixels } = channels === 4 ? withAlpha(picture) : withoutAlpha(picture);
  data.set(pixels, index * width * height * channels);
};
