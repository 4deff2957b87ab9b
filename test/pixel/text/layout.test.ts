/** Where the lines of a text lie: alignment, direction, and boxes that they have to fit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { columnsOf, draw, inkOf, spanOf } from './drawing.ts';

/** Of Arimo 40. */
const lineHeight = 46;

const sizeOf = ({ width, height }: RawPicture) => ({ width, height });

describe('alignment', () => {
  const text = 'wide line\nil';
  const secondLine = async (
    align: 'center' | 'end' | 'justify' | 'left' | 'right' | 'start',
    words = text,
  ) => {
    const picture = await draw({ text: words, align, trim: false });
    const [left, right] = spanOf(picture, lineHeight, 2 * lineHeight);
    return { left, right: picture.width - 1 - right };
  };

  it('puts lines to the left, the middle and the right', async () => {
    const [left, center, right] = [
      await secondLine('left'),
      await secondLine('center'),
      await secondLine('right'),
    ];
    expect(left.left).toBeLessThan(5);
    expect(right.right).toBeLessThan(5);
    expect(Math.abs(center.left - center.right)).toBeLessThanOrEqual(3);
  });

  it('puts them where they begin and end, from whatever side they are read', async () => {
    expect(await secondLine('start')).toEqual(await secondLine('left'));
    expect(await secondLine('end')).toEqual(await secondLine('right'));
    expect(await secondLine('justify')).toEqual(await secondLine('left'));
    const hebrew = 'שורה ארוכה\nיו';
    expect(await secondLine('start', hebrew)).toEqual(await secondLine('right', hebrew));
    expect(await secondLine('end', hebrew)).toEqual(await secondLine('left', hebrew));
    expect((await secondLine('left', hebrew)).left).toBeLessThan(8);
  });

  it.each(['left', 'center', 'right'] as const)(
    'is the same for lines that were broken: %s',
    async (align) => {
      const broken = await draw({ text: 'one six one il', align, wrap: { width: 140 } });
      const set = await draw({ text: 'one six\none il', align });
      expect(Math.abs(broken.width - set.width)).toBeLessThanOrEqual(1);
      expect(inkOf(broken)).toBeCloseTo(inkOf(set), 0);
    },
  );

  it('aligns paragraphs of both directions with each other', async () => {
    const picture = await draw({ text: 'one two three\nשלום', wrap: { width: 300 }, trim: false });
    expect(spanOf(picture, lineHeight, 2 * lineHeight)[0]).toBeLessThan(8);
  });

  it('stretches all lines but the last to the full width', async () => {
    const words = 'The quick brown fox jumps over the lazy dog and goes away';
    const picture = await draw({ text: words, align: 'justify', wrap: { width: 300 }, trim: false });
    for (const line of [0, 1]) {
      const [left, right] = spanOf(picture, line * lineHeight, (line + 1) * lineHeight);
      expect(right - left).toBeGreaterThan(290);
    }
  });
});

describe('reading from the right', () => {
  it('orders Hebrew letters from right to left', async () => {
    const word = columnsOf(await draw({ text: 'גב' }));
    const first = columnsOf(await draw({ text: 'ג' }));
    const last = columnsOf(await draw({ text: 'ב' }));
    expect(word.slice(-first.length)).toEqual(first);
    expect(word.slice(0, last.length)).toEqual(last);
  });

  it('joins Arabic letters', async () => {
    const joined = await draw({ text: 'ببب', trim: false });
    const apart = await draw({ text: 'ب\u200cب\u200cب', trim: false });
    expect(columnsOf(joined).filter((ink) => ink === 0).length).toBeLessThan(
      columnsOf(apart).filter((ink) => ink === 0).length,
    );
    expect(joined.width).toBeLessThan(apart.width);
  });

  it('keeps numbers and Latin words within it in their own order', async () => {
    const number = columnsOf(await draw({ text: '12' }));
    const mixed = columnsOf(await draw({ text: 'אב 12' }));
    expect(mixed.slice(0, number.length)).toEqual(number);
  });
});

describe('a text in a box', () => {
  const text = 'The quick brown fox jumps over the lazy dog';

  it('is broken to be no wider', async () => {
    for (const width of [60, 137, 200, 300]) {
      expect((await draw({ text, wrap: { width } })).width).toBeLessThanOrEqual(width + 1);
    }
    expect(await draw({ text, wrap: { width: 300 } })).toEqual(
      await draw({ text: 'The quick brown\nfox jumps over\nthe lazy dog' }),
    );
  });

  it('stays in one line where there is room', async () => {
    expect(sizeOf(await draw({ text, wrap: { width: 4000 } }))).toEqual(sizeOf(await draw({ text })));
  });

  it('breaks a word that is longer than a line, without a hyphen', async () => {
    const broken = await draw({ text: 'aaaaaaaaaa', wrap: { width: 115 }, family: 'Cousine', trim: false });
    expect(sizeOf(broken)).toEqual(
      sizeOf(await draw({ text: 'aaaa\naaaa\naa', family: 'Cousine', trim: false })),
    );
  });

  it('ends in an ellipsis where it is cut off', async () => {
    const cut = await draw({ text, wrap: { width: 300, height: 2 * lineHeight } });
    expect(cut).toEqual(await draw({ text: 'The quick brown\nfox jumps over…' }));
  });

  it('is not cut where it fits to the pixel', async () => {
    const whole = await draw({ text, wrap: { width: 300 } });
    expect(await draw({ text, wrap: { width: 300, height: 3 * lineHeight } })).toEqual(whole);
    expect(await draw({ text, wrap: { width: 300, height: 3 * lineHeight - 1 } })).not.toEqual(whole);
  });

  it('loses whole paragraphs, and says so at the end of the last that is left', async () => {
    const cut = await draw({ text: 'one\ntwo\nthree\nfour', wrap: { width: 300, height: 2 * lineHeight } });
    expect(cut).toEqual(await draw({ text: 'one\ntwo…' }));
  });

  it('keeps one line, however low the box is', async () => {
    const cut = await draw({ text: 'one\ntwo', wrap: { width: 300, height: 5 } });
    expect(cut).toEqual(await draw({ text: '…' }));
  });

  it('never takes more height than it is given', async () => {
    const words = fc.array(fc.constantFrom('a', 'bb', 'word', 'longerword', '日本語', 'שלום', '\n'), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 60, max: 300 }), async (list, height) => {
        fc.pre(list.some((word) => word !== '\n'));
        const { height: drawn } = await draw({
          text: list.join(' '),
          size: 20,
          wrap: { width: 90, height },
          trim: false,
        });
        expect(drawn).toBeLessThanOrEqual(height);
      }),
      { numRuns: 60 },
    );
  });
});
