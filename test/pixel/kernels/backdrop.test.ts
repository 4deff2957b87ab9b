/** Margins whose colours come from the picture. */
import { describe, expect, it } from 'vitest';
import { layBackdrop } from '../../../src/pixel/kernels/backdrop.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { parseBackdrop, printBackdrop } from '../../../src/values/backdrop.ts';

/** Red on the left and blue on the right, with a green heart. */
const picture: RawPicture = {
  width: 40,
  height: 40,
  channels: 3,
  data: Uint8Array.from(
    Array.from({ length: 1600 }, (_, at) => {
      const [x, y] = [at % 40, Math.floor(at / 40)];
      if (x >= 4 && x < 36 && y >= 4 && y < 36) return [0, 160, 0];
      return x < 20 ? [200, 0, 0] : [0, 0, 200];
    }).flat(),
  ),
};

const lay = async (text: string, of: RawPicture = picture): Promise<RawPicture> =>
  layBackdrop(
    { ...of, data: of.data.slice() },
    { left: 10, top: 10, right: 10, bottom: 10, backdrop: parseBackdrop(text)! },
  );

const at = ({ data, width }: RawPicture, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

describe('a backdrop', () => {
  it('has the most frequent colour of the border, or of the picture', async () => {
    expect(at(await lay('auto:predominant'), 0, 0)).toEqual([0, 160, 0]);
    expect([200, 0]).toContain(at(await lay('auto'), 0, 0)[0]);
    expect(at(await lay('auto:predominant:palette_red_navy_lime'), 0, 0)).toEqual([0, 255, 0]);
  });

  it('goes from the colour of one side to that of the other', async () => {
    const made = await lay('auto:border_gradient');
    expect([at(made, 0, 0), at(made, 59, 59)]).toEqual([
      [200, 0, 0],
      [0, 0, 200],
    ]);
    expect(at(made, 30, 0)[0]).toBeGreaterThan(80);
    const corners = await lay('auto:border_gradient:4:palette_red_lime_blue_white');
    const found = [at(corners, 0, 0), at(corners, 59, 0), at(corners, 0, 59), at(corners, 59, 59)];
    expect(new Set(found.map((color) => color.join())).size).toBe(4);
  });

  it('leaves the picture alone, and shows through it where it is transparent', async () => {
    const made = await lay('auto:predominant_contrast');
    expect(at(made, 30, 30)).toEqual([0, 160, 0]);
    expect(at(made, 0, 0)).not.toEqual([0, 160, 0]);
    const clear: RawPicture = { width: 2, height: 2, channels: 4, data: new Uint8Array(16) };
    expect(new Set((await lay('auto', clear)).data)).toEqual(new Set([255]));
  });

  it('is the picture out of focus, darker where that is asked for', async () => {
    const [soft, dark] = [await lay('blurred:300'), await lay('blurred:300:-100')];
    expect(at(soft, 0, 30)[1]).toBeGreaterThan(0);
    expect(at(dark, 0, 30)).toEqual([0, 0, 0]);
    expect(at(dark, 30, 30)).toEqual([0, 160, 0]);
  });
});

describe('the words for it', () => {
  it.each([
    ['auto:border', 'auto'],
    ['auto:border_gradient:2:horizontal', 'auto:border_gradient'],
    [
      'auto:predominant_gradient_contrast:4:palette_red_00f',
      'auto:predominant_gradient_contrast:4:palette_ff0000_0000ff',
    ],
    ['blurred:100:0', 'blurred'],
  ])('%s is %s', (written, canonical) => {
    expect(printBackdrop(parseBackdrop(written)!)).toBe(canonical);
  });

  it.each([
    'auto:2',
    'auto:border:vertical',
    'auto:border_gradient:4:vertical',
    'auto:palette_nocolour',
    'blurred:0',
    'blurred:9:101',
  ])('%s is none', (written) => {
    expect(parseBackdrop(written)).toBeUndefined();
  });
});
