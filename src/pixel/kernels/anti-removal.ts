/**
 * Bends a layer along slow waves and varies its opacity, so that nobody who has the clean layer can subtract it. The
 * waves are fixed: the same layer at the same level is always the same picture.
 */
import type { RawPicture } from '../raw-picture.ts';
import { resample } from './resample.ts';

/** Of the shorter side at the highest level, and in pixels at least. */
const largestBend = 0.02;
const leastBendPx = 2;
const largestFading = 0.25;

/** Wavelengths in shares of the side that have no common multiple nearby, so that the pattern does not repeat. */
const waves = [
  { along: 0.61, across: 0.37, phase: 0.7 },
  { along: 0.29, across: 0.83, phase: 2.9 },
] as const;

/**
 * The sum of both waves over a picture. The sine of a sum is made of those of its parts, so that columns and rows have
 * their sines and cosines tabled, wave by wave, and no pixel needs one of its own.
 */
interface Ripple {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

type Angle = (share: number, wave: (typeof waves)[number]) => number;

const table = (length: number, angle: Angle): Float64Array =>
  Float64Array.from({ length: length * waves.length * 2 }, (_, index) => {
    const wave = waves[(index >> 1) % waves.length]!;
    const value = angle(Math.floor(index / (waves.length * 2)) / length, wave);
    return index % 2 === 0 ? Math.sin(value) : Math.cos(value);
  });

const ripple = (
  { width, height }: Pick<RawPicture, 'height' | 'width'>,
  along: 'x' | 'y',
  turn: number,
): Ripple => {
  const first: Angle = (share, wave) => (2 * Math.PI * share) / wave.along + wave.phase + turn;
  const second: Angle = (share, wave) => (2 * Math.PI * share) / wave.across;
  return {
    columns: table(width, along === 'x' ? first : second),
    rows: table(height, along === 'x' ? second : first),
  };
};

const rippleAt = ({ columns, rows }: Ripple, x: number, y: number): number => {
  const [column, row] = [x * 4, y * 4];
  const first = columns[column]! * rows[row + 1]! + columns[column + 1]! * rows[row]!;
  const second = columns[column + 2]! * rows[row + 3]! + columns[column + 3]! * rows[row + 2]!;
  return (first + second) / 2;
};

/** `level`: 1..100. */
export const antiRemoval = (picture: RawPicture, level: number): RawPicture => {
  const { width, height, channels } = picture;
  const strength = level / 100;
  const bend = strength * Math.max(leastBendPx, largestBend * Math.min(width, height));
  const [sideways, upright] = [ripple(picture, 'x', 0), ripple(picture, 'y', 1.3)];
  const bent = resample(picture, (x, y, from) => {
    from[0] = x + bend * rippleAt(sideways, x, y);
    from[1] = y + bend * rippleAt(upright, x, y);
  });
  if (channels === 3) return bent;
  const fading = ripple(picture, 'x', 2.1);
  for (let at = 3, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      const lost = (largestFading * strength * (1 + rippleAt(fading, x, y))) / 2;
      bent.data[at] = bent.data[at]! * (1 - lost) + 0.5;
    }
  }
  return bent;
};
