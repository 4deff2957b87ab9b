/** `e_contrast`: more or less difference between light and dark. */
import { refuse, succeed } from '../../result.ts';
import { arg, int, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';

/**
 * ImageMagick's sigmoidal contrast around the middle, https://imagemagick.org/script/command-line-options.php#sigmoidal-contrast:
 * a scaled logistic curve; a negative level runs it backwards.
 */
const sigmoidalTable = (level: number): readonly number[] => {
  const strength = Math.abs(level) / 10;
  const logistic = (u: number): number => 1 / (1 + Math.exp(strength * (0.5 - u)));
  const low = logistic(0);
  const high = logistic(1);
  const forward = (u: number): number => (logistic(u) - low) / (high - low);
  const backward = (u: number): number => 0.5 - Math.log(1 / (u * (high - low) + low) - 1) / strength;
  const curve = level > 0 ? forward : backward;
  return Array.from({ length: 256 }, (_, value) =>
    Math.round(255 * Math.min(1, Math.max(0, curve(value / 255)))),
  );
};

export const contrast = action({
  key: 'e',
  name: 'contrast',
  title: 'effect contrast',
  summary: 'Raises or lowers the difference between light and dark.',
  status: 'approximate',
  note: 'sigmoidal: ImageMagick’s curve around middle grey with a tenth of the level as its strength. linear: CSS contrast(), 100 changes nothing.',
  named: true,
  args: {
    level: arg(int({ min: -100, max: 200 }), { optional: true }),
    type: arg(keyword(['sigmoidal', 'linear']), { default: 'sigmoidal' }),
  },
  stage: 'effect',
  plan: ({ level, type }) => {
    const range = type === 'linear' ? { min: 1, max: 200, start: 100 } : { min: -100, max: 100, start: 0 };
    const given = level ?? range.start;
    if (given < range.min || given > range.max) {
      return refuse({
        code: 'url.invalid-value',
        message: `Invalid effect contrast in transformation: ${given} (expected a whole number from ${range.min} to ${range.max} with type ${type})`,
      });
    }
    if (given === range.start) return succeed([]);
    if (type === 'sigmoidal') return succeed([{ op: 'maplut', table: sigmoidalTable(given) }]);
    const slope = given / 100;
    const shift = 127.5 * (1 - slope);
    return succeed([{ op: 'linear', multiply: [slope, slope, slope], add: [shift, shift, shift] }]);
  },
  examples: [
    { chain: 'c_scale,w_200/e_contrast:60', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_contrast:-60', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_contrast:level_150;type_linear', of: 'landscape.jpg' },
  ],
});
