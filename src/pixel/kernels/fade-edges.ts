/** Lets a picture vanish towards its edges. */
import type { FadeEdges } from '../../ops/operation.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';

/** Where something can be seen, along one direction: the first place and the one behind the last. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much stays at each place of a side; flat at both ends of the band, so that nobody sees where it begins. */
const fadeAlong = (
  length: number,
  { from, to }: Span,
  { first, last, curve }: { readonly first: number; readonly last: number; readonly curve: number },
): Float32Array => {
  const ramp = (distance: number, band: number): number => {
    if (band <= 0 || distance >= band) return 1;
    const share = Math.max(0, distance / band);
    return (share * share * (3 - 2 * share)) ** curve;
  };
  return Float32Array.from({ length }, (_, at) => ramp(at + 0.5 - from, first) * ramp(to - at - 0.5, last));
};

const seen = ({ data, width, height }: RawPicture): { readonly across: Span; readonly down: Span } => {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let at = 3, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      if (data[at] === 0) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return { across: { from: left, to: right }, down: { from: top, to: bottom } };
};

export const fadeEdges = (original: RawPicture, act: Omit<FadeEdges, 'op'>): RawPicture => {
  const { curve, left, top, right, bottom } = act;
  const picture = withAlpha(original);
  const { data, width, height } = picture;
  const whole = { across: { from: 0, to: width }, down: { from: 0, to: height } };
  const { across, down } = act.inside && original.channels === 4 ? seen(picture) : whole;
  const columns = fadeAlong(width, across, { first: left, last: right, curve });
  const rows = fadeAlong(height, down, { first: top, last: bottom, curve });
  for (let at = 3, y = 0; y < height; y += 1) {
    const row = rows[y]!;
    for (let x = 0; x < width; x += 1, at += 4) data[at] = data[at]! * row * columns[x]! + 0.5;
  }
  return picture;
};
