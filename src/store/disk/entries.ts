/** Variants, records and facts as the contents of files. */
import type { Json, ResolutionRecord, SourceEpochs, Variant } from '../../ports.ts';
import type { Contents } from './file-format.ts';

const nothing = new Uint8Array(0);

export const packVariant = (key: string, variant: Variant, epochs: SourceEpochs): Contents => {
  const { bytes, ...described } = variant;
  return { metadata: { ...described, key, epochs }, body: bytes };
};

/** Of checked contents, which say what they said when they were packed. */
export const unpackVariant = ({ metadata, body }: Contents): Variant => {
  const { key: _key, epochs: _epochs, ...described } = metadata;
  return { ...(described as unknown as Omit<Variant, 'bytes'>), bytes: body };
};

export const packRecord = (key: string, record: ResolutionRecord, epochs: SourceEpochs): Contents => ({
  metadata: { key, epochs, record },
  body: nothing,
});

export const unpackRecord = ({ metadata }: Contents): ResolutionRecord =>
  metadata['record'] as ResolutionRecord;

export const hashesOf = (record: ResolutionRecord): readonly string[] => [
  ...new Set(record.sources.map(({ sourceHash }) => sourceHash)),
];

export const packFact = (key: string, fact: Json, epochs: SourceEpochs): Contents => ({
  metadata: { key, epochs, fact },
  body: nothing,
});

export const unpackFact = ({ metadata }: Contents): Json => metadata['fact'] as Json;
