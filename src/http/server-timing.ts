/** Server-Timing: where the answer came from and what it cost, in the words that Cloudinary uses for the picture. */
import type { Variant } from '../ports.ts';
import type { Delivered } from '../service/delivered.ts';

const formatOf = (contentType: string): string => {
  const subtype = contentType.slice(contentType.indexOf('/') + 1).replace(/[+;].*$/, '');
  return subtype === 'jpeg' ? 'jpg' : subtype;
};

/** https://cloudinary.com/documentation/media_optimization_server_timing: sizes now, and of the original (`o...`). */
const describeContent = (variant: Variant): string => {
  const { original } = variant;
  const pairs = [
    `width=${variant.width}`,
    `height=${variant.height}`,
    `bytes=${variant.bytes.length}`,
    `format="${formatOf(variant.contentType)}"`,
    `owidth=${original.width}`,
    `oheight=${original.height}`,
    `obytes=${original.bytes}`,
    `oformat="${original.format}"`,
  ];
  return pairs.join(',').replaceAll('"', String.raw`\"`);
};

/** A variant never changes, and is delivered many times. */
const descriptions = new WeakMap<Variant, string>();

const recallContent = (variant: Variant): string => {
  const known = descriptions.get(variant);
  if (known !== undefined) return known;
  const description = describeContent(variant);
  descriptions.set(variant, description);
  return description;
};

export const serverTimingOf = ({ tier, timings, variant, blind }: Delivered): string => {
  let text = `tier;desc="${tier}"`;
  for (const { name, durationMs } of timings) text += `, ${name};dur=${durationMs.toFixed(1)}`;
  if (blind !== undefined) text += `, blind;desc="${blind}"`;
  return `${text}, content-info;desc="${recallContent(variant)}"`;
};
