/** `e_theme`: a screenshot in other colours. */
import { succeed } from '../../result.ts';
import { arg, color, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const theme = action({
  key: 'e',
  name: 'theme',
  title: 'effect theme',
  summary: 'Gives a screenshot another background colour, and text and icons the tones that go with it.',
  status: 'approximate',
  note: 'The background is the most frequent colour. Between light and dark, tones are turned over, hues are not. What has many colours is taken for a photograph and stays, and so does all of a picture in which no colour is frequent; the higher photosensitivity, the sooner.',
  named: true,
  args: {
    color: arg(color({ bareHex: true })),
    photosensitivity: arg(int({ min: 0, max: 200 }), { default: 100 }),
  },
  stage: 'effect',
  plan: ({ color: wanted, photosensitivity }) =>
    succeed([{ op: 'theme', color: wanted, photosensitivity: photosensitivity / 100 }]),
  examples: [
    { chain: 'c_scale,w_300/e_theme:color_black', of: 'chart.png' },
    {
      chain:
        'c_pad,w_300,h_160,g_east,b_white/co_rgb:333,l_text:Arial_22_bold:Light%20or%20dark/fl_layer_apply,g_west,x_14/e_theme:color_1b2838',
      of: 'portrait.jpg',
    },
    { chain: 'c_scale,w_300/e_theme:color_rgb:fdf6e3:photosensitivity_30', of: 'chart.png' },
  ],
});
