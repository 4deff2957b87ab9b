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

const sumWaves = (along: number, across: number, turn: number): number =>
  waves.reduce(
    (sum, wave) =>
      sum + Math.sin(2 * Math.PI * (along / wave.along + across / wave.across) + wave.phase + turn) / 2,
    0,
  );

/** `level`: 1..100. */
export const antiRemoval = (picture: RawPicture, level: number): RawPicture => {
  const { width, height, channels } = picture;
  const strength = level / 100;
  const bend = strength * Math.max(leastBendPx, largestBend * Math.min(width, height));
  const bent = resample(picture, (x, y, from) => {
    const [u, v] = [x / width, y / height];
    from[0] = x + bend * sumWaves(u, v, 0);
    from[1] = y + bend * sumWaves(v, u, 1.3);
  });
  if (channels === 3) return bent;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [u, v] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    const fading = (largestFading * strength * (1 + sumWaves(u, v, 2.1))) / 2;
    bent.data[pixel * 4 + 3] = Math.round(bent.data[pixel * 4 + 3]! * (1 - fading));
  }
  return bent;
};
