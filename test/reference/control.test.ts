import { describe, expect, it } from 'vitest';
import { definitions } from '../../src/params/index.ts';
import { type Control, controlOf } from '../../src/reference/control.ts';
import { hexIn, numberIn } from '../../src/reference/page/field.ts';
import { parseValue } from '../../src/values/parse-value.ts';
import { either, int, keyword, length, number } from '../../src/values/spec.ts';

const offersNothing = ({ words, slider, color }: Control): boolean =>
  words.length === 0 && slider === undefined && !color;

describe('what a form offers', () => {
  it('is always something that may be written', () => {
    for (const { id, argList } of definitions) {
      for (const [name, { value }] of argList) {
        const { words, slider } = controlOf(value);
        for (const word of words) expect([id, name, word, parseValue(value, word)]).not.toContain(undefined);
        if (slider === undefined) continue;
        const { min, max, prefix, suffix } = slider;
        for (const end of [min, max]) {
          const text = `${prefix}${end}${suffix}`;
          expect([id, name, text, parseValue(value, text)]).not.toContain(undefined);
          expect(numberIn(slider, text)).toBe(end);
        }
      }
    }
  });

  it('is a slider no longer than a hand can use', () => {
    expect(controlOf(int({ min: 0, max: 25_000_000, scales: true })).slider).toMatchObject({
      min: 0,
      max: 200,
    });
    expect(controlOf(length({ minPx: 1 })).slider).toMatchObject({ min: 1, max: 480 });
    expect(controlOf(number({ min: 0.01, max: 8 })).slider).toMatchObject({ min: 0.1, max: 8, step: 0.1 });
  });

  it('is a list where nothing but words may stand, and a field beside them where more may', () => {
    expect(controlOf(keyword(['a', 'b']))).toMatchObject({ words: ['a', 'b'], closed: true });
    const both = controlOf(either(int({ min: 1, max: 9 }), keyword(['max'])));
    expect(both).toMatchObject({ words: ['max'], closed: false, slider: { min: 1, max: 9 } });
  });

  it('is nothing but a field for few kinds of value', () => {
    const plain = definitions.flatMap(({ id, argList }) =>
      argList.filter(([, { value }]) => offersNothing(controlOf(value))).map(([name]) => `${id}.${name}`),
    );
    expect(plain.length).toBeLessThan(20);
  });

  it.each([
    ['rgb:8B1E3F', '#8b1e3f'],
    ['d99a1c80', '#d99a1c'],
    ['teal', undefined],
    ['rgb:fff', undefined],
  ])('shows %s as the colour %s', (text, hex) => {
    expect(hexIn(text)).toBe(hex);
  });
});
