/** `e_recolor`: mixes the channels anew, by a matrix. */
import type { Matrix3, Matrix4 } from '../../ops/tones.ts';
import { succeed } from '../../result.ts';
import { arg, either, list, number } from '../../values/spec.ts';
import { action } from '../define.ts';

const factors = (count: number) =>
  list(number({ min: -100, max: 100 }), { separator: ':', min: count, max: count });

/** The row that begins at an index; its length has been checked by the grammar. */
const row3 = (values: readonly number[], from: number): Matrix3[0] => [
  values[from] ?? 0,
  values[from + 1] ?? 0,
  values[from + 2] ?? 0,
];

const row4 = (values: readonly number[], from: number): Matrix4[0] => [
  ...row3(values, from),
  values[from + 3] ?? 0,
];

export const recolor = action({
  key: 'e',
  name: 'recolor',
  title: 'effect recolor',
  summary: 'Multiplies the channels by a matrix of 3 x 3 (red, green, blue) or 4 x 4 numbers (and alpha).',
  note: 'Row by row, each row makes one channel of the result; what leaves 0..255 is clamped. Alpha is that of straight, not premultiplied, colours.',
  status: 'exact',
  args: { matrix: arg(either(factors(9), factors(16))) },
  stage: 'effect',
  plan: ({ matrix }) =>
    succeed([
      matrix.length === 9
        ? { op: 'recomb', matrix: [row3(matrix, 0), row3(matrix, 3), row3(matrix, 6)] }
        : {
            op: 'alpha-recomb',
            matrix: [row4(matrix, 0), row4(matrix, 4), row4(matrix, 8), row4(matrix, 12)],
          },
    ]),
  examples: [
    { chain: 'c_scale,w_200/e_recolor:0.3:0.7:0.1:0.3:0.6:0.1:0.2:0.5:0.1', of: 'still-life.jpg' },
    { chain: 'c_scale,w_200/e_recolor:0:0:1:0:0:1:0:0:1:0:0:0:0:0:0:0.7', of: 'logo.png' },
  ],
});
