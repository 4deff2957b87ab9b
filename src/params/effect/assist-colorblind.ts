/** `e_assist_colorblind`: reds and greens that everybody can tell apart. */
import type { Matrix3 } from '../../ops/tones.ts';
import { succeed } from '../../result.ts';
import { arg, either, int, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';
import { colorVisions } from './color-vision.ts';

/** Pixels between two stripes. */
const period = 8;

const [[rr, rg, rb], [gr, gg, gb], [br, bg, bb]] = colorVisions.deuteranopia;

/**
 * What a deuteranope does not see is added to what they do: of the red that is lost, 0.7 go into green and blue each
 * (Fidaner, Lin, Özgüven: "Analysis of Color Blindness", 2005).
 */
const xray: Matrix3 = [
  [1, 0, 0],
  [0.7 * (1 - rr) - gr, 2 - gg - 0.7 * rg, -gb - 0.7 * rb],
  [0.7 * (1 - rr) - br, -bg - 0.7 * rg, 2 - bb - 0.7 * rb],
];

export const assistColorblind = action({
  key: 'e',
  name: 'assist_colorblind',
  title: 'effect assist_colorblind',
  summary:
    'Helps people with a colour vision deficiency to tell colours apart: stripes over reds and greens, or other colours (xray).',
  status: 'approximate',
  note: 'Stripes lean to the right over reds and to the left over greens, and show as much as the root of the strength. xray adds what deuteranopes do not see to blue and green.',
  args: { type: arg(either(int({ min: 1, max: 100 }), keyword(['xray'])), { default: 10 }) },
  stage: 'effect',
  plan: ({ type }, { dpr }) =>
    succeed([
      type === 'xray'
        ? { op: 'light-recomb', matrix: xray }
        : { op: 'hatch', amount: Math.sqrt(type / 100), period: period * dpr },
    ]),
  examples: [
    { chain: 'c_scale,w_240/e_assist_colorblind', of: 'still-life.jpg' },
    { chain: 'c_scale,w_240/e_assist_colorblind:50', of: 'still-life.jpg' },
    { chain: 'c_scale,w_240/e_assist_colorblind:xray', of: 'still-life.jpg' },
  ],
});
