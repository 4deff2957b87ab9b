/** From a chain to the address of its picture, and that address in colours. */
import { parseChain } from '../url/parse-chain.ts';
import { printTransformation } from '../url/print.ts';
import type { Result } from '../result.ts';
import { succeed } from '../result.ts';
import { escapeHtml } from './escape-html.ts';

const maxComponents = 40;

/** A text as it stands in a path. What is canonical has been decoded once. */
export const encodePath = (text: string): string =>
  encodeURI(text).replaceAll('?', '%3F').replaceAll('#', '%23');

/** The one spelling that the server knows the chain by, or the very sentence that it would refuse it with. */
export const readChain = (chain: string): Result<string> => {
  const parsed = parseChain(chain, { maxComponents });
  return parsed.ok ? succeed(encodePath(printTransformation(parsed.value))) : parsed;
};

export interface Address {
  readonly cloud: string;
  /** As it stands in a path; may be empty. */
  readonly chain: string;
  /** Public id with the extension that is asked for, as it stands in a path. */
  readonly source: string;
}

/** Without a slash in front, so that it also holds below a mount point. */
export const pathOf = ({ cloud, chain, source }: Address): string =>
  [cloud, 'image/upload', ...(chain === '' ? [] : [chain]), source].join('/');

/** The same as markup, with each component in a colour of its own. */
export const paintPath = ({ cloud, chain, source }: Address): string => {
  const components = chain
    .split('/')
    .filter((text) => text !== '')
    .map((text, index) => `<span class="c${index % 4}">${escapeHtml(text)}</span>`);
  return [
    `<span class="cloud">/${escapeHtml(cloud)}/image/upload</span>`,
    ...components,
    `<span class="name">${escapeHtml(source)}</span>`,
  ].join('/<wbr>');
};
