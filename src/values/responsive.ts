/** `w_auto`: a width that the client's hints give. */
import type { Responsive, Value } from './ast.ts';

export type { Responsive } from './ast.ts';

export const isResponsive = (value: Value): value is Responsive =>
  typeof value === 'object' && 'responsive' in value;

/** `auto`, `auto:50`, `auto:50:400`: widths are rounded up to whole steps; the fallback is for clients without hints. */
export const parseResponsive = (text: string): Responsive | undefined => {
  const [, step, fallback] = /^auto(?::([1-9]\d{0,3}))?(?::([1-9]\d{0,3}))?$/u.exec(text) ?? [];
  if (!text.startsWith('auto') || (step === undefined && text !== 'auto')) return undefined;
  return {
    responsive: 'width',
    ...(step !== undefined && { step: Number(step) }),
    ...(fallback !== undefined && { fallback: Number(fallback) }),
  };
};

export const printResponsive = ({ step, fallback }: Responsive): string =>
  ['auto', step, fallback].filter((part) => part !== undefined).join(':');
