/** XML as a flat list of events. Strict about well-formedness and much smaller than XML: entities cannot be defined. */
import { fail, type Failure } from '../../errors.ts';

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

export type XmlEvent =
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: readonly Attribute[] }
  | { readonly kind: 'text'; readonly text: string };

const damaged = (what: string): Failure => fail('source.corrupt', `The SVG is damaged: ${what}`);

/** Names as everybody writes them; XML allows more, SVG's vocabulary does not use it. */
const namePattern = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/uy;
const attributePattern = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const tagEndPattern = /\s*(\/?)>/uy;

/** A self-closing element gives an `open` and a `close`. Comments, instructions and a plain doctype give nothing. */
export function* tokenize(text: string): Generator<XmlEvent> {
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next !== at) {
      const end = next === -1 ? text.length : next;
      yield { kind: 'text', text: decodeEntities(text.slice(at, end)) };
      at = end;
      continue;
    }
    if (text.startsWith('<!--', at)) at = skipPast(text, '-->', at + 4);
    else if (text.startsWith('<?', at)) at = skipPast(text, '?>', at + 2);
    else if (text.startsWith('<![CDATA[', at)) {
      const end = skipPast(text, ']]>', at + 9);
      yield { kind: 'text', text: text.slice(at + 9, end - 3) };
      at = end;
    } else if (text.startsWith('<!', at)) at = skipDoctype(text, at);
    else if (text.startsWith('</', at)) {
      const [name, afterName] = readName(text, at + 2);
      const [, end] = readTagEnd(text, afterName);
      yield { kind: 'close', name };
      at = end;
    } else {
      const tag = readOpenTag(text, at + 1);
      yield { kind: 'open', name: tag.name, attributes: tag.attributes };
      if (tag.selfClosing) yield { kind: 'close', name: tag.name };
      at = tag.end;
    }
  }
}

const skipPast = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  if (found === -1) throw damaged(`"${mark}" is missing`);
  return found + mark.length;
};

/** A doctype with declarations of its own could define entities that grow without end, or name files to read. */
const skipDoctype = (text: string, at: number): number => {
  const end = skipPast(text, '>', at);
  if (!/^<!DOCTYPE\s[^[<]*>$/u.test(text.slice(at, end))) {
    throw damaged('declarations in the doctype are not read');
  }
  return end;
};

const readName = (text: string, at: number): readonly [name: string, end: number] => {
  namePattern.lastIndex = at;
  const name = namePattern.exec(text)?.[0];
  if (name === undefined) throw damaged('a tag has no name');
  return [name, at + name.length];
};

const readTagEnd = (text: string, at: number): readonly [slash: string, end: number] => {
  tagEndPattern.lastIndex = at;
  const found = tagEndPattern.exec(text);
  if (found === null) throw damaged('a tag has no end');
  return [found[1] ?? '', tagEndPattern.lastIndex];
};

interface OpenTag {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly selfClosing: boolean;
  readonly end: number;
}

const readOpenTag = (text: string, at: number): OpenTag => {
  const [name, afterName] = readName(text, at);
  const attributes: Attribute[] = [];
  let position = afterName;
  while (true) {
    attributePattern.lastIndex = position;
    const found = attributePattern.exec(text);
    if (found === null) break;
    attributes.push({ name: found[1]!, value: decodeEntities(found[2] ?? found[3] ?? '') });
    position = attributePattern.lastIndex;
  }
  if (new Set(attributes.map((attribute) => attribute.name)).size !== attributes.length) {
    throw damaged('an attribute is given twice');
  }
  const [slash, end] = readTagEnd(text, position);
  return { name, attributes, selfClosing: slash === '/', end };
};

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decodeEntities = (text: string): string =>
  text.replace(/&([^;&\s]*;?)/gu, (_, reference: string) => {
    const character = predefined[reference.slice(0, -1)] ?? decodeNumber(reference);
    if (!reference.endsWith(';') || character === undefined) throw damaged('an entity is not known');
    return character;
  });

const decodeNumber = (reference: string): string | undefined => {
  const digits = /^#(?:x([\da-f]{1,6})|(\d{1,7}));$/iu.exec(reference);
  if (digits === null) return undefined;
  const code = digits[1] !== undefined ? Number.parseInt(digits[1], 16) : Number(digits[2]);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
};

/** XML 1.0, production 2. */
const isCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);
