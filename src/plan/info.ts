/** What `fl_getinfo` answers in the place of the picture: the original, how it came to its size, and what came out. */
import type { Canvas, Essence, Facts, OutputFormat, SourceFormat } from '../ops/facts.ts';
import type { Box, Operation, OperationName } from '../ops/operation.ts';

/** From the original to the size of the result: this part of it, then scaled by these factors. */
export type Resizing = readonly [
  { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  { readonly x_factor: number; readonly y_factor: number },
];

/** Of one face, in pixels of the original; sides are the person's own. Named as Cloudinary names them. */
export type FaceMarks = Readonly<
  Record<'l_eye' | 'mouth_l' | 'mouth_r' | 'nose_tip' | 'r_eye', { readonly x: number; readonly y: number }>
>;

export interface Info {
  /** What would be delivered without the flag; the widths themselves for `w_auto:breakpoints:json`. */
  readonly delivers: 'breakpoints' | 'original' | 'result';
  readonly breakpoints?: readonly number[];
  /** Of the original. */
  readonly essence?: Essence;
  /** Absent when nothing was cropped or scaled. */
  readonly resize?: Resizing;
  /** What automatic gravity chose, in pixels of the original; absent when there was none. */
  readonly attended?: readonly Box[];
  /** Of the faces that the chain went by; absent when it went by none. */
  readonly marks?: readonly FaceMarks[];
}

/** A picture that is written. */
export interface Written extends Essence {
  readonly format: OutputFormat | SourceFormat;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** After these, places in the picture are not those of the original any more. */
const moving: ReadonlySet<OperationName> = new Set([
  'extend',
  'flip',
  'replicate',
  'rotate',
  'shear',
  'turn',
]);

const round = (number: number, digits: number): number => Math.round(number * 10 ** digits) / 10 ** digits;

/** Follows crops and scalings as far as they go; other effects in between leave places alone. */
export const traceResize = (
  operations: readonly Operation[],
  canvases: readonly [Canvas, ...Canvas[]],
): Resizing | undefined => {
  let box: Omit<Box, 'op'> = { left: 0, top: 0, width: canvases[0].width, height: canvases[0].height };
  let size = { width: box.width, height: box.height };
  let isTouched = false;
  for (const operation of operations) {
    if (moving.has(operation.op)) break;
    if (operation.op !== 'extract' && operation.op !== 'resize') continue;
    isTouched = true;
    if (operation.op === 'extract') {
      const [across, down] = [box.width / size.width, box.height / size.height];
      box = {
        left: box.left + operation.left * across,
        top: box.top + operation.top * down,
        width: operation.width * across,
        height: operation.height * down,
      };
    }
    size = { width: operation.width, height: operation.height };
  }
  if (!isTouched) return undefined;
  const { left, top, width, height } = box;
  return [
    { x: Math.round(left), y: Math.round(top), width: Math.round(width), height: Math.round(height) },
    { x_factor: round(size.width / width, 6), y_factor: round(size.height / height, 6) },
  ];
};

/** Sizes are those of the picture as it is shown: turned upright. */
export const uprightSize = ({
  storedWidth,
  storedHeight,
  orientation,
}: Facts): { readonly width: number; readonly height: number } =>
  orientation >= 5
    ? { width: storedHeight, height: storedWidth }
    : { width: storedWidth, height: storedHeight };

const toPlace = ({ left, top, width, height }: Box): Resizing[0] => ({ x: left, y: top, width, height });

/** Differs from Cloudinary: `format`, `pages` and what is left of a picture are ours, and `output` is there without a crop, too. */
export const describePicture = (
  facts: Facts,
  { resize, attended, marks, essence }: Info,
  output: Written,
): unknown => ({
  input: { ...uprightSize(facts), bytes: facts.bytes, format: facts.format, pages: facts.pages, ...essence },
  ...(attended && { g_auto_info: attended.map(toPlace) }),
  ...(marks && { landmarks: [marks] }),
  ...(resize && { resize }),
  output,
});
