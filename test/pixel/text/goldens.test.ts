/** Texts that were looked at and accepted: `DARKROOM_GOLDEN=accept npx vitest run test/pixel/text/goldens.test.ts`. */
import { describe, expect, it } from 'vitest';
import type { Text } from '../../../src/ops/text.ts';
import '../../../src/vitest.ts';
import { black, blue, draw, white, yellow } from './drawing.ts';

const sentence = 'The quick brown fox jumps over the lazy dog';
const ground = { r: 120, g: 150, b: 180, alpha: 1 };

const cases: Readonly<Record<string, Partial<Text>>> = {
  plain: { text: 'Hamburgefonts gjpqy' },
  small: { text: `${sentence} 0123`, size: 13 },
  serif: { text: 'Hamburgefonts', family: 'Tinos', italic: true },
  heavy: { text: 'Enjoy Luxury', family: 'Roboto', weight: 900, size: 36 },
  slanted: { text: 'Love Life', family: 'Cookie', weight: 700, italic: true, size: 60 },
  underlined: { text: 'Style', weight: 700, decoration: 'underline', letterSpacing: 14, size: 60 },
  struck: { text: 'was 30', decoration: 'strikethrough' },
  outlined: {
    text: 'Smile!',
    weight: 700,
    italic: true,
    letterSpacing: 16,
    size: 70,
    color: yellow,
    stroke: { width: 8, color: blue },
  },
  hairline: { text: 'Outline gj&%', color: white, stroke: { width: 1, color: black }, background: ground },
  hollow: { text: 'Hollow', weight: 700, color: { ...black, alpha: 0 }, stroke: { width: 2, color: blue } },
  label: { text: 'Two lines\nof text', align: 'center', color: white, background: { ...black, alpha: 0.5 } },
  centred: { text: sentence, align: 'center', wrap: { width: 300 } },
  justified: { text: sentence, align: 'justify', wrap: { width: 240 }, size: 24 },
  cut: { text: sentence, wrap: { width: 300, height: 100 } },
  loose: { text: 'untrimmed', trim: false },
  tight: { text: 'my bagpipes\nfly high', lineSpacing: -16 },
  right: { text: 'שלום עולם!\nالعربية 123' },
  scripts: { text: 'Ωφ Жд 日本 简繁 한국\nहिन्दी ภาษาไทย', size: 32 },
  emoji: { text: 'Hi 😀 🍺 ❤️ ok' },
  jagged: { text: 'no smooth edges', antialias: 'none', size: 20 },
};

describe('texts', () => {
  it.each(Object.entries(cases))('are drawn as they were accepted: %s', async (name, properties) => {
    await expect(await draw(properties)).toMatchGolden(name);
  });
});
