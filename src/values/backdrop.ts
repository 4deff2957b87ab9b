/** Backgrounds that are taken from the picture itself: `b_auto` in all its forms, and `b_blurred`. */
import type { Backdrop, Color } from './ast.ts';
import { parseColor, printColor } from './color.ts';

const directions = ['horizontal', 'vertical', 'diagonal_desc', 'diagonal_asc'] as const;

const auto =
  /^auto(?::(border|predominant)(_gradient)?(_contrast)?)?(?::([24]))?(?::(horizontal|vertical|diagonal_desc|diagonal_asc))?(?::palette_(.+))?$/u;
const blurred = /^blurred(?::(\d{1,4})(?::(-?\d{1,3}))?)?$/u;

const within = (value: number, min: number, max: number): boolean => value >= min && value <= max;

const parsePalette = (text: string | undefined): readonly Color[] | undefined => {
  if (text === undefined) return [];
  const colors = text.split('_').map((name) => parseColor(name, true));
  return colors.every((color) => color !== undefined) ? colors : undefined;
};

const parseBlurred = (text: string): Backdrop | undefined => {
  const [found, intensity = '100', brightness = '0'] = blurred.exec(text) ?? [];
  if (found === undefined || !within(Number(intensity), 1, 2000) || !within(Number(brightness), -300, 100)) {
    return undefined;
  }
  return { backdrop: 'blurred', intensity: Number(intensity), brightness: Number(brightness) + 0 };
};

/** Undefined when it is none of them: colours stand for themselves. */
export const parseBackdrop = (text: string): Backdrop | undefined => {
  if (text.startsWith('blurred')) return parseBlurred(text);
  const [found, from = 'border', gradient, contrast, count, direction, names] = auto.exec(text) ?? [];
  const palette = parsePalette(names);
  if (found === undefined || palette === undefined) return undefined;
  // Numbers and directions are those of a gradient, and four colours have no direction.
  const isStray =
    gradient === undefined
      ? count !== undefined || direction !== undefined
      : count === '4' && direction !== undefined;
  if (isStray) return undefined;
  return {
    backdrop: 'auto',
    from: from === 'predominant' ? 'predominant' : 'border',
    contrast: contrast !== undefined,
    colors: gradient === undefined ? 1 : count === '4' ? 4 : 2,
    direction: directions.find((each) => each === direction) ?? 'horizontal',
    palette,
  };
};

const printAuto = ({
  from,
  contrast,
  colors,
  direction,
  palette,
}: Backdrop & { readonly backdrop: 'auto' }): string => {
  const mode = `${from}${colors === 1 ? '' : '_gradient'}${contrast ? '_contrast' : ''}`;
  const parts = [
    'auto',
    ...(mode === 'border' ? [] : [mode]),
    ...(colors === 4 ? ['4'] : []),
    ...(colors === 2 && direction !== 'horizontal' ? [direction] : []),
    ...(palette.length > 0 ? [`palette_${palette.map((color) => printColor(color, true)).join('_')}`] : []),
  ];
  return parts.join(':');
};

export const printBackdrop = (backdrop: Backdrop): string => {
  if (backdrop.backdrop === 'auto') return printAuto(backdrop);
  const { intensity, brightness } = backdrop;
  if (brightness !== 0) return `blurred:${intensity}:${brightness}`;
  return intensity === 100 ? 'blurred' : `blurred:${intensity}`;
};

export const describeBackdrop =
  'auto[:border|predominant[_gradient][_contrast]][:2|4][:horizontal|vertical|diagonal_desc|diagonal_asc][:palette_C1_C2] or blurred[:1..2000[:-300..100]]';
