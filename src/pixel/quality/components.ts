/** The three components in which SSIMULACRA 2.1 compares: XYB, made positive and brought to about 0..1. */
import type { LinearPlanes } from './linear.ts';

export type ComponentName = 'b' | 'x' | 'y';

export type Components = { readonly [Name in ComponentName]?: Float32Array };

const bias = 0.003_793_073_255_275_449_3;
const rootOfBias = Math.cbrt(bias);

/** Cube roots of 0..1 plus the bias, linear in between: off by 1e-6 at most, and three times as quick as the real ones. */
const steps = 1 << 14;
const roots = Float64Array.from(
  { length: steps + 2 },
  (_, step) => Math.cbrt(step / steps + bias) - rootOfBias,
);

const root = (mixed: number): number => {
  const scaled = mixed * steps;
  const step = scaled | 0;
  const from = roots[step]!;
  return from + (scaled - step) * (roots[step + 1]! - from);
};

/** Only the named ones: the weights of the others are nothing. */
export const toComponents = ({ r, g, b }: LinearPlanes, wanted: ReadonlySet<ComponentName>): Components => {
  const size = r.length;
  const x = wanted.has('x') ? new Float32Array(size) : undefined;
  const y = new Float32Array(size);
  const blue = wanted.has('b') ? new Float32Array(size) : undefined;
  for (let at = 0; at < size; at += 1) {
    const red = r[at]!;
    const green = g[at]!;
    const rest = 0.078 * b[at]!;
    const long = root(0.3 * red + 0.622 * green + rest);
    const medium = root(0.23 * red + 0.692 * green + rest);
    const light = (long + medium) * 0.5;
    y[at] = light + 0.01;
    if (x) x[at] = 7 * (long - medium) + 0.42;
    if (blue) {
      const short =
        0.243_422_689_245_478_2 * red + 0.204_767_444_244_968_2 * green + 0.551_809_866_509_553_5 * b[at]!;
      blue[at] = root(short) - light + 0.55;
    }
  }
  return { y, ...(x && { x }), ...(blue && { b: blue }) };
};
