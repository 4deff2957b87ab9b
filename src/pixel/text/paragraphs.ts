/** What can be drawn of a text, and how it falls into parts. */

/** Line ends of every kind, two characters of one line end counting once. */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

/** Control characters mean nothing here, and the other half of a surrogate pair is missing. */
// eslint-disable-next-line no-control-regex -- these are the characters in question
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

export const cleanText = (text: string): string => text.split(lineEnd).join('\n').replaceAll(unprintable, '');

const rightToLeft =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** As pango has it, the first letter decides: https://www.unicode.org/reports/tr9/#P2. */
export const isRightToLeft = (paragraph: string): boolean => rightToLeft.test(paragraph);

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character each. */
export const splitGraphemes = (text: string): readonly string[] =>
  [...graphemes.segment(text)].map(({ segment }) => segment);
