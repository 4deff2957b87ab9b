/** `e_tint`: brightness as a gradient of colours. */
import { succeed } from '../../result.ts';
import type { Color } from '../../values/ast.ts';
import { black, white } from '../../values/color.ts';
import { arg, color, int, keyword } from '../../values/spec.ts';
import { action, conflict } from '../define.ts';

const hue = arg(color({ bareHex: true }), { optional: true });
const place = arg(int({ min: 0, max: 100, suffix: 'p', literal: true }), { optional: true });

interface Stop {
  readonly color: Color;
  /** 0..1 from black to white. */
  readonly at: number;
}

const red: Color = { r: 255, g: 0, b: 0, alpha: 1 };

const mix = (low: Stop, high: Stop, at: number): readonly [number, number, number] => {
  const share = high.at === low.at ? 1 : (at - low.at) / (high.at - low.at);
  const between = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return [
    between(low.color.r, high.color.r),
    between(low.color.g, high.color.g),
    between(low.color.b, high.color.b),
  ];
};

/** From black to white, unless colours were put at the ends. */
const withEnds = (given: readonly Stop[]): readonly Stop[] => {
  const stops = [...given].sort((a, b) => a.at - b.at);
  return [
    ...(stops[0]?.at === 0 ? [] : [{ color: black, at: 0 }]),
    ...stops,
    ...(stops.at(-1)?.at === 1 ? [] : [{ color: white, at: 1 }]),
  ];
};

const colorAt = (stops: readonly Stop[], at: number): readonly [number, number, number] => {
  const next = stops.findIndex((stop) => stop.at >= at);
  const high = stops[next] ?? { color: white, at: 1 };
  return mix(stops[next - 1] ?? high, high, at);
};

/** The reds of all 256 lumas, then the greens, then the blues. */
const gradientTable = (given: readonly Stop[]): readonly number[] => {
  const stops = withEnds(given);
  const colors = Array.from({ length: 256 }, (_, luma) => colorAt(stops, luma / 255));
  return [...colors.map(([r]) => r), ...colors.map(([, g]) => g), ...colors.map(([, , b]) => b)];
};

export const tint = action({
  key: 'e',
  name: 'tint',
  title: 'effect tint',
  summary: 'Blends the picture with a gradient of up to ten colours from its dark to its light parts.',
  status: 'approximate',
  note: 'Luma picks the colour; black and white are the ends unless colours are placed there (0p, 100p). Colours without a place are spread evenly, and count as opaque. equalize spreads the tones first, by their histogram.',
  args: {
    equalize: arg(keyword(['equalize']), { optional: true }),
    amount: arg(int({ min: 0, max: 100, unit: '%' }), { default: 60 }),
    ...{ color1: hue, position1: place, color2: hue, position2: place, color3: hue, position3: place },
    ...{ color4: hue, position4: place, color5: hue, position5: place, color6: hue, position6: place },
    ...{ color7: hue, position7: place, color8: hue, position8: place, color9: hue, position9: place },
    ...{ color10: hue, position10: place },
  },
  plan: ({ equalize, amount, ...given }) => {
    const colors = [
      ...[given.color1, given.color2, given.color3, given.color4, given.color5],
      ...[given.color6, given.color7, given.color8, given.color9, given.color10],
    ];
    const places = [
      ...[given.position1, given.position2, given.position3, given.position4, given.position5],
      ...[given.position6, given.position7, given.position8, given.position9, given.position10],
    ];
    const isAlone = colors.every((each) => each === undefined);
    const first = colors[0] ?? (isAlone || places[0] !== undefined ? red : undefined);
    const listed = [first, ...colors.slice(1)];
    if (places.some((percent, index) => percent !== undefined && listed[index] === undefined)) {
      return conflict('e_tint has a place without a colour', 'write each place behind its colour: red:20p');
    }
    if (amount === 0) return succeed([]);
    const count = listed.filter((each) => each !== undefined).length;
    const stops = listed.flatMap((each, index) => {
      if (each === undefined) return [];
      const before = listed.slice(0, index).filter((other) => other !== undefined).length;
      const percent = places[index];
      return [{ color: each, at: percent === undefined ? (before + 1) / (count + 1) : percent / 100 }];
    });
    return succeed([
      {
        op: 'gradient-map',
        table: gradientTable(stops),
        amount: amount / 100,
        equalize: equalize !== undefined,
      },
    ]);
  },
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_tint', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_tint:100:rgb:1b1464:0p:orange:70p', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_tint:equalize:80:green:blue:yellow', of: 'landscape.jpg' },
  ],
});
