/** What a crop, or an effect, is to go by: places in the picture as it is at one point of the chain. */
import type { Landmarks } from './face.ts';

/** Gravity that goes by something in the picture. `body` is guessed from the face; `custom` is what is stored. */
export const focusWords = [
  'face',
  'face:center',
  'face:auto',
  'faces',
  'faces:center',
  'faces:auto',
  'adv_face',
  'adv_faces',
  'adv_eyes',
  'body',
  'body:face',
  'custom',
  'custom:face',
  'custom:faces',
  'custom:adv_face',
  'custom:adv_faces',
] as const;
export type FocusGravity = (typeof focusWords)[number];

const words: ReadonlySet<string> = new Set(focusWords);

export const isFocusGravity = (gravity: unknown): gravity is FocusGravity =>
  typeof gravity === 'string' && words.has(gravity);

/** In pixels of the canvas, not rounded; parts of it may lie outside. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A face where it lies now. */
export interface PlacedFace extends Rect {
  readonly score: number;
  /** In pixels of the canvas. */
  readonly landmarks?: Landmarks;
}

export interface Focus {
  /** `unseen`: in frames, at which nobody looks. */
  readonly kind: 'area' | 'body' | 'eyes' | 'face' | 'unseen';
  /** One for each thing; none where nothing was found. */
  readonly boxes: readonly Rect[];
  /** The faces that they were taken from. */
  readonly faces: readonly PlacedFace[];
}

/** The smallest box around all of them, of which there is one at least. */
export const around = (boxes: readonly Rect[]): Rect => {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
};

/** The same box with more room, in parts of its sides. */
export const widen = (
  { left, top, width, height }: Rect,
  by: { readonly side: number; readonly top: number; readonly bottom: number },
): Rect => ({
  left: left - width * by.side,
  top: top - height * by.top,
  width: width * (1 + 2 * by.side),
  height: height * (1 + by.top + by.bottom),
});
