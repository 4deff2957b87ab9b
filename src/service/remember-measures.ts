/** What was measured of an original is the same for every picture that is made of it: it is kept, and not measured again. */
import type { Measured } from '../ops/facts.ts';
import { readLevels } from '../ops/saliency.ts';
import type { PixelMeasure } from '../plan/plan.ts';
import type { ContentIdentity, FactStore, Json, Log, OpenImage } from '../ports.ts';

export interface RememberDeps {
  readonly facts: FactStore;
  readonly log: Log;
}

/** The original of the URL first, then those of the layers; undefined for one that is not there. */
export type Contents = readonly (ContentIdentity | undefined)[];

export type RememberMeasures = (image: OpenImage, contents: Contents) => Pick<OpenImage, 'facts' | 'measure'>;

/** A kind of measure that is worth keeping. */
interface Keeping {
  readonly index: number;
  /** Changes whenever the same picture could give another answer. */
  readonly name: string;
  readonly write: (measured: Measured) => Json | undefined;
  /** Undefined for what it cannot have written. */
  readonly read: (fact: Json) => Measured | undefined;
}

const isRecord = (fact: Json): fact is { readonly [name: string]: Json } =>
  typeof fact === 'object' && fact !== null && !Array.isArray(fact);

const readSaliency = (fact: Json): Measured | undefined => {
  if (!isRecord(fact)) return undefined;
  const { width, height, levels } = fact;
  if (typeof width !== 'number' || typeof height !== 'number' || typeof levels !== 'string') return undefined;
  return readLevels({ width, height, levels }) && { kind: 'saliency', width, height, levels };
};

const readWeights = (fact: Json, widths: readonly number[]): Measured | undefined => {
  if (!Array.isArray(fact) || fact.length !== widths.length) return undefined;
  const weights = widths.map((width, index) => [width, Number(fact[index])] as const);
  return weights.every(([, bytes]) => bytes > 0) ? { kind: 'weights', weights } : undefined;
};

const readEssence = (fact: Json): Measured | undefined => {
  if (!isRecord(fact) || !Array.isArray(fact['colors'])) return undefined;
  const { phash, blurhash, thumbhash } = fact;
  if (typeof phash !== 'string' || typeof blurhash !== 'string' || typeof thumbhash !== 'string') {
    return undefined;
  }
  const colors = fact['colors'].flatMap((each: Json) =>
    Array.isArray(each) && each.length === 2 ? [[String(each[0]), Number(each[1])] as const] : [],
  );
  return { kind: 'essence', colors, phash, blurhash, thumbhash };
};

const keepingOf = (measure: PixelMeasure): Keeping | undefined => {
  if (measure.kind === 'saliency') {
    return {
      index: measure.index,
      name: `saliency 1 ${JSON.stringify(measure.decode)}`,
      write: (measured) => {
        if (measured.kind !== 'saliency') return undefined;
        const { width, height, levels } = measured;
        return { width, height, levels };
      },
      read: readSaliency,
    };
  }
  if (measure.kind === 'essence') {
    return {
      index: 0,
      name: `essence 1 ${JSON.stringify(measure.decode)}`,
      write: (measured) => {
        if (measured.kind !== 'essence') return undefined;
        const { colors, phash, blurhash, thumbhash } = measured;
        return { colors, phash, blurhash, thumbhash };
      },
      read: readEssence,
    };
  }
  if (measure.kind === 'weights') {
    return {
      index: 0,
      name: `weights 1 ${measure.widths.join(' ')}`,
      write: (measured) =>
        measured.kind === 'weights' ? measured.weights.map(([, bytes]) => bytes) : undefined,
      read: (fact) => readWeights(fact, measure.widths),
    };
  }
  if (measure.kind !== 'illustration') return undefined;
  return {
    index: 0,
    name: `illustration 1 ${JSON.stringify(measure.decode)}`,
    write: (measured) => (measured.kind === 'illustration' ? measured.likelihood : undefined),
    read: (fact) => (typeof fact === 'number' ? { kind: 'illustration', likelihood: fact } : undefined),
  };
};

export const createRememberMeasures = ({ facts, log }: RememberDeps): RememberMeasures => {
  const recall = async (
    content: ContentIdentity,
    { name, read }: Keeping,
    signal: AbortSignal,
  ): Promise<Measured | undefined> => {
    try {
      const fact = await facts.get(content, name, signal);
      return fact === undefined ? undefined : read(fact);
    } catch (error) {
      log.event('warn', 'fact.not-read', { name, error }); // it is measured instead
      return undefined;
    }
  };

  /** Measures, and keeps the answer; a store that fails does not stand in the way of the picture. */
  const measureAndKeep = async (
    content: ContentIdentity,
    { name, write }: Keeping,
    signal: AbortSignal,
    measureNow: () => Promise<Measured>,
  ): Promise<Measured> => {
    const since = await facts.readEpochs([content.sourceHash], signal).catch(() => undefined);
    const measured = await measureNow();
    const fact = write(measured);
    if (since === undefined || fact === undefined) return measured;
    try {
      await facts.put(content, name, fact, signal, since);
    } catch (error) {
      log.event('warn', 'fact.not-stored', { name, error });
    }
    return measured;
  };

  return (image, contents) => ({
    facts: image.facts,
    measure: async (measure, signal) => {
      const keeping = keepingOf(measure);
      const content = keeping && contents[keeping.index];
      const measureNow = async (): Promise<Measured> => image.measure(measure, signal);
      if (keeping === undefined || content === undefined) return measureNow();
      const known = await recall(content, keeping, signal);
      return known ?? measureAndKeep(content, keeping, signal, measureNow);
    },
  });
};
