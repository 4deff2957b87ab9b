/** Words, fonts, spacing, colours and outlines, by what they do to pixels. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { alphaAt, black, blue, colorAt, columnsOf, draw, inkOf, spanOf, white, yellow } from './drawing.ts';

/** Of Arimo 40. */
const lineHeight = 46;
/** Of Cousine 20: all its characters are as wide. */
const monoWidth = 12;

const sizeOf = ({ width, height }: RawPicture) => ({ width, height });

describe('the words of a text', () => {
  it('are never markup, whatever they hold', async () => {
    const character = fc.constantFrom(
      ...Array.from(`<>&"'/;#=%b1 `),
      '&amp;',
      '&#60;',
      '<b>',
      '</span>',
      ']]>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(character, { minLength: 1, maxLength: 12 }), async (characters) => {
        const text = characters.join('');
        const { width, height } = await draw({ text, family: 'Cousine', size: 20, trim: false });
        expect({ width, height }).toEqual({ width: text.length * monoWidth, height: 24 });
      }),
      { numRuns: 150 },
    );
  });

  it('break at line ends of every kind', async () => {
    const expected = await draw({ text: 'one\ntwo' });
    for (const end of ['\r\n', '\r', '\u2028', '\u2029', '\v', '\f', '\u0085']) {
      expect(await draw({ text: `one${end}two` })).toEqual(expected);
    }
  });

  it('leave out control characters', async () => {
    expect(await draw({ text: 'o\u0000n\u0001\u001b\u009fe\ud800\ufffe' })).toEqual(
      await draw({ text: 'one' }),
    );
  });

  it('keep a line that is empty', async () => {
    const close = await draw({ text: 'H\nH', trim: false });
    const far = await draw({ text: 'H\n\nH', trim: false });
    expect([close.height, far.height]).toEqual([2 * lineHeight, 3 * lineHeight]);
  });

  it.each([
    ['a character that no font has', 'cuneiform \u{12000} here', '𒀀 (U+12000)'],
    ['one of private use', 'icon \u{f0000}', 'U+F0000'],
    ['several', '\u{12000}\u{13000}', '𒀀 (U+12000), 𓀀 (U+13000)'],
  ])('are refused for %s, which is named', async (_, text, named) => {
    await expect(draw({ text })).rejects.toMatchObject({
      code: 'url.unsupported',
      message: expect.stringContaining(named),
    });
  });

  it('are refused when there is nothing of them', async () => {
    await expect(draw({ text: '' })).rejects.toMatchObject({ code: 'output.empty' });
    await expect(draw({ text: '\n\u0007' })).rejects.toMatchObject({ code: 'output.empty' });
  });

  it('may be spaces', async () => {
    expect(inkOf(await draw({ text: '  ' }))).toBe(0);
  });
});

