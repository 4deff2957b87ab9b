/** Tells drawings, text and screenshots from photographs. */
import type { RawPicture } from '../raw-picture.ts';

/** Over 90 photographs and 20 drawings: those that are flat for half have 4 % at most (cables before a sky), or 6 % at least. */
const minFlatShare = 0.5;
const minStrongShare = 0.05;
/** Of every second row: pictures do not change that much from one to the next. */
const rowStep = 2;
/** Between neighbours, in one of the channels. */
const strongStep = 64;

/** Most neighbours are alike, and where they are not, they often differ a lot. Wants an opaque picture. */
export const isDrawing = ({ data, width, height }: RawPicture): boolean => {
  let flat = 0;
  let strong = 0;
  for (let y = 0; y < height; y += rowStep) {
    const end = (y + 1) * width * 3;
    for (let at = y * width * 3 + 3; at < end; at += 3) {
      const step = Math.max(
        Math.abs(data[at]! - data[at - 3]!),
        Math.abs(data[at + 1]! - data[at - 2]!),
        Math.abs(data[at + 2]! - data[at - 1]!),
      );
      if (step === 0) flat += 1;
      else if (step > strongStep) strong += 1;
    }
  }
  const pairs = (width - 1) * Math.ceil(height / rowStep);
  return flat >= minFlatShare * pairs && strong >= minStrongShare * (pairs - flat);
};

/** Whether a palette holds every colour; alpha makes a colour another. */
export const fitsPalette = ({ data, channels }: RawPicture): boolean => {
  const colors = new Set<number>();
  let last = -1;
  for (let at = 0; at < data.length; at += channels) {
    const alpha = channels === 4 ? data[at + 3]! : 255;
    const color = (data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | alpha;
    if (color === last) continue;
    last = color;
    colors.add(color);
    if (colors.size > 256) return false;
  }
  return true;
};
