/** `e_zoompan`: a slow movement over a still picture, as Ken Burns made it known. */
import type { Window } from '../../ops/moving.ts';
import { succeed } from '../../result.ts';
import type { Length, View } from '../../values/ast.ts';
import { arg, keyword, number, view } from '../../values/spec.ts';
import { toPx } from '../crop/dimensions.ts';
import { action, conflict } from '../define.ts';

const maxZoom = 8;

const at = (zoom: number, x: number, y: number): View['view'] => ({
  zoom,
  x: { unit: 'fraction', value: x },
  y: { unit: 'fraction', value: y },
});

const whole = at(1, 0.5, 0.5);

/** The two ends of each movement. */
const ends = (mode: string, zoom: number): readonly [View['view'], View['view']] => {
  switch (mode) {
    case 'ztl':
      return [whole, at(zoom, 0, 0)];
    case 'ztr':
      return [whole, at(zoom, 1, 0)];
    case 'ofc':
      return [at(zoom, 0.5, 0.5), whole];
    case 'ofl':
      return [at(zoom, 0, 0), whole];
    case 'ofr':
      return [at(zoom, 1, 0), whole];
    case 'plr':
      return [at(zoom, 0, 0.5), at(zoom, 1, 0.5)];
    case 'prl':
      return [at(zoom, 1, 0.5), at(zoom, 0, 0.5)];
    default:
      return [whole, at(zoom, 0.5, 0.5)];
  }
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As near to the point as the edges allow. */
const windowOf = ({ zoom = 1, x, y }: View['view'], { width, height }: Size): Window => {
  const size = { width: width / zoom, height: height / zoom };
  const begin = (point: Length | undefined, side: number, part: number): number =>
    Math.max(0, Math.min(side - part, (toPx(point, side) ?? side / 2) - part / 2));
  return { left: begin(x, width, size.width), top: begin(y, height, size.height), ...size };
};

export const zoompan = action({
  key: 'e',
  name: 'zoompan',
  title: 'effect zoompan',
  summary:
    'Moves slowly over a still picture: in, out, or across. GIF moves by itself; WebP and PNG need fl_awebp, fl_apng or fl_animated.',
  note: 'zt and of: to and out of c (the middle), l (top left), r (top right); plr and prl: from left to right, and back. from and to take the place of a mode. du is in seconds. A still shows the beginning; GIF holds at most 50 frames a second.',
  status: 'approximate',
  named: true,
  args: {
    mode: arg(keyword(['ztc', 'ztl', 'ztr', 'ofc', 'ofl', 'ofr', 'plr', 'prl']), { optional: true }),
    maxzoom: arg(number({ min: 1.1, max: maxZoom }), { default: 1.4 }),
    du: arg(number({ min: 1, max: 30, unit: 's' }), { default: 4 }),
    fps: arg(number({ min: 5, max: 60 }), { default: 25 }),
    from: arg(view({ maxZoom }), { default: { view: {} } }),
    to: arg(view({ maxZoom }), { default: { view: {} } }),
  },
  stage: 'effect',
  plan: ({ mode, maxzoom, du, fps, from, to }, { canvas: { width, height } }) => {
    const hasEnds = [from, to].some((end) => Object.keys(end.view).length > 0);
    if (hasEnds && mode !== undefined) {
      return conflict('e_zoompan takes a mode, or from and to, and not both');
    }
    const [start, end] = hasEnds ? [from.view, to.view] : ends(mode ?? 'ztc', maxzoom);
    const size = { width, height };
    return succeed([
      {
        op: 'zoom-pan',
        from: windowOf(start, size),
        to: windowOf(end, size),
        ...size,
        durationMs: du * 1000,
        perSecond: fps,
      },
    ]);
  },
  examples: [
    {
      chain: 'c_scale,w_160/e_zoompan:mode_ztr;maxzoom_2.5;du_1;fps_5/f_webp,q_100,fl_awebp',
      of: 'landscape.jpg',
    },
    {
      chain:
        'e_zoompan:du_1;fps_5;from_(zoom_3;x_0.2;y_0.7);to_(zoom_1.5;x_0.8)/c_fill,w_120,h_90/f_webp,q_100,fl_awebp',
      of: 'landscape.jpg',
    },
  ],
});