describe('a font', () => {
  it('has its size in pixels', async () => {
    // Arimo's capitals are 1409 of 2048 units high.
    expect((await draw({ text: 'H', size: 60 })).height).toBe(Math.round((1409 / 2048) * 60));
    // The edge may run through a row.
    expect((await draw({ text: 'H', size: 600 })).height - (1409 / 2048) * 600).toBeLessThan(2);
  });

  it('grows heavier with every weight that it has', async () => {
    const inks: number[] = [];
    for (let weight = 100; weight <= 900; weight += 100) {
      inks.push(inkOf(await draw({ family: 'Roboto', weight })));
    }
    expect(inks).toEqual(inks.toSorted((a, b) => a - b));
    expect(new Set(inks).size).toBe(9);
  });

  it('is thickened where it has no bold face, and slanted where it has no italic one', async () => {
    const regular = await draw({ text: 'Love', family: 'Cookie' });
    const bold = await draw({ text: 'Love', family: 'Cookie', weight: 700 });
    expect(inkOf(bold)).toBeGreaterThan(1.1 * inkOf(regular));
    const upright = await draw({ text: 'l', family: 'Anton', size: 100 });
    const italic = await draw({ text: 'l', family: 'Anton', size: 100, italic: true });
    expect(italic.width).toBeGreaterThan(upright.width + 10);
    expect(inkOf(italic) / inkOf(upright)).toBeCloseTo(1, 1);
  });

  it('takes its own italics where it has them', async () => {
    const upright = await draw({ text: 'a', family: 'Tinos', size: 100 });
    const italic = await draw({ text: 'a', family: 'Tinos', size: 100, italic: true });
    expect(inkOf(italic) / inkOf(upright)).not.toBeCloseTo(1, 1);
  });

  it('is helped out by others, in the style of its kind', async () => {
    expect(await draw({ text: 'ψ', family: 'Lora' })).toEqual(await draw({ text: 'ψ', family: 'Tinos' }));
    expect(await draw({ text: 'ψ', family: 'Lato' })).toEqual(await draw({ text: 'ψ', family: 'Arimo' }));
    const japanese = await draw({ text: '日本', family: 'Chocolate Classical Sans' });
    expect(await draw({ text: '日本', family: 'Roboto' })).toEqual(japanese);
  });

  it('is drawn without smooth edges on demand', async () => {
    const levels = ({ data }: RawPicture) => new Set(data.filter((_, index) => index % 4 === 3));
    expect(levels(await draw({ antialias: 'none', size: 18 }))).toEqual(new Set([0, 255]));
    expect(levels(await draw({ antialias: 'best', size: 18 })).size).toBeGreaterThan(20);
  });

  it('is fitted to the pixels as it is asked to be', async () => {
    const hinted = await Promise.all(
      (['none', 'slight', 'full'] as const).map(async (hinting) => draw({ size: 13, hinting })),
    );
    expect(new Set(hinted.map(({ data }) => data.join())).size).toBe(3);
    expect(hinted[1]).toEqual(await draw({ size: 13 }));
  });
});

describe('decoration and spacing', () => {
  it('underlines from the first letter to the last', async () => {
    const plain = await draw({ text: 'Hxx' });
    const underlined = await draw({ text: 'Hxx', decoration: 'underline' });
    expect(underlined.height).toBeGreaterThan(plain.height);
    const [left, right] = spanOf(underlined, underlined.height - 1, underlined.height);
    expect([left, right]).toEqual([0, underlined.width - 1]);
  });

  it('strikes through', async () => {
    const plain = await draw({ text: 'oo' });
    const struck = await draw({ text: 'oo', decoration: 'strikethrough' });
    expect(struck.height).toBe(plain.height);
    expect(inkOf(struck)).toBeGreaterThan(inkOf(plain));
  });

  it.each([14, 0.5, -3])('sets letters %d pixels further apart', async (letterSpacing) => {
    const plain = await draw({ text: 'Style', trim: false });
    const spaced = await draw({ text: 'Style', trim: false, letterSpacing });
    expect(Math.abs(spaced.width - plain.width - 5 * letterSpacing)).toBeLessThanOrEqual(
      Math.abs(letterSpacing) + 1,
    );
  });

  it.each([20, 0, -15, -60])('sets lines %d pixels further apart', async (lineSpacing) => {
    const { height } = await draw({ text: 'H\nH\nH', lineSpacing });
    const capHeight = 28;
    expect(height).toBe(capHeight + 2 * Math.abs(lineHeight + lineSpacing));
  });

  it('sets the lines of a broken text as far apart as others', async () => {
    const broken = await draw({ text: 'one two six', wrap: { width: 70 }, lineSpacing: -9 });
    expect(broken).toEqual(await draw({ text: 'one\ntwo\nsix', lineSpacing: -9 }));
  });
});

