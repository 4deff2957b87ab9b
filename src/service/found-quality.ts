/** What was found of how to write a picture, kept beside its original: the next one like it need not look again. */
import type { Encode, Plan, Settled } from '../plan/plan.ts';
import { qualityClassText } from '../plan/quality-class.ts';
import type { ContentIdentity, FactStore, Hashing } from '../ports.ts';

/** Of the way in which it is found; a better one finds again. */
const version = 3;

export interface FoundQuality {
  /** The plan with what was found in it, if anything was. */
  readonly recall: (plan: Plan, signal: AbortSignal) => Promise<Plan>;
  readonly keep: (plan: Plan, settled: Settled, signal: AbortSignal) => Promise<void>;
}

const isText = <Word extends string>(value: unknown, words: readonly Word[]): value is Word | undefined =>
  value === undefined || words.some((word) => word === value);

const isTrue = (value: unknown): value is true | undefined => value === undefined || value === true;

/** What was kept of it, if it still makes sense. */
const readSettled = (fact: unknown): Settled | undefined => {
  if (typeof fact !== 'object' || fact === null) return undefined;
  const { quality, chroma, format, lossless, pixels, whole } = fact as Readonly<Record<string, unknown>>;
  const isRead =
    (quality === undefined || (typeof quality === 'number' && quality >= 1 && quality <= 100)) &&
    isText(chroma, ['420', '444']) &&
    isText(format, ['avif', 'gif', 'jpg', 'png', 'tiff', 'webp']) &&
    isText(pixels, ['png8', 'png24', 'png32']) &&
    isTrue(lossless) &&
    isTrue(whole);
  if (!isRead) return undefined;
  return {
    ...(quality !== undefined && { quality }),
    ...(chroma !== undefined && { chroma }),
    ...(format !== undefined && { format }),
    ...(lossless !== undefined && { lossless }),
    ...(pixels !== undefined && { pixels }),
    ...(whole !== undefined && { whole }),
  };
};

/** WebP is written alike by whoever takes his time, who does not take over what was found in haste. */
const isHasty = ({ format, among, thorough }: Encode, { whole }: Settled): boolean =>
  thorough === true && among === undefined && format === 'webp' && whole !== true;

/** `layers` tells apart what else goes into the picture. */
export const createFoundQuality = (
  { facts, hashing }: { readonly facts: FactStore; readonly hashing: Hashing },
  content: ContentIdentity,
  layers: readonly string[],
): FoundQuality => {
  const nameOf = (plan: Plan): string | undefined => {
    const text = qualityClassText(plan);
    return text === undefined
      ? undefined
      : `quality ${version} ${hashing.key(JSON.stringify([text, ...layers]))}`;
  };
  return {
    recall: async (plan, signal) => {
      const name = nameOf(plan);
      const settled = name === undefined ? undefined : readSettled(await facts.get(content, name, signal));
      return settled && !isHasty(plan.encode, settled)
        ? { ...plan, encode: { ...plan.encode, settled } }
        : plan;
    },
    keep: async (plan, settled, signal) => {
      const name = nameOf(plan);
      if (name !== undefined) await facts.put(content, name, { ...settled }, signal);
    },
  };
};
