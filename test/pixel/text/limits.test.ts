/** What is too much to draw is refused before memory is taken for it. */
import { describe, expect, it } from 'vitest';
import { black, draw } from './drawing.ts';

describe('limits', () => {
  it.each([
    ['characters', { text: 'a'.repeat(5001) }, 'url.invalid-value'],
    ['a font that is too large', { text: 'Hello', size: 20_000 }, 'output.too-large'],
    ['a line that is too long', { text: 'Hello '.repeat(500), size: 200 }, 'output.too-large'],
    ['letters that are too far apart', { text: 'Hello', letterSpacing: 20_000 }, 'output.too-large'],
    ['lines that are too far apart', { text: 'H\nH\nH', lineSpacing: 20_000 }, 'output.too-large'],
    ['too many pixels', { text: 'MMMM\n'.repeat(20), size: 1500 }, 'output.too-large'],
    ['an outline', { text: 'H', stroke: { width: 9000, color: black } }, 'output.too-large'],
    [
      'words in a narrow box',
      { text: 'word '.repeat(500), size: 300, wrap: { width: 300 } },
      'output.too-large',
    ],
  ] as const)('refuse %s before anything is drawn', async (_, properties, code) => {
    const before = process.memoryUsage.rss();
    await expect(draw(properties)).rejects.toMatchObject({ code });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it('let through what is large and within them', async () => {
    const { width } = await draw({ text: 'Wide', size: 1500 });
    expect(width).toBeGreaterThan(3000);
    expect((await draw({ text: 'x'.repeat(400), size: 60 })).width).toBeGreaterThan(11_000);
    await draw({ text: 'word '.repeat(700), size: 14, wrap: { width: 400 } });
    await draw({ text: 'box', wrap: { width: 25_000_000 } });
    await draw({ text: 'letter '.repeat(20), wrap: { width: 10 } });
  });
});
