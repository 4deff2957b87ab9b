/** `e_zoompan`: how many pictures its movement takes, from which size, and what it does not go with. */
import { describe, expect, it } from 'vitest';
import type { ZoomPan } from '../../src/ops/moving.ts';
import { type Picture, planOf, refusalOf, sizeOf, stepsOf } from './plan-of.ts';

const photo = { format: 'jpg', size: '4000x3000' } as const satisfies Picture;

const zoomOf = (chain: string, picture: Picture = photo): ZoomPan => {
  const zoom = planOf(chain, picture).operations.find(({ op }) => op === 'zoom-pan');
  if (zoom?.op !== 'zoom-pan') throw new TypeError(`${chain} has no zoom`);
  return zoom;
};

const small = 'c_scale,w_400';

describe('the pictures', () => {
  it.each([
    ['e_zoompan/f_gif', 100, 40],
    ['e_zoompan:du_2;fps_10/f_gif', 20, 100],
    ['e_zoompan:du_1;fps_60/f_gif', 50, 20],
    ['e_zoompan:du_1;fps_60/f_webp,fl_awebp', 60, 17],
    ['e_zoompan:du_2;fps_10/dl_50/f_gif', 20, 50],
    ['e_zoompan:du_2;fps_10/fps_5/f_gif', 10, 200],
    ['pg_1/e_zoompan:du_1;fps_5/f_gif', 5, 200],
  ])('of %s are %i, the first of them for %i ms', (chain, count, delayMs) => {
    const { shots = [] } = planOf(`${small}/${chain}`, photo).animation ?? {};
    expect([shots.length, shots[0]?.delayMs]).toEqual([count, delayMs]);
  });

  it('take as long as was asked for, whatever a format rounds to', () => {
    const { shots = [] } = planOf(`${small}/e_zoompan:du_5;fps_30/f_gif`, photo).animation ?? {};
    expect(shots.reduce((sum, { delayMs }) => sum + delayMs, 0)).toBe(5000);
    expect(new Set(shots.map(({ delayMs }) => delayMs))).toEqual(new Set([30, 40]));
  });

  it.each(['f_jpg', 'f_webp', 'f_png', 'f_avif'])('are a still in %s', (chain) => {
    expect(planOf(`${small}/e_zoompan/${chain}`, photo).animation).toBeUndefined();
  });
});

describe('the movement', () => {
  it.each([
    ['e_zoompan:mode_ztc;maxzoom_2', [0, 0, 400], [100, 75, 200]],
    ['e_zoompan:mode_ztl;maxzoom_2', [0, 0, 400], [0, 0, 200]],
    ['e_zoompan:mode_ztr;maxzoom_4', [0, 0, 400], [300, 0, 100]],
    ['e_zoompan:mode_ofc;maxzoom_2', [100, 75, 200], [0, 0, 400]],
    ['e_zoompan:mode_ofl;maxzoom_2', [0, 0, 200], [0, 0, 400]],
    ['e_zoompan:mode_ofr;maxzoom_2', [200, 0, 200], [0, 0, 400]],
    ['e_zoompan:mode_plr;maxzoom_2', [0, 75, 200], [200, 75, 200]],
    ['e_zoompan:mode_prl;maxzoom_2', [200, 75, 200], [0, 75, 200]],
    ['e_zoompan:from_(zoom_2;x_0.5;y_0.75)', [100, 150, 200], [0, 0, 400]],
    ['e_zoompan:to_(zoom_4;x_200;y_80)', [0, 0, 400], [150, 42.5, 100]],
    ['e_zoompan:from_(zoom_2;x_0.0);to_(zoom_2;x_1.0)', [0, 75, 200], [200, 75, 200]],
  ])('of %s goes from %j to %j', (chain, from, to) => {
    const zoom = zoomOf(`${small}/${chain}/f_gif`);
    expect([zoom.from.left, zoom.from.top, zoom.from.width]).toEqual(from);
    expect([zoom.to.left, zoom.to.top, zoom.to.width]).toEqual(to);
  });

  it('ends at the size that follows, and enlarges nothing that is made small again', () => {
    const chain = 'e_zoompan:mode_ztc;maxzoom_2/c_scale,w_400/f_gif';
    expect(stepsOf(chain, photo)).toBe('resize 800x600, zoom-pan');
    expect(sizeOf(chain, photo)).toBe('400x300');
    expect(zoomOf(chain).from).toEqual({ left: 0, top: 0, width: 800, height: 600 });
    expect(stepsOf('e_zoompan/c_fill,w_400,h_400/f_gif', photo)).toBe(
      'resize 747x560, zoom-pan, extract 400x400+66+0',
    );
    expect(stepsOf('c_scale,w_400/e_zoompan/f_gif', photo)).toBe('resize 400x300, zoom-pan');
  });
});

describe('what it does not go with', () => {
  const gif = { format: 'gif', pages: 3, size: '90x60' } as const;

  it.each([
    ['e_zoompan/f_gif', gif, /animated/u],
    [`${small}/e_zoompan/e_zoompan/f_gif`, photo, /one e_zoompan only/u],
    ['e_zoompan:mode_ztc;from_(zoom_2)', photo, /a mode, or from and to/u],
    ['e_zoompan:from_(g_hat;zoom_4.5)', photo, /to a point/u],
    ['e_zoompan:maxzoom_9', photo, /from 1.1 to 8/u],
    ['e_zoompan:to_(zoom_9)', photo, /zoom from 1 to 8/u],
    ['e_zoompan/f_gif', photo, /100 frames of the animation would take 1200 million pixels/u],
    [`${small}/e_zoompan:du_30/f_gif`, photo, /would have 750 frames; at most 300/u],
  ] as const)('%s of %j is refused', (chain, picture, message) => {
    expect(() => {
      throw new Error(refusalOf(chain, picture).message);
    }).toThrow(message);
  });
});
