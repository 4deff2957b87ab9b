/** `a_`: turns and mirrors. */
import type { Canvas } from '../../ops/facts.ts';
import { nextCanvas, roundSide } from '../../ops/geometry.ts';
import type { Operation, Rgba } from '../../ops/operation.ts';
import { succeed } from '../../result.ts';
import { arg, either, int, keyword, list } from '../../values/spec.ts';
import { action, type Qualifiers } from '../define.ts';

/** "Input over 3000 px on a side is scaled down first" (LANGUAGE section 3, a_). */
const largestTurnedSide = 3000;

const modes = ['vflip', 'hflip', 'ignore', 'exif', 'auto_right', 'auto_left'] as const;
type Mode = (typeof modes)[number];

/** At its own size, whatever that is. */
export const turnBy = (degrees: number, color: Rgba): readonly Operation[] => {
  const turned = ((degrees % 360) + 360) % 360;
  if (turned === 0) return [];
  if (turned === 90 || turned === 180 || turned === 270) return [{ op: 'turn', degrees: turned }];
  return [{ op: 'rotate', degrees: turned, color }];
};

const rotateBy = (degrees: number, canvas: Canvas, color: Rgba): readonly Operation[] => {
  const turning = turnBy(degrees, color);
  if (turning[0]?.op !== 'rotate') return turning;
  const factor = Math.min(1, largestTurnedSide / Math.max(canvas.width, canvas.height));
  const reduced: readonly Operation[] =
    factor === 1
      ? []
      : [
          {
            op: 'resize',
            width: roundSide(canvas.width * factor),
            height: roundSide(canvas.height * factor),
          },
        ];
  return [...reduced, ...turning];
};

type Asked = { readonly [Name in 'ar' | 'h' | 'w']?: Qualifiers[Name] };

/** The ratio that the crop of this component asks for, as far as it can be known before the turn. */
const askedRatio = ({ w, h, ar }: Asked, canvas: Canvas): number | undefined => {
  if (ar !== undefined) return ar;
  if (w === undefined || h === undefined) return undefined;
  const width = w.unit === 'px' ? w.value : w.value * canvas.width;
  return width / (h.unit === 'px' ? h.value : h.value * canvas.height);
};

/** Turns only when the wanted shape is upright and the picture is not, or the other way round. */
const autoTurn = (degrees: 90 | 270, asked: Asked, canvas: Canvas): readonly Operation[] => {
  const wanted = askedRatio(asked, canvas);
  const isOtherWay = wanted !== undefined && (wanted - 1) * (canvas.width / canvas.height - 1) < 0;
  return isOtherWay ? [{ op: 'turn', degrees }] : [];
};

const applyMode = (mode: Mode, asked: Asked, canvas: Canvas): readonly Operation[] => {
  switch (mode) {
    case 'vflip':
      return [{ op: 'flip', axis: 'vertical' }];
    case 'hflip':
      return [{ op: 'flip', axis: 'horizontal' }];
    case 'auto_right':
      return autoTurn(90, asked, canvas);
    case 'auto_left':
      return autoTurn(270, asked, canvas);
    // Orientation by EXIF happens while decoding: `ignore` is read there, `exif` asks for what is done anyway.
    case 'ignore':
    case 'exif':
      return [];
  }
};

export const angle = action({
  key: 'a',
  title: 'angle',
  summary: 'Rotates clockwise by degrees, mirrors, or sees to EXIF orientation; several joined with a dot.',
  sought: 'flip turn upside down straighten',
  status: 'exact',
  note: 'auto_right and auto_left turn before the crop of the same component, when its shape and the picture’s differ.',
  args: {
    turns: arg(
      list(either(int({ min: -3600, max: 3600, unit: 'degrees' }), keyword(modes)), {
        separator: '.',
        min: 1,
        max: 8,
      }),
    ),
  },
  refuses: [{ pattern: /^auto(?:\..*)?$/u, reason: 'use auto_right or auto_left' }],
  reads: ['w', 'h', 'ar'],
  stage: ({ turns }) => (turns.includes('auto_right') || turns.includes('auto_left') ? 'orient' : 'angle'),
  plan: ({ turns }, { canvas, qualifiers, blank }) => {
    const operations: Operation[] = [];
    let current = canvas;
    for (const turn of turns) {
      const added =
        typeof turn === 'number' ? rotateBy(turn, current, blank) : applyMode(turn, qualifiers, current);
      operations.push(...added);
      current = added.reduce(nextCanvas, current);
    }
    return succeed(operations);
  },
  examples: [
    { chain: 'c_scale,w_160/a_90', of: 'landscape.jpg' },
    { chain: 'c_scale,w_160/a_20', of: 'landscape.jpg' },
    { chain: 'c_scale,w_160/a_hflip', of: 'landscape.jpg' },
    { chain: 'c_scale,w_160/a_vflip.-30', of: 'landscape.jpg' },
    { chain: 'c_fill,w_120,h_160,a_auto_right', of: 'landscape.jpg' },
    { chain: 'a_ignore/c_scale,w_160', of: 'sideways.jpg' },
  ],
});
