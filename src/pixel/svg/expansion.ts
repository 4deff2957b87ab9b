/**
 * How much an SVG draws once its references are followed: a few hundred bytes of nested `use` can stand for billions of
 * elements, and a few filters over the whole canvas for minutes.
 */
import { fail, type Failure } from '../../errors.ts';
import { declarationsCost, type Drawn, drawnAs, effectCost } from './effect-cost.ts';
import { readStyleRules, type StyleRules } from './style-rules.ts';
import { tokenize, type XmlEvent } from './tokenize.ts';

type OpenTag = Pick<XmlEvent & { readonly kind: 'open' }, 'attributes' | 'name'>;

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
  const rules = readStyleRules(readSheets(text));
  const styles = new Map([...rules.blocks].map(([key, blocks]) => [key, contentsOfStyle(blocks)]));
  for (const event of tokenize(text)) {
    if (event.kind === 'close') around.pop();
    if (event.kind !== 'open') continue;
    const content = enter(event, around.at(-1) ?? root, named);
    content.elements++;
    content.effects += effectCost(event.name, event.attributes);
    for (const { name, value } of event.attributes) content.references.push(...referencesOf(name, value));
    content.children.push(...stylesOf(event, rules, styles));
    around.push(content);
  }
  const { elements, effects } = addUp(root, named, new Map(), 0);
  if (elements > maxDrawn) throw tooMuch();
  return effects;
};

/** A sheet may stand behind what it is about. */
const readSheets = (text: string): string => {
  if (!text.includes('<style')) return '';
  const sheets: string[] = [];
  let isInside = false;
  for (const event of tokenize(text)) {
    if (event.kind === 'text' && isInside) sheets.push(event.text);
    if (event.kind !== 'text') isInside = event.kind === 'open' && event.name === 'style';
  }
  return sheets.join('\n');
};

/** What a style comes to depends on what it is for. */
type StyleContents = { readonly [D in Drawn]: Content };

const contentsOfStyle = (blocks: readonly string[]): StyleContents => {
  const references = blocks.flatMap((block) => referencesOf('style', block));
  const contentFor = (drawn: Drawn): Content => ({
    ...createContent(),
    effects: blocks.reduce((sum, block) => sum + declarationsCost(block, drawn), 0),
    references,
  });
  return { group: contentFor('group'), shape: contentFor('shape') };
};

const stylesOf = (
  { name, attributes }: OpenTag,
  rules: StyleRules,
  styles: ReadonlyMap<string, StyleContents>,
): readonly Content[] =>
  rules.keysFor(name, attributes).flatMap((key) => styles.get(key)?.[drawnAs(name)] ?? []);

const createContent = (): Content => ({ elements: 0, effects: 0, children: [], references: [] });

/** Drawn where something refers to them, and not where they stand. */
const definitions = /^(?:clipPath|defs|filter|marker|mask|pattern|symbol)$/u;

/** What a new element counts for: itself if it has a name, else what is around it. */
const enter = ({ name, attributes }: OpenTag, parent: Content, named: Map<string, Content>): Content => {
  const id = attributes.find((attribute) => attribute.name === 'id')?.value;
  const isDefinition = definitions.test(name);
  if (id === undefined && !isDefinition) return parent;
  const own = createContent();
  if (!isDefinition) parent.children.push(own);
  if (id === undefined) return own;
  // Which of two with the same name is meant depends on who reads it: both count.
  const first = named.get(id);
  if (first === undefined) named.set(id, own);
  else first.children.push(own);
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
