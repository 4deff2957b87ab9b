/** `e_brightness`: makes the picture brighter or darker. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const brightness = action({
  key: 'e',
  name: 'brightness',
  title: 'effect brightness',
  summary: 'Makes the picture brighter or darker.',
  status: 'approximate',
  note: 'Multiplies by 1 + level/100, which is why -99 is the darkest level: -100 would leave nothing.',
  args: { level: arg(int({ min: -99, max: 100 }), { default: 80 }) },
  plan: ({ level }) => {
    const factor = 1 + level / 100;
    return succeed(level === 0 ? [] : [{ op: 'linear', multiply: [factor, factor, factor], add: [0, 0, 0] }]);
  },
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_brightness:40', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_brightness:-40', of: 'portrait.jpg' },
  ],
});
