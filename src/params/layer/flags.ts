/** `fl_layer_apply` and the flags that say where and how a layer is laid. */
import { type Example, layered } from '../define.ts';

interface Rest {
  readonly note?: string;
  readonly examples?: readonly Example[];
}

const flag = (name: string, summary: string, rest: Rest = {}) =>
  layered({
    key: 'fl',
    name,
    title: `flag ${name}`,
    summary,
    status: 'exact',
    part: { kind: 'flag' },
    args: {},
    ...rest,
  });

export const layerApply = layered({
  key: 'fl',
  name: 'layer_apply',
  title: 'flag layer_apply',
  summary:
    'Closes the nearest open layer and lays it where g_, x_ and y_ say; whatever else stands beside it is done to the layer first.',
  note: 'Fractions in x_ and y_ are of the picture below. With g_face the middle of the layer lies on that of the largest face, with g_faces there is one on each, 64 at most; g_adv_face, g_adv_faces and g_adv_eyes turn it as the head is held. x_ and y_ move it from there. Where there is nobody, nothing is drawn, unless gravity says :center.',
  status: 'exact',
  part: { kind: 'apply' },
  args: {},
  uses: ['g', 'x', 'y'],
});

export const relative = flag('relative', "Fractions of a layer's w_ and h_ are of the picture below.");
export const regionRelative = flag(
  'region_relative',
  'Fractions of w_ and h_ are of the region that gravity names, each time that a layer is laid: a face, the eyes.',
  {
    note: 'So are fractions of x_ and y_ beside fl_layer_apply, which Cloudinary takes of the whole picture. Of a crop with a gravity of its own it is the region in the picture that is cut. Where gravity names no region, it is the picture below.',
  },
);
export const noOverflow = flag('no_overflow', 'Cuts a layer off where it reaches beyond the picture.', {
  examples: [
    {
      chain: 'c_scale,w_240/l_logo,w_160/fl_layer_apply,fl_no_overflow,g_south_east,x_-60',
      of: 'landscape.jpg',
    },
  ],
});
export const tiled = flag('tiled', 'Repeats a layer over the whole picture.', {
  note: 'The first tile lies where g_, x_ and y_ put it.',
  examples: [{ chain: 'c_scale,w_240/l_logo,o_50,w_60/fl_layer_apply,fl_tiled', of: 'landscape.jpg' }],
});
export const textNoTrim = flag('text_no_trim', 'Keeps the room around a text that belongs to its line.', {
  examples: [
    {
      chain: 'c_scale,w_240/b_rgb:8b1e3f,co_white,fl_text_no_trim,l_text:Lora_40:ace/fl_layer_apply',
      of: 'landscape.jpg',
    },
  ],
});
export const textDisallowOverflow = flag(
  'text_disallow_overflow',
  'Refuses a text that reaches beyond the picture.',
  {
    examples: [
      {
        chain: 'c_scale,w_240/co_white,fl_text_disallow_overflow,l_text:Lora_40:It%20fits/fl_layer_apply',
        of: 'landscape.jpg',
      },
    ],
  },
);
