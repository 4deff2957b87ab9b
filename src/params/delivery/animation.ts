/** What concerns animations: whether they stay so, and their pace. A still picture has none, and is left alone. */
import { arg, int, list, number } from '../../values/spec.ts';
import { delivery } from '../define.ts';

const note = 'Animation is not built yet: an animated original is refused.';

export const delay = delivery({
  key: 'dl',
  title: 'delay',
  summary: 'Time between the frames of an animation.',
  note,
  status: 'approximate',
  args: { delayMs: arg(int({ min: 0, max: 655_350, unit: 'ms' })) },
});

export const frameRate = delivery({
  key: 'fps',
  title: 'fps',
  summary: 'Frames of an animation per second: a number, or a range such as 1-5.',
  note,
  status: 'approximate',
  args: {
    perSecond: arg(list(number({ min: 0.01, max: 100, literal: true }), { separator: '-', min: 1, max: 2 })),
  },
});

const animating = (name: string, format: string) =>
  delivery({
    key: 'fl',
    name,
    title: `flag ${name}`,
    summary: `Lets an animated original stay animated in ${format}.`,
    note: 'Animation is not built yet: it is refused where it would have something to do.',
    status: 'approximate',
    args: {},
  });

export const awebp = animating('awebp', 'WebP');
export const apng = animating('apng', 'PNG');
export const animated = animating('animated', 'whatever format can');
