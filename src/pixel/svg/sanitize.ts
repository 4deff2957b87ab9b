/**
 * An SVG rebuilt from what is known to be harmless, for delivery and before it is drawn. Strict allow-lists rather than
 * a search for what is bad: scripts, handlers, foreign content and everything that reaches out have no way through.
 */
import { fail } from '../../errors.ts';
import { allowedElements, isAllowedAttribute, isAnimatable } from './allowed.ts';
import { isSafeValue, sanitizeDeclarations, sanitizeStyleSheet } from './css.ts';
import { decodeText } from './decode-text.ts';
import { measureEffects } from './expansion.ts';
import { createKeepLink, type KeepLink } from './links.ts';
import { enterScope, isLink, outerScope, rootDeclarations, type Scope, svgName } from './namespaces.ts';
import { type Attribute, tokenize, type XmlEvent } from './tokenize.ts';

const maxBytes = 10_000_000;
const maxElements = 200_000;
/** libxml2 and librsvg give up at about this depth, too. */
const maxDepth = 200;

interface OpenElement {
  readonly name: string;
  /** Undefined for an element that is dropped with everything in it. */
  readonly kept: string | undefined;
  /** Length of the output after its opening tag. */
  readonly begun: number;
  readonly scope: Scope;
}

export interface SanitizedSvg {
  readonly bytes: Uint8Array;
  /** Tenths of a second that its effects take for each megapixel of the canvas. */
  readonly effects: number;
}

export const sanitizeSvg = (bytes: Uint8Array, maxImagePixels: number): SanitizedSvg => {
  if (bytes.length > maxBytes) throw fail('source.too-many-bytes', 'SVG originals may have 10 MB');
  const output: string[] = [];
  const stack: OpenElement[] = [];
  const keepLink = createKeepLink(maxImagePixels);
  let elements = 0;
  for (const event of tokenize(decodeText(bytes).replace(/^\ufeff/u, ''))) {
    if (event.kind === 'open') {
      if (++elements > maxElements || stack.length >= maxDepth) {
        throw fail('source.corrupt', 'The SVG has too many elements, or too many inside each other');
      }
      if (stack.length === 0 && elements > 1) {
        throw fail('source.corrupt', 'The SVG is damaged: it has two roots');
      }
      stack.push(openElement(event, stack.at(-1), keepLink, output));
    } else if (event.kind === 'close') {
      const element = stack.pop();
      if (element?.name !== event.name) {
        throw fail('source.corrupt', 'The SVG is damaged: its tags do not match');
      }
      closeElement(element, output);
    } else {
      writeText(event.text, stack.at(-1), output);
    }
  }
  if (stack.length > 0 || output.length === 0) {
    throw fail('source.corrupt', 'The SVG is damaged: it has no end');
  }
  const text = output.join('');
  return { bytes: new TextEncoder().encode(text), effects: measureEffects(text) };
};

const openElement = (
  { name, attributes }: XmlEvent & { readonly kind: 'open' },
  parent: OpenElement | undefined,
  keepLink: KeepLink,
  output: string[],
): OpenElement => {
  const scope = enterScope(parent?.scope ?? outerScope, attributes);
  const local = svgName(scope, name);
  const isRoot = parent === undefined;
  if (isRoot && local !== 'svg') throw fail('source.not-an-image');
  const dropped = { name, kept: undefined, scope, begun: 0 };
  if (local === undefined || !allowedElements.has(local)) return dropped;
  // A dropped element takes its content with it; inside a style sheet no element has any business.
  if (!isRoot && (parent.kept === undefined || parent.kept === 'style')) return dropped;
  const animated = attributes.find((attribute) => attribute.name === 'attributeName')?.value;
  if (animated !== undefined && !isAnimatable(animated)) return dropped;
  const kept = attributes.map((attribute) => keepAttribute(local, attribute, scope, keepLink));
  const written = [isRoot ? rootDeclarations : undefined, ...kept].filter((text) => text !== undefined);
  output.push(`<${[local, ...written].join(' ')}>`);
  return { name, kept: local, scope, begun: output.length };
};

const closeElement = ({ kept, begun }: OpenElement, output: string[]): void => {
  if (kept === undefined) return;
  if (output.length > begun) output.push(`</${kept}>`);
  else output.push(output.pop()!.replace(/>$/u, '/>'));
};

const keepAttribute = (
  element: string,
  { name, value }: Attribute,
  scope: Scope,
  keepLink: KeepLink,
): string | undefined => {
  if (isLink(scope, name)) {
    const link = keepLink(element, value);
    return link === undefined ? undefined : write(name === 'href' ? 'href' : 'xlink:href', link);
  }
  if (name === 'style') {
    const declarations = sanitizeDeclarations(value);
    return declarations === '' ? undefined : write('style', declarations);
  }
  if (name === 'xml:space' || name === 'xml:lang') return write(name, value);
  return isAllowedAttribute(name) && isSafeValue(value) ? write(name, value) : undefined;
};

const write = (name: string, value: string): string => `${name}="${escape(value)}"`;

const writeText = (text: string, parent: OpenElement | undefined, output: string[]): void => {
  if (parent === undefined) {
    if (text.trim() !== '') throw fail('source.corrupt', 'The SVG is damaged: text outside of its root');
    return;
  }
  if (parent.kept === undefined || text === '') return;
  output.push(escape(parent.kept === 'style' ? sanitizeStyleSheet(text) : text));
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escape = (text: string): string =>
  text.replace(/[&<>"]/gu, (character) => escapes[character] ?? character);
