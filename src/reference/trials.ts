/** What a definition can be tried with: its own examples, or else those of others that have it in them. */
import type { Definition, Example } from '../params/define.ts';
import { definitions } from '../params/index.ts';
import { readChain } from './address.ts';
import { openChain } from './playground.ts';

const enough = 4;
const plainWidthPx = 240;

const doesUse = ({ uses }: Definition, { id }: Definition): boolean => uses.some((used) => used === id);

/** One of each definition that has it in an example, and first of those that it belongs to. */
const borrowed = (definition: Definition): readonly Example[] =>
  definitions
    .toSorted((a, b) => Number(doesUse(b, definition)) - Number(doesUse(a, definition)))
    .flatMap(({ examples }) => examples.find(({ chain }) => openChain(definition, chain) !== undefined) ?? [])
    .slice(0, enough);

/** On a picture that is only made smaller; nothing where it cannot stand without a value, or without a layer. */
const plain = ({ id, name, shape }: Definition): readonly Example[] => {
  const chain = `c_limit,w_${plainWidthPx}/${id}`;
  return name !== undefined && shape !== 'layer' && readChain(chain).ok
    ? [{ chain, of: 'landscape.jpg' }]
    : [];
};

export const trialsOf = (definition: Definition): readonly Example[] => {
  if (definition.examples.length > 0) return definition.examples;
  const others = borrowed(definition);
  return others.length > 0 ? others : plain(definition);
};

/** What the picture was before: the scaling that examples begin with is not what they are about. */
export const chainBefore = (chain: string): string =>
  /^c_scale,w_\d+(?=\/)/u.exec(chain)?.[0] ?? `c_limit,h_240,w_240`;

/**
 * The original as it is asked for. WebP where the original is JPEG or a drawing: it is shown by every browser, and
 * keeps what a chain makes transparent.
 */
export const sourceOf = (original: string): string => original.replace(/\.(?:jpg|svg)$/u, '.webp');
