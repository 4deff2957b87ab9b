/** `fl_` flags that allow or forbid what is never done here, or always: they leave the picture alone, but for rasterize. */
import { delivery } from '../define.ts';

const flag = (name: string, summary: string) =>
  delivery({ key: 'fl', name, title: `flag ${name}`, summary, status: 'exact', args: {} });

export const preserveTransparency = flag(
  'preserve_transparency',
  'An automatically chosen format has to keep transparency, which ours always does.',
);
export const anyFormat = flag(
  'any_format',
  'Lets automatic quality choose PNG with a palette, of which we make no use.',
);
export const original = flag('original', 'Delivers without optimising by default, which we never do.');
export const sanitize = flag('sanitize', 'Makes a vector picture harmless, which ours always are.');
export const rasterize = flag('rasterize', 'Delivers a vector picture as pixels.');
