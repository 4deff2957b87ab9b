/** Settles whatever a plan leaves open about how its result is written, by looking at the finished pixels. */
import { lacksAlpha } from '../../plan/encode.ts';
import type { Encode, Settled } from '../../plan/plan.ts';
import { defaultQuality, encodeAs } from '../encode.ts';
import { onRaw, type OpenPipeline, type RawPicture, toRaw, withoutAlpha } from '../raw-picture.ts';
import { settle } from './settle.ts';
import { settleAmong } from './settle-among.ts';

export interface SettledEncode {
  readonly pipeline: OpenPipeline;
  readonly encode: Encode;
  /** Undefined where nothing was open. */
  readonly settled?: Settled;
}

const isOpaque = ({ data, channels }: RawPicture): boolean => {
  if (channels === 3) return true;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
};

/** What was found, as settings. */
const withSettled = (encode: Encode, { whole: _how, ...settings }: Settled): Encode => ({
  ...encode,
  ...settings,
});

export const settleEncode = async (last: OpenPipeline, given: Encode): Promise<SettledEncode> => {
  const { aim, among, settled: known, ...encode } = given;
  if (known !== undefined) return { pipeline: last, encode: withSettled(encode, known) };
  if (aim === undefined && among === undefined) return { pipeline: last, encode };
  const finished = await toRaw(last);
  if (among === undefined) {
    const settled = aim === undefined ? {} : await settle(finished, encode, aim.score, encodeAs);
    return { pipeline: onRaw(finished, (image) => image), encode: withSettled(encode, settled), settled };
  }
  const opaque = isOpaque(finished);
  const picture = opaque && finished.channels === 4 ? withoutAlpha(finished) : finished;
  const settled = await settleAmong(picture, {
    encode,
    formats: among.filter((format) => opaque || !lacksAlpha({ ...encode, format })),
    encodeLossy: encodeAs,
    goal: aim ?? { quality: encode.quality ?? defaultQuality.jpg },
  });
  return { pipeline: onRaw(picture, (image) => image), encode: withSettled(encode, settled), settled };
};
