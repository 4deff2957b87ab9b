/** `e_dropshadow`: the shadow that a cut-out object casts on the ground. */
import { succeed } from '../../result.ts';
import { black } from '../../values/color.ts';
import { arg, int } from '../../values/spec.ts';
import { action, conflict } from '../define.ts';

/** The ground is seen from a little above: what goes backwards on it looks this much shorter. */
const foreshortening = 0.45;
/** Objects have depth: even a shadow straight to the side is not a line. */
const leastDepth = 0.1;
/** Shadow length in heights of the object: a light at the horizon would cast it without end. */
const longest = 3;

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

export const dropshadow = action({
  key: 'e',
  name: 'dropshadow',
  title: 'effect dropshadow',
  summary: 'Lays the shadow on the ground that light from somewhere makes of what is opaque.',
  status: 'approximate',
  note: 'Cloudinary has a model draw it; ours is plain geometry: the silhouette, laid on the ground at its lowest point, blurred and faded with the distance. The azimuth is where the light comes from, clockwise from behind the object; the elevation how high it stands; the spread how soft the shadow is. A shadow is at most three times as long as the picture is high. The picture needs transparent parts.',
  named: true,
  args: {
    azimuth: arg(int({ min: 0, max: 360, unit: 'degrees' }), { default: 215 }),
    elevation: arg(int({ min: 0, max: 90, unit: 'degrees' }), { default: 45 }),
    spread: arg(int({ min: 0, max: 100, unit: '%' }), { default: 50 }),
  },
  stage: 'shadow',
  plan: ({ azimuth, elevation, spread }, { canvas }) => {
    if (!canvas.alpha) {
      return conflict(
        'e_dropshadow needs a picture with transparent parts, and this one is opaque',
        'cut the object out first, for example with e_bgremoval or e_make_transparent',
      );
    }
    const length = Math.min(longest, 1 / Math.tan(toRadians(Math.max(1, elevation))));
    // Away from the light.
    const right = -Math.sin(toRadians(azimuth)) * length;
    const forward = Math.cos(toRadians(azimuth)) * length * foreshortening;
    const down = (forward > 0 ? 1 : -1) * Math.max(leastDepth, Math.abs(forward));
    const softness = (spread / 100) * canvas.height;
    return succeed([
      {
        op: 'cast-shadow',
        color: { ...black, alpha: 0.55 },
        right: Number(right.toFixed(6)),
        down: Number(down.toFixed(6)),
        near: 0.01 * softness,
        far: 0.07 * softness,
      },
    ]);
  },
  examples: [
    { chain: 'c_scale,w_160/e_dropshadow/b_white', of: 'logo.png' },
    { chain: 'c_scale,w_160/e_dropshadow:azimuth_330;elevation_50;spread_20', of: 'logo.png' },
  ],
});
