/** `e_art`: looks. */
import type { Operation } from '../../ops/operation.ts';
import { succeed } from '../../result.ts';
import { arg, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';
import { type Look, type LookName, looks } from './art-looks.ts';
import { bend, toTable } from './curves.ts';
import { saturateMatrix } from './matrices.ts';

const names = [
  ...['al_dente', 'athena', 'audrey', 'aurora', 'daguerre', 'eucalyptus', 'fes', 'frost', 'hairspray'],
  ...['hokusai', 'incognito', 'linen', 'peacock', 'primavera', 'quartz', 'red_rock', 'refresh', 'sizzle'],
  ...['sonnet', 'ukulele', 'zorro'],
] as const satisfies readonly LookName[];

const none = [0, 0, 0] as const;

const develop = ({
  saturation,
  contrast = 0,
  gamma = 1,
  shadows = none,
  highlights = none,
  fade = 0,
}: Look): readonly Operation[] => {
  const curve =
    (channel: 0 | 1 | 2) =>
    (value: number): number => {
      const tone = bend(value ** (1 / gamma), contrast);
      const tinted = tone + shadows[channel] * (1 - tone) ** 2 + highlights[channel] * tone ** 2;
      return fade + (1 - fade) * tinted;
    };
  return [
    { op: 'recomb', matrix: saturateMatrix(saturation) },
    { op: 'maplut', table: ([0, 1, 2] as const).flatMap((channel) => toTable(curve(channel))) },
  ];
};

export const art = action({
  key: 'e',
  name: 'art',
  title: 'effect art',
  summary: 'Gives the picture one of 21 looks.',
  sought: 'filter instagram',
  status: 'approximate',
  note: 'Looks of our own in the spirit of the names: Cloudinary does not publish its curves. Saturation, a tone curve, and tints of shadows and highlights for each.',
  args: { look: arg(keyword(names)) },
  plan: ({ look }) => succeed(develop(looks[look])),
  stage: 'effect',
  examples: names.map((name) => ({ chain: `c_scale,w_160/e_art:${name}`, of: 'portrait.jpg' })),
});
