/**
 * libvips blurs bytes by whole-number weights, rounded twice: once when the bell is cut into a mask, once more for its
 * fast convolution (vips_gaussmat and vips_convi_intize in libvips/create/gaussmat.c and libvips/convolution/convi.c). For
 * some widths the weights no longer add up to one, and the picture comes out up to 4 % brighter or darker. The nearest
 * width for which they do is too near to be told apart: 3 % away for most, 10 % at worst and only below 1 pixel.
 */

/** The bell is cut off at this share of its height. sharp's default is a fifth, which shows as a square. */
export const minAmplitude = 0.02;

/** The bell's middle weight, and one half of what follows. */
const cutMask = (sigma: number): readonly [number, ...number[]] => {
  const weights: [number, ...number[]] = [20];
  for (let x = 1; ; x += 1) {
    const height = Math.exp((-x * x) / (2 * sigma * sigma));
    if (height < minAmplitude) return weights;
    weights.push(Math.round(20 * height));
  }
};

const sum = ([middle, ...half]: readonly [number, ...number[]]): number =>
  middle + 2 * half.reduce((total, weight) => total + weight, 0);

/** What one pass makes of a picture of ones. */
const gainOf = (sigma: number): number => {
  const mask = cutMask(sigma);
  const scale = sum(mask);
  const [middle, ...half] = mask;
  const one = 128 / 2 ** Math.ceil(Math.log2(middle / scale) + 1);
  const rounded = (weight: number): number => Math.round((weight / scale) * one);
  return sum([rounded(middle), ...half.map(rounded)]) / one;
};

const step = 1 / 400;
const farthestSteps = 60;

/** The nearest width, in pixels, whose blur keeps the brightness. */
export const steadySigma = (sigma: number): number => {
  for (let steps = 0; steps <= farthestSteps; steps += 1) {
    const found = [sigma * (1 - steps * step), sigma * (1 + steps * step)].find(
      (near) => near >= 0.3 && Math.abs(gainOf(near) - 1) < 0.002,
    );
    if (found !== undefined) return found;
  }
  return sigma;
};
