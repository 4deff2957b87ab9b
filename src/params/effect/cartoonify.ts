/** `e_cartoonify`: the picture as a drawing. */
import { succeed } from '../../result.ts';
import { arg, either, int, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';

export const cartoonify = action({
  key: 'e',
  name: 'cartoonify',
  title: 'effect cartoonify',
  summary: 'Makes the picture look like a cartoon: dark lines, and few and strong colours.',
  sought: 'comic drawing',
  status: 'approximate',
  note: 'Lines are where a narrow blur is darker than one 1.6 times as wide. Colours are those of e_oil_paint with a brush of up to 4 pixels and, at the full reduction, 6 tones; the reduction is as strong as the lines unless it is given. bw leaves black ink on white, and blackens what is darker than most.',
  args: {
    line: arg(int({ min: 0, max: 100 }), { default: 50 }),
    colors: arg(either(int({ min: 0, max: 100 }), keyword(['bw'])), { optional: true }),
  },
  stage: 'effect',
  plan: ({ line, colors = line }, { dpr }) => {
    const blackWhite = colors === 'bw';
    if (line === 0 && colors === 0) return succeed([]);
    const reduction = blackWhite ? 0 : colors / 100;
    return succeed([{ op: 'cartoon', line: line / 100, reduction, blackWhite, sigma: dpr }]);
  },
  examples: [
    { chain: 'c_scale,w_300/e_cartoonify', of: 'portrait.jpg' },
    { chain: 'c_scale,w_300/e_cartoonify:70:80', of: 'still-life.jpg' },
    { chain: 'c_scale,w_300/e_cartoonify:60:bw', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_cartoonify:20', of: 'logo.png' },
  ],
});
