/** Numbers with units, as people write them in the environment. */
import { expect, read, type Reading } from './reading.ts';

/** Number, unit; spaces and capitals do not matter. */
const split = (text: string): { readonly amount: number; readonly unit: string } | undefined => {
  const match = text.trim().match(/^(\d+(?:\.\d+)?)\s*([a-z]*)$/i);
  if (match === null) return undefined;
  return { amount: Number(match[1]), unit: (match[2] ?? '').toLowerCase() };
};

const scaled = (
  text: string,
  units: Readonly<Record<string, number>>,
  expected: string,
  smallest: number,
): Reading<number> => {
  const parts = split(text);
  const factor = parts === undefined ? undefined : units[parts.unit];
  if (parts === undefined || factor === undefined) return expect(expected);
  const value = Math.round(parts.amount * factor);
  return Number.isSafeInteger(value) && value >= smallest ? read(value) : expect(expected);
};

const kilo = 1024;
const byteUnits = {
  '': 1,
  b: 1,
  k: kilo,
  kb: kilo,
  m: kilo ** 2,
  mb: kilo ** 2,
  g: kilo ** 3,
  gb: kilo ** 3,
  t: kilo ** 4,
  tb: kilo ** 4,
};
const secondUnits = { '': 1, s: 1, m: 60, min: 60, h: 3600, d: 86_400, w: 604_800 };
const pixelUnits = { '': 1, px: 1, mp: 1_000_000 };

/** `256mb`; a megabyte is 1024 x 1024 bytes. */
export const readBytes = (text: string): Reading<number> =>
  scaled(text, byteUnits, 'a size such as 500kb, 256mb or 5gb', 1);

/** `1h`; a number alone counts seconds. */
export const readSeconds = (text: string): Reading<number> =>
  scaled(text, secondUnits, 'a duration such as 90s, 15m, 1h or 30d', 0);

/** `100mp`; a number alone counts pixels. */
export const readPixels = (text: string): Reading<number> =>
  scaled(text, pixelUnits, 'a number of pixels such as 100mp or 25000000', 1);

export const readInteger =
  (min: number, max: number) =>
  (text: string): Reading<number> => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
    return value >= min && value <= max ? read(value) : expect(`a whole number from ${min} to ${max}`);
  };
