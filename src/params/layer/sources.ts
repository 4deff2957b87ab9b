/** `l_` and `u_`: another picture, a text or a table of colours, laid over or under the picture. */
import { arg, layer } from '../../values/spec.ts';
import { layered } from '../define.ts';

const reference = 'https://cloudinary.com/documentation/layers';
const args = { source: arg(layer()) } as const;

export const overlay = layered({
  key: 'l',
  title: 'overlay',
  summary:
    'Lays another picture over this one: what follows, up to fl_layer_apply, is done to it. Without that flag, what stands in the same component is done to it, and it is applied at once.',
  sought: 'watermark logo text caption sticker badge lut',
  note: 'The canvas grows where the layer reaches beyond it, unless fl_no_overflow is set. Private and authenticated layers, like fetched ones from hosts that are not allowed, need a signed URL or an entry in DARKROOM_FETCH_ALLOW.',
  status: 'exact',
  reference,
  part: { kind: 'source', side: 'over' },
  args,
  uses: ['g', 'x', 'y', 'co'],
  examples: [
    {
      chain: 'c_scale,w_300/l_logo/c_scale,w_90/o_80/fl_layer_apply,g_south_east,x_10,y_10',
      of: 'landscape.jpg',
    },
    { chain: 'c_scale,w_240/l_logo,w_120,g_north_west,x_-30,y_-20', of: 'landscape.jpg' },
    { chain: 'c_scale,w_240/l_lut:warm.cube/fl_layer_apply', of: 'portrait.jpg' },
    {
      chain: 'c_scale,w_240/l_glasses/c_scale,fl_region_relative,w_1.7/fl_layer_apply,g_adv_eyes',
      of: 'portrait.jpg',
    },
    {
      chain: 'c_scale,w_240/a_-15/l_hat/c_scale,fl_region_relative,w_1.7/fl_layer_apply,g_adv_faces,y_-0.75',
      of: 'portrait.jpg',
    },
    { chain: 'c_scale,w_240/l_badge,fl_region_relative,g_faces,w_1.2', of: 'portrait.jpg' },
    {
      chain:
        'c_scale,w_300/l_text:Pacifico_44_stroke:Evening,co_white,bo_3px_solid_rgb:8b1e3f/a_-8/fl_layer_apply,y_30',
      of: 'landscape.jpg',
    },
    {
      chain:
        'c_scale,w_300/c_fit,w_0.8,l_text:Lora_17_italic_center:Lines%20break%20where%20there%20is%20no%20room%20left,co_white,b_rgb:00000090/fl_layer_apply,g_south,y_10',
      of: 'landscape.jpg',
    },
  ],
});

export const underlay = layered({
  key: 'u',
  title: 'underlay',
  summary: 'The same as l_, under the picture: it shows where that is transparent, and around it.',
  status: 'exact',
  reference,
  part: { kind: 'source', side: 'under' },
  args,
  uses: ['g', 'x', 'y', 'co'],
  examples: [
    { chain: 'c_scale,w_200/u_landscape/c_fill,w_260,h_200/fl_layer_apply', of: 'logo.png' },
    { chain: 'c_scale,w_160/u_landscape,c_fill,w_1.0,h_1.0,fl_relative', of: 'logo.png' },
  ],
});
