/** Names of the language that we recognise and refuse with one sentence each, grouped by why. */
import { type Definition, unsupportedDefinition } from './define.ts';

interface Group {
  readonly key: string;
  readonly reason: string;
  /** Words of the family; none: the whole key. */
  readonly names?: string;
}

const groups: readonly Group[] = [
  { key: 'p', reason: 'the prefix belongs to sprites, which Cloudinary has switched off' },
  { key: 'fn', reason: 'custom functions would run code from elsewhere' },
  ...['ac', 'af', 'br', 'du', 'eo', 'ki', 'so', 'sp', 'vc', 'dr'].map((key) => ({
    key,
    reason: 'it is for videos',
  })),
  { key: 'c', names: 'imagga_crop imagga_scale', reason: 'the Imagga add-on was a paid service' },
  {
    key: 'e',
    names:
      'auto_enhance background_removal enhance extract gen_background_replace gen_recolor gen_remove gen_replace ' +
      'gen_restore style_transfer upscale',
    reason: 'it needs an AI model',
  },
  { key: 'e', names: 'viesus_correct', reason: 'it is a commercial add-on' },
  { key: 'e', names: 'embed_clipping_path', reason: 'clipping paths cannot be written' },
  { key: 'e', names: 'camera light swap_image', reason: 'it is for 3-D models' },
  {
    key: 'e',
    names: 'accelerate boomerang deshake noise preview progressbar reverse transition volume',
    reason: 'it is for videos',
  },
  { key: 'fl', names: 'replace_image', reason: 'documents cannot be written' },
  { key: 'fl', names: 'clip clip_evenodd', reason: 'clipping paths cannot be read' },
  { key: 'fl', names: 'c2pa', reason: 'signing provenance needs a certificate' },
  { key: 'fl', names: 'draco', reason: 'it is for 3-D models' },
  {
    key: 'fl',
    names: 'hlsv3 keep_dar mono no_stream splice streaming_attachment truncate_ts waveform alternate',
    reason: 'it is for videos',
  },
];

export const unsupportedDefinitions: readonly Definition[] = groups.flatMap(({ key, names, reason }) =>
  names === undefined
    ? [unsupportedDefinition(key, undefined, reason)]
    : names.split(' ').map((name) => unsupportedDefinition(key, name, reason)),
);
