/** Colour matrices from the W3C Filter Effects specification, https://www.w3.org/TR/filter-effects-1/. */
import type { Matrix3 } from '../../ops/tones.ts';

/** Rec. 709 weights, rounded as the specification rounds them. */
const luma = { r: 0.2126, g: 0.7152, b: 0.0722 } as const;

/** feColorMatrix type="saturate": 0 is grey, 1 unchanged, above 1 more colourful. */
export const saturateMatrix = (amount: number): Matrix3 => {
  const rest = 1 - amount;
  return [
    [luma.r * rest + amount, luma.g * rest, luma.b * rest],
    [luma.r * rest, luma.g * rest + amount, luma.b * rest],
    [luma.r * rest, luma.g * rest, luma.b * rest + amount],
  ];
};

export const grayscaleMatrix: Matrix3 = saturateMatrix(0);

/** feColorMatrix type="hueRotate". Luma is kept, which is why bright colours stay bright. */
export const hueRotateMatrix = (degrees: number): Matrix3 => {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return [
    [0.213 + cos * 0.787 - sin * 0.213, 0.715 - cos * 0.715 - sin * 0.715, 0.072 - cos * 0.072 + sin * 0.928],
    [0.213 - cos * 0.213 + sin * 0.143, 0.715 + cos * 0.285 + sin * 0.14, 0.072 - cos * 0.072 - sin * 0.283],
    [0.213 - cos * 0.213 - sin * 0.787, 0.715 - cos * 0.715 + sin * 0.715, 0.072 + cos * 0.928 + sin * 0.072],
  ];
};
