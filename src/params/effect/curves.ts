/** Tone curves: functions of 0..1, and the tables of bytes that they come to. */

export const clampUnit = (value: number): number => Math.min(1, Math.max(0, value));

/** Contrast around the middle that keeps both ends: 0 changes nothing, 1 is strong, below 0 is soft. */
export const bend = (value: number, amount: number): number => {
  const smooth = value * value * (3 - 2 * value);
  return value + (smooth - value) * amount;
};

export const toTable = (curve: (value: number) => number): readonly number[] =>
  Array.from({ length: 256 }, (_, byte) => Math.round(255 * clampUnit(curve(byte / 255))));
