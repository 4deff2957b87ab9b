/** `e_shadow`: a shadow behind the picture, or behind what is opaque of it. */
import { succeed } from '../../result.ts';
import { gray } from '../../values/color.ts';
import { arg, int } from '../../values/spec.ts';
import { toPx } from '../crop/dimensions.ts';
import { action } from '../define.ts';

export const shadow = action({
  key: 'e',
  name: 'shadow',
  title: 'effect shadow',
  summary:
    'Lays a blurred shadow in the colour of co_ (grey without one) under the picture, moved by x_ and y_.',
  status: 'approximate',
  note: 'sigma is a tenth of the strength in pixels; without x_ and y_ the shadow moves by a fifth of it to the right and down. The canvas grows by what the shadow needs.',
  args: { strength: arg(int({ min: 0, max: 100, scales: true }), { default: 40 }) },
  uses: ['co', 'x', 'y'],
  stage: 'shadow',
  plan: ({ strength }, { canvas, qualifiers: { co = gray, x, y } }) => {
    const dx = Math.round(toPx(x, canvas.width) ?? strength / 5);
    const dy = Math.round(toPx(y, canvas.height) ?? strength / 5);
    if (strength === 0 && dx === 0 && dy === 0) return succeed([]);
    return succeed([{ op: 'silhouette', color: co, spread: 0, sigma: strength / 10, dx, dy }]);
  },
  examples: [
    { chain: 'c_scale,w_200/e_shadow', of: 'logo.png' },
    { chain: 'c_fill,w_200,h_140,r_20/co_rgb:2c1a5e,e_shadow:60,x_-12,y_18', of: 'landscape.jpg' },
  ],
});
