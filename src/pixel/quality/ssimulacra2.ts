/**
 * SSIMULACRA 2.1, the perceptual metric of Jon Sneyers (Cloudinary), from its published description:
 * https://github.com/cloudinary/ssimulacra2. 100 is identical; 90 looks so even when flickering, 80 side by side, 70
 * is good, 50 fair; there is no lower bound. Within 0.01 of the formulas in double precision.
 */
import type { RawPicture } from '../raw-picture.ts';
import { type ComponentName, toComponents } from './components.ts';
import { compareWith, type OriginalPlane, prepareOriginal } from './error-maps.ts';
import { halve, linearize, type LinearPlanes } from './linear.ts';
import { weights } from './weights.ts';

/** Compares candidates with one original, whose planes are kept. */
export interface Judge {
  /** Pictures of the same size only. */
  readonly score: (distorted: RawPicture) => number;
}

const maxScales = 6;
const minSide = 8;
const subScoresPerScale = 6;
const componentOrder: readonly ComponentName[] = ['x', 'y', 'b'];

/** Taking smaller weights for nothing moves no score of a photograph by more than 0.0022, and saves most of the work. */
const minWeight = 0.01;

export const scoreOfSum = (sum: number): number => {
  const e = 0.956_238_261_683_484_4 * sum;
  const p =
    2.326_765_642_916_932 * e - 0.020_884_521_182_843_837 * e ** 2 + 0.000_062_484_966_257_631_38 * e ** 3;
  return p > 0 ? 100 - 10 * p ** 0.627_633_646_783_138_7 : 100;
};

/** A scale is there when the one before it has sides of eight or more, so that the last may have sides of four. */
const countScales = ({ width, height }: { readonly width: number; readonly height: number }): number => {
  let scales = 1;
  for (let side = Math.min(width, height); scales < maxScales && side >= minSide; side = (side + 1) >> 1) {
    scales += 1;
  }
  return scales;
};

/**
 * The weights of one component at one scale. With fewer than six scales the reference goes on counting through the
 * list, so that weights no longer belong to their components: such scores compare with each other only.
 */
const weightsOf = (component: number, scale: number, scales: number): Float64Array => {
  const first = (component * scales + scale) * subScoresPerScale;
  return weights.subarray(first, first + subScoresPerScale);
};

interface Scale {
  readonly wanted: ReadonlySet<ComponentName>;
  readonly planes: { readonly [Name in ComponentName]?: OriginalPlane };
}

const wantedAt = (scale: number, scales: number): ReadonlySet<ComponentName> =>
  new Set(
    componentOrder.filter((_, component) =>
      weightsOf(component, scale, scales).some(
        (weight) => weight >= (scales === maxScales ? minWeight : 1e-9),
      ),
    ),
  );

const pyramid = (first: LinearPlanes, scales: number): readonly LinearPlanes[] => {
  const levels = [first];
  while (levels.length < scales) levels.push(halve(levels.at(-1)!));
  return levels;
};

const prepareScale = (level: LinearPlanes, wanted: ReadonlySet<ComponentName>): Scale => {
  if (wanted.size === 0) return { wanted, planes: {} };
  const components = toComponents(level, wanted);
  const { width, height } = level;
  const prepared = [...wanted].flatMap((name): readonly [ComponentName, OriginalPlane][] => {
    const samples = components[name];
    return samples ? [[name, prepareOriginal({ samples, width, height })]] : [];
  });
  return { wanted, planes: Object.fromEntries(prepared) };
};

/** Alpha shows `background` (0..1, encoded). The shorter side has to be 8 at least. */
const judgeOn = (original: RawPicture, background: number): Judge => {
  const scales = countScales(original);
  const prepared = pyramid(linearize(original, background), scales).map((level, scale) =>
    prepareScale(level, wantedAt(scale, scales)),
  );
  return {
    score: (distorted) => {
      const levels = pyramid(linearize(distorted, background), scales);
      let sum = 0;
      for (const [scale, level] of levels.entries()) {
        const { wanted, planes } = prepared[scale]!;
        if (wanted.size === 0) continue;
        const components = toComponents(level, wanted);
        for (const [index, name] of componentOrder.entries()) {
          const [plane, samples] = [planes[name], components[name]];
          if (!plane || !samples) continue;
          const subScores = compareWith(plane, samples);
          for (const [at, weight] of weightsOf(index, scale, scales).entries()) {
            sum += weight * subScores[at]!;
          }
        }
      }
      return scoreOfSum(sum);
    },
  };
};

/** Where the original has alpha, the worse of a dark and a light background counts; where only the other has, grey. */
export const createJudge = (original: RawPicture): Judge => {
  if (original.channels === 3) return judgeOn(original, 0.5);
  const [dark, light] = [judgeOn(original, 0.1), judgeOn(original, 0.9)];
  return { score: (distorted) => Math.min(dark.score(distorted), light.score(distorted)) };
};
