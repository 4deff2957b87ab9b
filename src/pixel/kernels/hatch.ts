/** Stripes over reds and greens, each leaning its own way: told apart by who does not see the colours. */
import type { Hatch } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';

/** How far red and green have to be apart to get stripes, and to get all of them. */
const faintest = 20;
const plainest = 90;
/** Below the one luma stripes are white, above the other black. */
const dark = 70;
const bright = 110;

/** How much of a stripe there is at each place along a direction, 0..1, with soft edges. */
const stripes = (length: number, period: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => {
    const wave = Math.cos((2 * Math.PI * at) / period);
    return Math.min(1, Math.max(0, (wave * period) / 8 + 0.5));
  });

export const hatch = (picture: RawPicture, { amount, period }: Omit<Hatch, 'op'>): RawPicture => {
  const { data, width, height, channels } = picture;
  const profile = stripes(width + height, period);
  const shares = Float32Array.from(
    { length: 256 },
    (_, difference) => Math.min(1, Math.max(0, (difference - faintest) / (plainest - faintest))) * amount,
  );
  for (let at = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += channels) {
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
      const difference = r - g;
      const share =
        difference > 0
          ? shares[difference]! * profile[x + y]!
          : shares[-difference]! * profile[x - y + height]!;
      if (share === 0) continue;
      const luma = lumaOf(r, g, b);
      const stripe = luma <= dark ? 255 : luma >= bright ? 0 : (255 * (bright - luma)) / (bright - dark);
      data[at] = r + (stripe - r) * share + 0.5;
      data[at + 1] = g + (stripe - g) * share + 0.5;
      data[at + 2] = b + (stripe - b) * share + 0.5;
    }
  }
  return picture;
};
