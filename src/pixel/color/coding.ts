/** How the numbers of a picture stand for light. */
import type { Matrix3 } from '../../ops/tones.ts';
import type { ColorCodes } from './color-codes.ts';
import { identity, matrixToSrgb } from './primaries.ts';
import { type Curve, isUsual, type Transfer, transferOf } from './transfer.ts';

export interface Coding {
  readonly kind: Transfer['kind'];
  /** Of red, green and blue. */
  readonly curves: readonly [Curve, Curve, Curve];
  /** From light to that of sRGB. */
  readonly matrix: Matrix3;
}

/** Undefined where the colours are those that everything has without saying so. */
export const codingOf = ({ primaries, transfer }: ColorCodes): Coding | undefined => {
  const matrix = matrixToSrgb(primaries);
  if (isUsual(transfer) && matrix === undefined) return undefined;
  const { kind, toLight } = transferOf(transfer);
  return { kind, curves: [toLight, toLight, toLight], matrix: matrix ?? identity };
};
