/** What a new definition looks like before anybody has filled it in: it compiles, and its golden asks to be looked at. */
import type { EffectNames } from './edit-list.ts';

export const writeDefinition = ({
  name,
  variable,
}: EffectNames): string => `/** \`e_${name}\`: what it does, where its numbers come from (with a link), and why it is done this way. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const ${variable} = action({
  key: 'e',
  name: '${name}',
  title: 'effect ${name.replaceAll('_', ' ')}',
  summary: 'Says in one sentence what it does to the picture.',
  status: 'approximate',
  note: 'Says how near to Cloudinary it is, or goes when the status is exact.',
  args: { level: arg(int({ min: 0, max: 100, unit: '%' }), { default: 50 }) },
  stage: 'effect',
  plan: ({ level }) => {
    const factor = level / 100;
    return succeed([{ op: 'linear', multiply: [factor, factor, factor], add: [0, 0, 0] }]);
  },
  examples: [{ chain: 'c_scale,w_200/e_${name}', of: 'portrait.jpg' }],
});
`;
