/** `e_simulate_colorblind`: the picture as people see it who see fewer colours. */
import { succeed } from '../../result.ts';
import { arg, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';
import { type ColorVision, colorVisions } from './color-vision.ts';

const conditions = [
  'deuteranopia',
  'protanopia',
  'tritanopia',
  'tritanomaly',
  'deuteranomaly',
  'cone_monochromacy',
  'rod_monochromacy',
] as const satisfies readonly ColorVision[];

export const simulateColorblind = action({
  key: 'e',
  name: 'simulate_colorblind',
  title: 'effect simulate_colorblind',
  summary: 'Shows the picture as people with a colour vision deficiency see it.',
  status: 'approximate',
  note: 'The matrices of Machado, Oliveira and Fernandes (2009) on linear light, the anomalies with severity 0.6; rod monochromacy by the weights of the dark-adapted eye, cone monochromacy by luminance.',
  args: { condition: arg(keyword(conditions), { default: 'deuteranopia' }) },
  plan: ({ condition }) => succeed([{ op: 'light-recomb', matrix: colorVisions[condition] }]),
  stage: 'effect',
  examples: conditions.map((condition) => ({
    chain: `c_scale,w_200/e_simulate_colorblind:${condition}`,
    of: 'still-life.jpg',
  })),
});
