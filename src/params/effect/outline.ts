/** `e_outline`: a line along the edge of what is opaque. */
import { succeed } from '../../result.ts';
import { black } from '../../values/color.ts';
import { arg, int, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';
import { blendWith } from './blend-with.ts';

/** What a smooth edge takes: the line has to be under it, or a gap would show. */
const edgePx = 1;

export const outline = action({
  key: 'e',
  name: 'outline',
  title: 'effect outline',
  summary: 'Draws a line in the colour of co_ (black without one) along the edge of what is opaque.',
  status: 'approximate',
  note: 'Without a mode the line has the width on both sides of the edge; fill and inner_fill paint the inside over as well. A line outside makes the canvas larger by what it needs, and does not show through what is translucent. The sigma of its blur is a fiftieth in pixels, as for e_blur.',
  args: {
    mode: arg(keyword(['inner', 'inner_fill', 'outer', 'fill']), { optional: true }),
    width: arg(int({ min: 1, max: 100, unit: 'px', scales: true }), { default: 5 }),
    blur: arg(int({ min: 0, max: 2000, scales: true }), { default: 0 }),
  },
  uses: ['co'],
  stage: 'shadow',
  plan: ({ mode, width, blur }, { qualifiers: { co = black } }) => {
    const sigma = blur / 50;
    const outside = { op: 'silhouette', color: co, spread: width, sigma, dx: 0, dy: 0 } as const;
    switch (mode) {
      case undefined:
        return succeed([
          { op: 'inner-line', color: co, width, sigma },
          { ...outside, under: width },
        ]);
      case 'inner':
        return succeed([{ op: 'inner-line', color: co, width, sigma }]);
      case 'outer':
        return succeed([{ ...outside, under: edgePx }]);
      case 'inner_fill':
        return succeed(blendWith(co, 1));
      case 'fill':
        return succeed([...blendWith(co, 1), outside]);
    }
  },
  examples: [
    { chain: 'c_scale,w_200/e_outline', of: 'logo.png' },
    { chain: 'c_scale,w_200/co_orange,e_outline:outer:8:200', of: 'lettering.png' },
    { chain: 'c_scale,w_200/co_teal,e_outline:fill:4', of: 'logo.png' },
    { chain: 'c_fill,w_200,h_140,r_30/co_white,e_outline:inner:6', of: 'landscape.jpg' },
  ],
});
