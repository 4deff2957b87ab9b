/** `$name` and `$(name)` inside of other texts. */

const mention = /\$(?:\(([A-Za-z][A-Za-z0-9]*)\)|([A-Za-z][A-Za-z0-9]*))/gu;
/** In the words of a text layer a dollar sign alone is just that. */
const bracketed = /\$\(([A-Za-z][A-Za-z0-9]*)\)()/gu;

/** `l_text:STYLE:` and its words. */
const textLayer = /^([lu]_text:[^:]*:)(.*)$/su;

/** What would be syntax, escaped as it has to be in the words of a layer. */
const escapeWords = (text: string): string => text.replaceAll(/[%,/$]/gu, encodeURIComponent);

type LookUp = (name: string) => string;

const fill = (text: string, pattern: RegExp, lookUp: LookUp): string =>
  text.replaceAll(pattern, (_, inBrackets?: string, plain?: string) =>
    lookUp(inBrackets !== undefined && inBrackets !== '' ? inBrackets : (plain ?? '')),
  );

/** A parameter's text with every variable replaced by what `lookUp` says. */
export const fillMentions = (text: string, lookUp: LookUp): string => {
  const [, head, words] = textLayer.exec(text) ?? [];
  return head === undefined || words === undefined
    ? fill(text, mention, lookUp)
    : fill(head, mention, lookUp) + fill(words, bracketed, (name) => escapeWords(lookUp(name)));
};

/** The variables that a text mentions. */
export const listMentions = (text: string): readonly string[] => {
  const names = new Set<string>();
  fillMentions(text, (name) => {
    names.add(name);
    return '';
  });
  return [...names];
};
