/** What is known of originals without asking a worker: what an ordinary JPEG's header says, and what was found out before. */
import { LRUCache } from 'lru-cache';
import type { Facts, LayerFacts, SourceFormat } from '../../ops/facts.ts';
import type { Glance, LayerContent } from '../../ports.ts';
import { glance } from '../glance.ts';
import { describeJpeg, type PixelLimits } from '../inspect.ts';
import { requireFormat, sniff } from '../sniff.ts';

/** What the beginning of a file says. */
export interface Beginning {
  /** Undefined where a worker has to be asked. */
  readonly facts: Facts | undefined;
  readonly glance: Glance | undefined;
}

export interface Presume {
  readonly facts: (image: LayerContent) => Facts | undefined;
  readonly layer: (layer: LayerContent | undefined) => LayerFacts | undefined;
  /** `size` is that of the file; undefined where only all of it says enough. */
  readonly beginning: (head: Uint8Array, key: string, size: number) => Beginning | undefined;
  readonly note: (key: string | undefined, facts: Facts) => void;
  readonly recall: (key: string) => Facts | undefined;
}

const maxKnown = 10_000;

/** Their frames have to be counted. */
const needsWhole: ReadonlySet<SourceFormat> = new Set(['gif', 'webp']);

export const createPresume = (limits: PixelLimits): Presume => {
  const known = new LRUCache<string, Facts>({ max: maxKnown });

  const presume: Presume['facts'] = ({ bytes, hints }) => {
    const format = requireFormat(bytes);
    const plain = format === 'jpg' ? describeJpeg(bytes, limits)?.facts : undefined;
    // A drawing is left out: only the worker knows what it costs.
    return plain ?? (hints?.key === undefined || format === 'svg' ? undefined : known.get(hints.key));
  };

  return {
    facts: presume,
    layer: (layer) => {
      if (layer === undefined) return { kind: 'missing' };
      if (layer.kind === 'file') return { kind: 'file' };
      const facts = presume(layer);
      return facts && { kind: 'image', facts };
    },
    beginning: (head, key, size) => {
      const sniffed = sniff(head);
      if (sniffed.kind !== 'known' || sniffed.format === 'svg') return undefined;
      const told = sniffed.format === 'jpg' ? describeJpeg(head, limits)?.facts : undefined;
      const facts = told ? { ...told, bytes: size } : known.get(key);
      if (facts !== undefined) return { facts, glance: { facts, elaborate: false } };
      if (needsWhole.has(sniffed.format)) return undefined;
      const seen = glance(head);
      return { facts, glance: seen && { ...seen, facts: { ...seen.facts, bytes: size } } };
    },
    note: (key, { layers: _, ...own }) => {
      if (key !== undefined) known.set(key, own);
    },
    recall: (key) => known.get(key),
  };
};
