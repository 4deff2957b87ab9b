/** The style of a text layer: what its grammar takes, and that its spelling is settled. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeLayerSource } from '../../src/values/layer-source.ts';
import {
  antialiasModes,
  hintingModes,
  parseTextStyle,
  printTextStyle,
  scaleTextStyle,
  textAlignments,
  textDecorations,
} from '../../src/values/text-style.ts';

const plain = {
  font: 'Arial',
  size: 18,
  weight: 400,
  italic: false,
  align: 'left',
  stroke: false,
  letterSpacing: 0,
  lineSpacing: 0,
};

const canonical = (text: string): string | undefined => {
  const style = parseTextStyle(text);
  return style && printTextStyle(style);
};

describe('a text style', () => {
  it.each([
    ['Arial_18', {}],
    ['Open Sans_20', { font: 'Open Sans', size: 20 }],
    ['brand.ttf_20_bold', { font: 'brand.ttf', size: 20, weight: 700 }],
    ['Arial_18_bold_italic_letter_spacing_4', { weight: 700, italic: true, letterSpacing: 4 }],
    ['Arial_18_letter_spacing_4_italic_bold', { weight: 700, italic: true, letterSpacing: 4 }],
    ['Roboto@google_90_600_underline', { font: 'Roboto', size: 90, weight: 600, decoration: 'underline' }],
    ['Arial_18_line_spacing_-5_justify', { lineSpacing: -5, align: 'justify' }],
    ['Arial_18_antialias_none_hinting_full', { antialias: 'none', hinting: 'full' }],
    ['Arial_18_light_stroke_strikethrough', { weight: 300, stroke: true, decoration: 'strikethrough' }],
    ['Arial_18_thin_bold', { weight: 700 }],
    ['Arial_13.5', { size: 13.5 }],
    ['arial_18', {}],
    ['OpenSans_18', { font: 'Open Sans' }],
    ['Exo 2_20', { font: 'Exo 2', size: 20 }],
    ['Press_Start_2P_20', { font: 'Press_Start_2P', size: 20 }],
  ])('reads %s', (text, expected) => {
    expect(parseTextStyle(text)).toEqual({ ...plain, ...expected });
  });

  it.each([
    '',
    'Arial',
    'Arial_',
    '_18',
    'Arial_18_',
    'Arial_18__bold',
    'Arial_0',
    'Arial_2001',
    'Arial_18_blod',
    'Arial_18_450',
    'Arial_18_letter_spacing',
    'Arial_18_letter_spacing_',
    'Arial_18_letter_spacing_wide',
    'Arial_18_letter_spacing_1001',
    'Arial_18_antialias',
    'Arial_18_antialias_medium',
    'Arial_18_hinting_gray',
    'Arial_18_constructor',
    'Arial_-18',
  ])('refuses %j', (text) => {
    expect(parseTextStyle(text)).toBeUndefined();
  });

  it('is explained where it is refused, within the length of a header', () => {
    const explained = describeLayerSource('text:Arial_18_blod:words');
    expect(explained).toMatch(/^text:STYLE:TEXT, the style a font and its size from 1 to 2000/u);
    expect(explained.length).toBeLessThan(440);
    expect(describeLayerSource('text:Arial_18:')).toMatch(/^a text of 1 to 5000 characters/u);
    expect(describeLayerSource('a//b')).toMatch(/^a public id/u);
  });

  it.each([
    ['Arial_18_normal_left_letter_spacing_0_line_spacing_-0', 'Arial_18'],
    ['Arial_018.50_700', 'Arial_18.5_bold'],
    [
      'Arial_18_hinting_none_antialias_best_line_spacing_1_letter_spacing_2_stroke_end_underline_italic_100',
      'Arial_18_thin_italic_underline_end_stroke_letter_spacing_2_line_spacing_1_antialias_best_hinting_none',
    ],
  ])('of the spelling %s has one canonical form', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it('keeps everything when it is printed and read again', () => {
    const spacing = fc
      .integer({ min: -1000_000, max: 1000_000 })
      .map((thousandths) => thousandths / 1000 + 0);
    const style = fc.record(
      {
        font: fc.constantFrom('Arial', 'Open Sans', 'brand.ttf', 'Exo 2', 'a_b_2P'),
        size: fc.integer({ min: 1000, max: 2000_000 }).map((thousandths) => thousandths / 1000),
        weight: fc.integer({ min: 1, max: 9 }).map((hundreds) => hundreds * 100),
        italic: fc.boolean(),
        decoration: fc.constantFrom(...textDecorations),
        align: fc.constantFrom(...textAlignments),
        stroke: fc.boolean(),
        letterSpacing: spacing,
        lineSpacing: spacing,
        antialias: fc.constantFrom(...antialiasModes),
        hinting: fc.constantFrom(...hintingModes),
      },
      { requiredKeys: Object.keys(plain) as never },
    );
    fc.assert(
      fc.property(style, (value) => {
        expect(parseTextStyle(printTextStyle(value as never))).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('settles on one spelling, whatever it was written like', () => {
    const word = fc.oneof(
      fc.constantFrom('Arial', 'normal', 'bold', 'italic', 'left', 'letter_spacing', 'antialias', 'none'),
      fc.constantFrom('5', '300', '300.0', '0300', '-0', '18', '2000', '99999', ''),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 7 }), (words) => {
        const style = parseTextStyle(words.join('_'));
        if (style !== undefined) expect(parseTextStyle(printTextStyle(style))).toEqual(style);
      }),
      { numRuns: 20_000 },
    );
  });

  it('grows with the device pixel ratio', () => {
    const style = parseTextStyle('Arial_18_bold_letter_spacing_4_line_spacing_-5')!;
    expect(scaleTextStyle(style, 2)).toEqual({ ...style, size: 36, letterSpacing: 8, lineSpacing: -10 });
  });
});
