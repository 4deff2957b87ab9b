/** Ratios of width to height, kept as one number that has one spelling. */

/** Whole numbers whose quotient is exactly this, as long as the second is small. */
const findFraction = (value: number): readonly [number, number] | undefined => {
  for (let denominator = 1; denominator <= 100; denominator += 1) {
    const numerator = Math.round(value * denominator);
    if (numerator / denominator === value) return [numerator, denominator];
  }
  return undefined;
};

/** Six decimals for what is no simple fraction: printed and read again, a ratio must stay the same. */
export const settleRatio = (value: number): number =>
  findFraction(value) === undefined ? Number(value.toFixed(6)) : value;

/** `1.5` and `3:2` are one ratio: small whole numbers where they are exact, else decimals. */
export const printRatio = (value: number): string => findFraction(value)?.join(':') ?? String(value);
