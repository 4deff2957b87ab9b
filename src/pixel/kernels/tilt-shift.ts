/**
 * A horizontal band stays sharp, and what lies above and below blurs the more the further away it is, as if a lens
 * were tilted. Each row is mixed from the two of a few blurred copies between which its own blur lies.
 */
import type { RawPicture } from '../raw-picture.ts';
import { blurRaw } from './blur-raw.ts';

/** Half of the height of the sharp band, as a share of the height of the picture. */
const halfBand = 0.12;
/** Shares of the full blur; each copy is not much softer than the one before, or mixing them would show two pictures. */
const shares = [0, 0.15, 0.4, 1] as const;

/** 0 in the band, 1 at the upper and lower edge, without a kink at either end. */
const blurAt = (y: number, height: number): number => {
  const distance = Math.abs((y + 0.5) / height - 0.5);
  const ramp = Math.min(1, Math.max(0, (distance - halfBand) / (0.5 - halfBand)));
  return ramp * ramp * (3 - 2 * ramp);
};

export const shiftFocus = async (picture: RawPicture, sigma: number): Promise<RawPicture> => {
  const { width, height, channels } = picture;
  const copies: RawPicture[] = [];
  for (const share of shares) copies.push(await blurRaw(picture, share * sigma));
  const row = width * channels;
  const rowOf = ({ data }: RawPicture, y: number): Uint8Array => data.subarray(y * row, (y + 1) * row);
  const result = { data: new Uint8Array(picture.data.length), width, height, channels };
  for (let y = 0; y < height; y += 1) {
    const blur = blurAt(y, height);
    const upper = Math.max(
      1,
      shares.findIndex((share) => blur <= share),
    );
    const [near, far] = [shares[upper - 1]!, shares[upper]!];
    const mix = channels === 3 ? mixOpaque : mixTranslucent;
    mix(
      rowOf(result, y),
      rowOf(copies[upper - 1]!, y),
      rowOf(copies[upper]!, y),
      (blur - near) / (far - near),
    );
  }
  return result;
};

type Mix = (result: Uint8Array, near: Uint8Array, far: Uint8Array, share: number) => void;

const mixOpaque: Mix = (result, near, far, share) => {
  for (let at = 0; at < result.length; at += 1) {
    result[at] = near[at]! + (far[at]! - near[at]!) * share + 0.5;
  }
};

/** Colours count as much as their alpha. */
const mixTranslucent: Mix = (result, near, far, share) => {
  for (let at = 0; at < result.length; at += 4) {
    const [a, b] = [near[at + 3]! * (1 - share), far[at + 3]! * share];
    const alpha = a + b;
    if (alpha === 0) continue;
    for (let channel = at; channel < at + 3; channel += 1) {
      result[channel] = (near[channel]! * a + far[channel]! * b) / alpha + 0.5;
    }
    result[at + 3] = alpha + 0.5;
  }
};
