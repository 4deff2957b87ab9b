/**
 * How much an SVG draws once its references are followed: a few hundred bytes of nested `use` can stand for billions of
 * elements, and a few filters over the whole canvas for minutes.
 */
import { fail, type Failure } from '../../errors.ts';
import { effectCost } from './effect-cost.ts';
import { type Attribute, tokenize } from './tokenize.ts';

/** Elements drawn in all. Real drawings stay far below; librsvg stops only at 500,000, after seconds. */
const maxDrawn = 200_000;
/** Named elements in each other, and references that lead to references. */
const maxChain = 400;

interface Amount {
  readonly elements: number;
  /** Time that effects take for each megapixel, about a tenth of a second each. */
  readonly effects: number;
}

/** A named element, or the whole: what it draws itself, the named elements in it, and the names that it refers to. */
interface Content {
  elements: number;
  effects: number;
  readonly children: Content[];
  readonly references: string[];
}

const tooMuch = (): Failure =>
  fail('source.corrupt', 'The SVG draws too much: its references repeat each other');

/** Refuses a drawing without measure; answers what its effects cost for each megapixel. */
export const measureEffects = (text: string): number => {
  const root = createContent();
  const named = new Map<string, Content>();
  const around: Content[] = [root];
  for (const event of tokenize(text)) {
    if (event.kind === 'close') around.pop();
    if (event.kind !== 'open') continue;
    const content = enter(event.attributes, around.at(-1) ?? root, named);
    content.elements++;
    content.effects += effectCost(event.name, event.attributes);
    for (const { name, value } of event.attributes) content.references.push(...referencesOf(name, value));
    around.push(content);
  }
  const { elements, effects } = addUp(root, named, new Map(), 0);
  if (elements > maxDrawn) throw tooMuch();
  return effects;
};

const createContent = (): Content => ({ elements: 0, effects: 0, children: [], references: [] });

/** What a new element counts for: itself if it has a name, else what is around it. */
const enter = (attributes: readonly Attribute[], parent: Content, named: Map<string, Content>): Content => {
  const id = attributes.find(({ name }) => name === 'id')?.value;
  if (id === undefined || named.has(id)) return parent;
  const own = createContent();
  parent.children.push(own);
  named.set(id, own);
  return own;
};

const referencesOf = (name: string, value: string): readonly string[] => {
  if (name === 'href' || name === 'xlink:href') return value.startsWith('#') ? [value.slice(1)] : [];
  return [...value.matchAll(/url\(\s*["']?#([^"')\s]+)/giu)].map((match) => match[1] ?? '');
};

const addUp = (
  content: Content,
  named: ReadonlyMap<string, Content>,
  known: Map<Content, Amount>,
  chain: number,
): Amount => {
  const before = known.get(content);
  if (before !== undefined) return before;
  if (chain > maxChain) throw tooMuch();
  // While it is being counted it counts as nothing: a circle of references is never drawn.
  known.set(content, { elements: 0, effects: 0 });
  let { elements, effects } = content;
  for (const part of [...content.children, ...content.references.map((id) => named.get(id))]) {
    if (part === undefined) continue;
    const amount = addUp(part, named, known, chain + 1);
    elements += amount.elements;
    effects += amount.effects;
  }
  known.set(content, { elements, effects });
  return { elements, effects };
};
