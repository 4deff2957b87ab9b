/** Tone curves: functions of 0..1, and the tables of bytes that they come to. */

export const clampUnit = (value: number): number => Math.min(1, Math.max(0, value));

export const toTable = (curve: (value: number) => number): readonly number[] =>
  Array.from({ length: 256 }, (_, byte) => Math.round(255 * clampUnit(curve(byte / 255))));
