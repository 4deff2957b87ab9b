/** The eight upright positions as a group: EXIF, composition, and where boxes and margins go. */
import type { Canvas, Orientation } from '../ops/facts.ts';
import type { Box, Extend } from '../ops/operation.ts';
import { isQuarterTurn, type Orient } from './step.ts';

const orient = (mirror: boolean, degrees: Orient['degrees']): Orient => ({ op: 'orient', mirror, degrees });

/** What brings a stored picture upright. EXIF 2.32, tag 274; 5 and 7 are the diagonal mirrors. */
const byExif: Readonly<Record<Orientation, Orient | undefined>> = {
  1: undefined,
  2: orient(true, 0),
  3: orient(false, 180),
  4: orient(true, 180),
  5: orient(true, 270),
  6: orient(false, 90),
  7: orient(true, 90),
  8: orient(false, 270),
};

export const uprightFrom = (orientation: Orientation): Orient | undefined => byExif[orientation];

/** Both, one after the other; undefined when they cancel out. A mirror after a turn is the opposite turn after a mirror. */
export const compose = (first: Orient, second: Orient): Orient | undefined => {
  const turned = second.mirror ? -first.degrees : first.degrees;
  const degrees = ((turned + second.degrees + 720) % 360) as Orient['degrees'];
  const mirror = first.mirror !== second.mirror;
  return !mirror && degrees === 0 ? undefined : orient(mirror, degrees);
};

/** What undoes it. */
export const invert = ({ mirror, degrees }: Orient): Orient =>
  mirror ? orient(true, degrees) : orient(false, ((360 - degrees) % 360) as Orient['degrees']);

/** Where a box of a picture of this size lies after the picture was oriented. */
export const orientBox = (act: Orient, box: Box, size: Pick<Canvas, 'height' | 'width'>): Box => {
  const left = act.mirror ? size.width - box.left - box.width : box.left;
  const right = size.width - left - box.width;
  const bottom = size.height - box.top - box.height;
  const { width, height } = isQuarterTurn(act) ? { width: box.height, height: box.width } : box;
  switch (act.degrees) {
    case 0:
      return { left, top: box.top, width, height };
    case 90:
      return { left: bottom, top: left, width, height };
    case 180:
      return { left: right, top: bottom, width, height };
    case 270:
      return { left: box.top, top: right, width, height };
  }
};

/** The margins that a picture has after it was extended and then oriented. */
export const orientMargins = (act: Orient, extend: Extend): Extend => {
  const size = { width: extend.left + extend.right + 1, height: extend.top + extend.bottom + 1 };
  const inner = orientBox(act, { left: extend.left, top: extend.top, width: 1, height: 1 }, size);
  const outer = isQuarterTurn(act) ? { width: size.height, height: size.width } : size;
  return {
    op: 'extend',
    color: extend.color,
    left: inner.left,
    top: inner.top,
    right: outer.width - inner.left - 1,
    bottom: outer.height - inner.top - 1,
  };
};
