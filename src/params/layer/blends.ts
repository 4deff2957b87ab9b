/** How a layer and what lies under it become one. */
import { arg, int } from '../../values/spec.ts';
import { type Blending, type Example, layered } from '../define.ts';

const formulas = 'Formula and treatment of transparency are those of https://www.w3.org/TR/compositing-1/.';
const over = (chain: string, of = 'landscape.jpg'): Example => ({ chain, of });

const blend = (
  id: readonly [key: 'e' | 'fl', name: string],
  blending: Blending,
  summary: string,
  rest: { readonly note?: string; readonly examples?: readonly Example[] } = {},
) =>
  layered({
    key: id[0],
    name: id[1],
    title: `${id[0] === 'e' ? 'effect' : 'flag'} ${id[1]}`,
    summary,
    status: 'exact',
    part: { kind: 'blend', blend: blending },
    args: {},
    ...rest,
  });

export const multiply = blend(
  ['e', 'multiply'],
  'multiply',
  'Multiplies the colours of a layer with those below: both darken.',
  {
    note: formulas,
    examples: [over('c_scale,w_240/l_portrait/c_scale,w_160/e_multiply,fl_layer_apply')],
  },
);

export const screen = blend(
  ['e', 'screen'],
  'screen',
  'Multiplies the inverses of the colours: both brighten.',
  {
    note: formulas,
    examples: [over('c_scale,w_240/l_portrait/c_scale,w_160/e_screen,fl_layer_apply')],
  },
);

export const overlayBlend = blend(
  ['e', 'overlay'],
  'overlay',
  'Multiplies or screens, depending on the colour below: its lights and shadows stay.',
  { note: formulas, examples: [over('c_scale,w_240/l_portrait/c_scale,w_160/e_overlay,fl_layer_apply')] },
);

export const cutOut = blend(
  ['e', 'cut_out'],
  'dest-out',
  'Makes the picture transparent where the layer is opaque.',
  { examples: [over('c_scale,w_240/l_logo/c_scale,w_120/e_cut_out,fl_layer_apply')] },
);

export const mask = blend(
  ['e', 'mask'],
  'mask',
  'Takes the brightness of the layer, times its opacity, for the opacity of the picture; outside of the layer nothing is left.',
  { examples: [over('c_scale,w_240/l_gradient-16/c_scale,fl_relative,w_1.0,h_1.0/e_mask,fl_layer_apply')] },
);

export const cutter = blend(
  ['fl', 'cutter'],
  'cutter',
  'Keeps the picture where the layer is opaque, and nothing of the layer itself.',
  { examples: [over('c_scale,w_240/l_logo/c_scale,w_200/fl_cutter,fl_layer_apply')] },
);

export const antiRemoval = layered({
  key: 'e',
  name: 'anti_removal',
  title: 'effect anti_removal',
  summary:
    'Bends a layer a little and fades it in places, so that it cannot be subtracted from the picture again.',
  note: 'Which way it is bent is not published: ours depends on the level alone, so that the same URL gives the same picture.',
  status: 'approximate',
  part: { kind: 'blend', blend: 'anti-removal' },
  args: { level: arg(int({ min: 1, max: 100 }), { default: 50 }) },
  examples: [over('c_scale,w_240/l_logo/c_scale,w_120/e_anti_removal:90,fl_layer_apply')],
});

export const displace = layered({
  key: 'e',
  name: 'displace',
  title: 'effect displace',
  summary:
    'Moves the pixels of the picture by x_ and y_ at most, as far as the layer differs from middle grey.',
  note: "ImageMagick's displacement map: red moves sideways, green up and down, bright one way and dark the other. Each strength is -999 to 999, and one of them has to be given; the layer lies where g_ puts it.",
  status: 'approximate',
  part: { kind: 'blend', blend: 'displace' },
  args: {},
  uses: ['x', 'y'],
  examples: [
    over('c_scale,w_240/l_gradient-16/c_scale,w_1.0,h_1.0,fl_relative/e_displace,fl_layer_apply,x_40,y_20'),
  ],
});
