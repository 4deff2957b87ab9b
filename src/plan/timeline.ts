/** The pictures of an animation in time: fewer of them, or at another pace, for the same duration. */
import { momentsOf, usualDelayMs } from '../ops/motion.ts';
import type { Shot } from './plan.ts';

/** Shorter delays are slowed down by every browser, so that they cannot be what is meant. */
const shortestDelayMs = 20;

const shownMs = ({ delayMs }: Shot): number => (delayMs < shortestDelayMs ? usualDelayMs : delayMs);

export const durationMs = (shots: readonly Shot[]): number =>
  shots.reduce((sum, shot) => sum + shownMs(shot), 0);

/** For each of these times, in order, the picture that is shown then; what would be shown twice in a row stays one. */
const pick = (shots: readonly Shot[], timesMs: readonly number[]): readonly Shot[] => {
  const moments = momentsOf(shots.map(shownMs));
  const picked: { readonly index: number; readonly page: number; readonly fromMs: number }[] = [];
  for (const fromMs of timesMs) {
    const found = moments.findIndex(({ untilMs }) => untilMs > fromMs + 1e-6);
    const index = found === -1 ? shots.length - 1 : found;
    const page = shots[index]?.page ?? 0;
    if (picked.at(-1)?.index !== index) picked.push({ index, page, fromMs });
  }
  return picked.map(({ page, fromMs }, at) => ({
    page,
    delayMs: Math.round(picked[at + 1]?.fromMs ?? durationMs(shots)) - Math.round(fromMs),
  }));
};

const rangeTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** One picture each `stepMs`; pictures that are shown for longer are left as they are. */
export const sampleEach = (shots: readonly Shot[], stepMs: number): readonly Shot[] => {
  const count = Math.max(1, Math.ceil(durationMs(shots) / stepMs - 1e-6));
  return pick(
    shots,
    rangeTo(count).map((index) => index * stepMs),
  );
};

/** At most `count` pictures, evenly over the duration. */
export const sampleCount = (shots: readonly Shot[], count: number): readonly Shot[] =>
  count >= shots.length ? shots : sampleEach(shots, durationMs(shots) / count);

/** As many pictures a second at most; an animation that is no faster is left as it is. */
export const limitRate = (shots: readonly Shot[], perSecond: number): readonly Shot[] => {
  const stepMs = 1000 / perSecond;
  return shots.every((shot) => shownMs(shot) >= stepMs - 1) ? shots : sampleEach(shots, stepMs);
};
