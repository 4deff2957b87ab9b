/** `(zoom_2;x_0.3;y_0.6)`: a nearness and a point, for the two ends of a zoom. */
import type { Length, Unsupported, View } from './ast.ts';
import type { ViewSpec } from './spec.ts';

const part = /^(zoom|x|y)_(\d{1,5}(?:\.\d{1,6})?|\.\d{1,6})$/u;

/** With a decimal point a fraction, as everywhere. */
const toLength = (text: string): Length | undefined => {
  const value = Number(text);
  if (!text.includes('.')) return { unit: 'px', value };
  return value <= 1 ? { unit: 'fraction', value } : undefined;
};

export const parseView = ({ maxZoom }: ViewSpec, text: string): Unsupported | View | undefined => {
  const inner = /^\((.*)\)$/u.exec(text)?.[1];
  if (inner === undefined) return undefined;
  if (inner === '') return { view: {} };
  if (/(?:^|;)g_/u.test(inner)) {
    return {
      unsupported: text,
      reason: 'a zoom goes to a point, not to what is in the picture; give x_ and y_',
    };
  }
  const view: { zoom?: number; x?: Length; y?: Length } = {};
  for (const pair of inner.split(';')) {
    const [, name, number = ''] = part.exec(pair) ?? [];
    if (name === 'zoom') {
      const zoom = Number(number);
      if (zoom < 1 || zoom > maxZoom) return undefined;
      view.zoom = zoom;
    } else if (name === 'x' || name === 'y') {
      const length = toLength(number);
      if (length === undefined) return undefined;
      view[name] = length;
    } else return undefined;
  }
  return { view };
};

const printLength = ({ unit, value }: Length): string =>
  unit === 'fraction' && Number.isInteger(value) ? `${value}.0` : String(value);

export const printView = ({ view: { zoom, x, y } }: View): string =>
  `(${[
    ...(zoom === undefined ? [] : [`zoom_${zoom}`]),
    ...(x === undefined ? [] : [`x_${printLength(x)}`]),
    ...(y === undefined ? [] : [`y_${printLength(y)}`]),
  ].join(';')})`;

/** Pixels follow `dpr_`. */
export const scaleView = ({ view }: View, ratio: number): View => {
  const scale = ({ unit, value }: Length): Length => ({ unit, value: unit === 'px' ? value * ratio : value });
  return { view: { ...view, ...(view.x && { x: scale(view.x) }), ...(view.y && { y: scale(view.y) }) } };
};

export const describeView = ({ maxZoom }: ViewSpec): string =>
  `(zoom_Z;x_X;y_Y) with a zoom from 1 to ${maxZoom} and a point in pixels, or as fractions such as 0.5`;
