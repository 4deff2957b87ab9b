/** `e_shear`: slants the picture. */
import { refuse, succeed } from '../../result.ts';
import { arg, number } from '../../values/spec.ts';
import { action } from '../define.ts';

const angle = number({ min: -359, max: 359, unit: 'degrees' });

export const shear = action({
  key: 'e',
  name: 'shear',
  title: 'effect shear',
  summary: 'Slants the picture by degrees along x and along y; the canvas grows.',
  status: 'approximate',
  note: "ImageMagick's -shear: a positive x slides the top to the right, a positive y the right side downwards, x first.",
  args: { x: arg(angle), y: arg(angle) },
  stage: 'effect',
  plan: ({ x, y }, { blank }) => {
    const upright = [x, y].find((degrees) => Math.abs(degrees) % 180 === 90);
    if (upright !== undefined) {
      return refuse({
        code: 'output.too-large',
        message: `Slanted by ${upright} degrees the picture would have no end`,
      });
    }
    return succeed(x % 180 === 0 && y % 180 === 0 ? [] : [{ op: 'shear', x, y, color: blank }]);
  },
  examples: [
    { chain: 'c_scale,w_160/e_shear:20:0', of: 'landscape.jpg' },
    { chain: 'c_scale,w_160/e_shear:-15:10', of: 'logo.png' },
  ],
});
