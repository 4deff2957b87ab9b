/** Makes the pictures that a plan is made of: that of the URL, and those of its layers. */
import { isMoving, type Moment, operationsAt } from '../ops/motion.ts';
import type { Picture } from '../ops/operation.ts';
import { fileAt, imageAt, type Opened } from './opened.ts';
import { schedulePasses } from './passes.ts';
import { onRaw, type RawPicture, toRaw } from './raw-picture.ts';
import { openDecoder, runPasses } from './run-passes.ts';
import { schedule } from './schedule.ts';
import { toAct } from './step.ts';
import type { Studio } from './studio.ts';

/** The pixels as the operations leave them; the caller may write into them. */
export const develop = async (opened: Opened, picture: Picture, signal: AbortSignal): Promise<RawPicture> =>
  createStudio(opened, signal).develop(picture);

export const createStudio = (opened: Opened, signal: AbortSignal, moment?: Moment): Studio => {
  const studio: Studio = {
    signal,
    readFile: (index) => fileAt(opened, index),
    develop: async (picture) => {
      const { source } = picture;
      const operations = operationsAt(picture.operations, moment);
      if (source.kind === 'text') {
        const text = await opened.drawText(
          source.text,
          source.font === undefined ? undefined : fileAt(opened, source.font),
        );
        const acts = operations.map(toAct).filter((act) => act !== undefined);
        const canvas = { width: text.width, height: text.height, alpha: text.channels === 4 };
        return toRaw(await runPasses(onRaw(text), schedule(acts, canvas), studio));
      }
      const image = imageAt(opened, source.index);
      const passes = schedulePasses(image, source.decode, operations);
      return toRaw(await runPasses(await openDecoder(image, source.decode, passes), passes, studio));
    },
  };
  return studio;
};

/** What layers may take in memory while they wait for the next picture of an animation. */
const maxKeptBytes = 64 * 1024 * 1024;

/** For the pictures of an animation, one after the other: layers that stand still are made once. */
export const createStudios = (opened: Opened, signal: AbortSignal): ((moment: Moment) => Studio) => {
  const kept = new Map<Picture, RawPicture>();
  let keptBytes = 0;
  return (moment) => {
    const studio = createStudio(opened, signal, moment);
    const developKept: Studio['develop'] = async (picture) => {
      const found = kept.get(picture);
      if (found !== undefined) return { ...found, data: found.data.slice() };
      const made = await studio.develop(picture);
      const { byteLength } = made.data;
      if (!picture.operations.some(isMoving) && keptBytes + byteLength <= maxKeptBytes) {
        keptBytes += byteLength;
        kept.set(picture, { ...made, data: made.data.slice() });
      }
      return made;
    };
    return { ...studio, develop: developKept };
  };
};
