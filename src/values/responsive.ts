/** `w_auto`: a width that the client's hints give. */
import type { Breakpoints, Responsive, Value } from './ast.ts';

export type { Breakpoints, Responsive } from './ast.ts';

export const isResponsive = (value: Value): value is Responsive =>
  typeof value === 'object' && 'responsive' in value;

/** Documented. */
const usual: Breakpoints = { minPx: 50, maxPx: 1000, stepKb: 20, count: 20 };

/** `breakpoints`, or `breakpoints_200_1400_30_10`: from, to, kilobytes between, how many at most. */
const parseBreakpoints = (text: string): Breakpoints | undefined => {
  if (text === 'breakpoints') return usual;
  const numbers = /^breakpoints_([1-9]\d{0,3})_([1-9]\d{0,3})_([1-9]\d{0,3})_([1-9]\d{0,2})$/u.exec(text);
  if (numbers === null) return undefined;
  const [minPx = 0, maxPx = 0, stepKb = 0, count = 0] = numbers.slice(1).map(Number);
  return minPx < maxPx && count >= 2 && count <= 200 ? { minPx, maxPx, stepKb, count } : undefined;
};

const parseFallback = (text: string | undefined): Pick<Responsive, 'fallback'> | undefined => {
  if (text === undefined) return {};
  return /^[1-9]\d{0,3}$/u.test(text) ? { fallback: Number(text) } : undefined;
};

/**
 * `auto`, `auto:50`, `auto:50:400`: widths are rounded up to whole steps; the fallback is for clients without hints.
 * `auto:breakpoints_50_1000_20_20:400:json` has breakpoints in the place of the step.
 */
export const parseResponsive = (text: string): Responsive | undefined => {
  const [auto, by, ...rest] = text.split(':');
  if (auto !== 'auto') return undefined;
  if (by === undefined) return { responsive: 'width' };
  const breakpoints = parseBreakpoints(by);
  if (breakpoints === undefined) {
    const [fallback, ...more] = rest;
    const read = parseFallback(fallback);
    const isStep = /^[1-9]\d{0,3}$/u.test(by) && more.length === 0;
    return isStep && read ? { responsive: 'width', step: Number(by), ...read } : undefined;
  }
  const json = rest.at(-1) === 'json';
  const [fallback, ...more] = json ? rest.slice(0, -1) : rest;
  const read = parseFallback(fallback);
  if (read === undefined || more.length > 0) return undefined;
  return { responsive: 'width', breakpoints, ...read, ...(json && { json: true }) };
};

const printBreakpoints = ({ minPx, maxPx, stepKb, count }: Breakpoints): string => {
  const numbers = [minPx, maxPx, stepKb, count].join('_');
  const isUsual = numbers === [usual.minPx, usual.maxPx, usual.stepKb, usual.count].join('_');
  return isUsual ? 'breakpoints' : `breakpoints_${numbers}`;
};

export const printResponsive = ({ step, fallback, breakpoints, json }: Responsive): string =>
  [
    'auto',
    breakpoints === undefined ? step : printBreakpoints(breakpoints),
    fallback,
    json === true ? 'json' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(':');