describe('the edges of the picture', () => {
  it('touch the ink on all sides, and cut nothing off', async () => {
    for (const text of ['Hxg', 'jf', 'ÁÅgjpqy', '.', 'العربية', 'ฤๅที่']) {
      for (const family of ['Arimo', 'Cookie', 'Pacifico', 'Tinos'] as const) {
        const tight = await draw({ text, family, italic: true });
        const ample = await draw({ text: ` ${text} `, family, italic: true, trim: false });
        expect(inkOf(tight), `${text} in ${family}`).toBeCloseTo(inkOf(ample), 6);
        const columns = columnsOf(tight);
        expect(Math.min(columns.at(0)!, columns.at(-1)!)).toBeGreaterThan(0);
        expect(spanOf(tight, 0, 1)[1]).toBeGreaterThanOrEqual(0);
        expect(spanOf(tight, tight.height - 1, tight.height)[1]).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('leave the lines their height and side bearings without trimming', async () => {
    const [low, high] = [await draw({ text: 'xx', trim: false }), await draw({ text: 'Ág', trim: false })];
    expect([low.height, high.height]).toEqual([lineHeight, lineHeight]);
    const tight = await draw({ text: 'H' });
    const loose = await draw({ text: 'H', trim: false });
    expect(loose.width).toBeGreaterThan(tight.width + 4);
    expect(alphaAt(loose, 0, 20)).toBe(0);
  });
});

describe('colours', () => {
  it('fill the letters, and let their edges fade out', async () => {
    const { data } = await draw({ color: { r: 200, g: 100, b: 50, alpha: 1 } });
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 0) expect([...data.subarray(at, at + 3)]).toEqual([200, 100, 50]);
    }
  });

  it('may be translucent', async () => {
    const { data } = await draw({ color: { ...black, alpha: 0.5 } });
    expect(Math.max(...data.filter((_, index) => index % 4 === 3))).toBe(128);
  });

  it('fill a background that is wider than the text', async () => {
    const plain = await draw({ text: 'label', trim: false });
    const labelled = await draw({ text: 'label', background: yellow });
    expect(sizeOf(labelled)).toEqual({ width: plain.width + 16, height: plain.height });
    for (const [x, y] of [
      [0, 0],
      [labelled.width - 1, labelled.height - 1],
    ] as const) {
      expect(colorAt(labelled, x, y)).toEqual([255, 255, 0, 255]);
    }
  });

  it('show a translucent background through translucent letters once', async () => {
    const picture = await draw({
      text: '██',
      color: { ...white, alpha: 0.5 },
      background: { ...black, alpha: 0.5 },
    });
    const [, , , alpha] = colorAt(picture, Math.round(picture.width / 2), Math.round(picture.height / 2));
    expect(alpha).toBe(191);
  });
});

describe('an outline', () => {
  it('reaches as far out of the letters as it is wide', async () => {
    const plain = await draw({ text: 'Smile!' });
    for (const width of [1, 2.5, 10]) {
      const outlined = await draw({ text: 'Smile!', stroke: { width, color: blue } });
      const margin = Math.ceil(width) + 1;
      const [left, right] = spanOf(outlined, 0, outlined.height);
      expect(Math.abs(left + width - margin)).toBeLessThanOrEqual(1);
      expect(Math.abs(right - left + 1 - plain.width - 2 * width)).toBeLessThanOrEqual(1);
    }
  });

  it('lets nothing shine through between itself and the letters', async () => {
    const picture = await draw({ text: 'S', size: 120, stroke: { width: 8, color: blue }, color: yellow });
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        const [red = 0, , , alpha] = colorAt(picture, x, y);
        if (red > 10) expect(alpha).toBe(255);
      }
    }
  });

  it('is empty inside where the letters are', async () => {
    const picture = await draw({
      text: '█',
      size: 60,
      color: { ...black, alpha: 0 },
      stroke: { width: 4, color: blue },
    });
    expect(alphaAt(picture, Math.round(picture.width / 2), Math.round(picture.height / 2))).toBe(0);
    expect(alphaAt(picture, 3, Math.round(picture.height / 2))).toBe(255);
  });

  it('is left out when it has no width', async () => {
    expect(await draw({ stroke: { width: 0, color: blue } })).toEqual(await draw({}));
  });
});
