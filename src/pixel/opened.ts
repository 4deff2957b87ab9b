/** What is open together: the original of the URL first, then what its layers are made of. */
import { fail } from '../errors.ts';
import type { LayerFacts, SourceFormat } from '../ops/facts.ts';
import type { Text } from '../ops/text.ts';
import type { Inspected } from './inspect.ts';
import type { RawPicture } from './raw-picture.ts';
import type { Shrink } from './shrink-on-load.ts';

/** Of an original that is decoded smaller than it is. */
export interface Shrunk {
  readonly shrink: Shrink;
  readonly bytes: number;
}

/**
 * What was decoded earlier, or is now; undefined where whoever asks has to decode it. Only what is asked for a second time is
 * kept.
 */
export type KeepDecoded = (
  size: Shrunk,
  decode: () => Promise<Uint8Array | undefined>,
) => Promise<Uint8Array | undefined>;

export interface OpenedSource extends Inspected {
  /** What libvips reads. */
  readonly bytes: Uint8Array;
  /** The original as it may be delivered. */
  readonly file: Uint8Array;
  /** Tenths of a second that an SVG's effects take for each megapixel. */
  readonly effects: number;
  readonly maxInputPixels: number;
  /** Where it has a key, under which it may be kept as it was decoded. */
  readonly keep?: KeepDecoded;
}

/** Formats whose pixels may have been taken out of a file that libvips can read itself, as far as its header goes. */
const takenOut: ReadonlySet<SourceFormat> = new Set(['avif', 'heic', 'png']);

/** Where what the original says of itself is found: beside the pixels. */
export const describedIn = ({ facts, bytes, file }: OpenedSource): Uint8Array =>
  takenOut.has(facts.format) ? file : bytes;

export type OpenedLayer =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'image'; readonly image: OpenedSource }
  | { readonly kind: 'missing' };

export interface Opened {
  readonly image: OpenedSource;
  readonly layers: readonly OpenedLayer[];
  /** A copy of one's own, however often the same text is asked for. */
  readonly drawText: (text: Text, fontBytes: Uint8Array | undefined) => Promise<RawPicture>;
}

/** Planning only names what it was told is there. */
const notOpen = (index: number): never => {
  throw fail('internal.bug', `A plan names original ${index}, which is not open`);
};

/** Indices as plans have them: 0 is the original of the URL. */
export const imageAt = ({ image, layers }: Opened, index: number): OpenedSource => {
  const layer = layers[index - 1];
  if (index === 0) return image;
  return layer?.kind === 'image' ? layer.image : notOpen(index);
};

export const fileAt = ({ layers }: Opened, index: number): Uint8Array => {
  const layer = layers[index - 1];
  return layer?.kind === 'file' ? layer.bytes : notOpen(index);
};

export const factsOf = (layer: OpenedLayer): LayerFacts =>
  layer.kind === 'image' ? { kind: 'image', facts: layer.image.facts } : { kind: layer.kind };
