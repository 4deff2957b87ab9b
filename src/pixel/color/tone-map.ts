/**
 * Brings the light of an HDR picture within what a screen without it shows, by the curve of ITU-R BT.2390-8, 5.4.1:
 * what is dark stays as it is, and the brighter the rest is, the closer it is brought.
 */
import { type Curve, fromPq, toPq, whiteLight } from './transfer.ts';

/** From light to how bright it is shown, both in units of white; `peak` is shown as white. */
export const createToneCurve = (peak: number): Curve => {
  if (peak <= 1) return (light) => light;
  const brightest = toPq(peak * whiteLight);
  const white = toPq(whiteLight) / brightest;
  const knee = 1.5 * white - 0.5;
  return (light) => {
    const value = Math.min(1, toPq(light * whiteLight) / brightest);
    if (value <= knee) return light;
    const t = (value - knee) / (1 - knee);
    const [square, cube] = [t ** 2, t ** 3];
    const shown =
      (2 * cube - 3 * square + 1) * knee +
      (cube - 2 * square + t) * (1 - knee) +
      (3 * square - 2 * cube) * white;
    return fromPq(shown * brightest) / whiteLight;
  };
};

/** Levels of light, closer to each other where it is dark, as the eye has them. */
const steps = 2048;

/** The most that PQ can say. */
const mostLight = 10_000 / whiteLight;

const stepOf = (light: number): number => Math.min(steps, Math.round(Math.sqrt(light / mostLight) * steps));

const lightAt = (step: number): number => (step / steps) ** 2 * mostLight;

/** So many of the brightest pixels are lost: a reflection of the sun would make everything else dark. */
const lostShare = 0.001;

/** Counts how bright pixels are, for what is a peak of the picture and no accident. */
export const createLightMeter = (): {
  readonly add: (light: number) => void;
  readonly findPeak: () => number;
} => {
  const counts = new Uint32Array(steps + 1);
  let total = 0;
  return {
    add: (light) => {
      counts[stepOf(light)]! += 1;
      total += 1;
    },
    findPeak: () => {
      let step = steps;
      for (let above = counts[step]!; step > 0 && above <= total * lostShare; above += counts[step]!) {
        step -= 1;
      }
      return lightAt(step);
    },
  };
};

/** By how much to multiply all channels of a pixel whose brightest has this light, so that its hue stays. */
export const createToneScale = (peak: number): ((light: number) => number) => {
  const curve = createToneCurve(peak);
  const scales = Float32Array.from({ length: steps + 1 }, (_, step) =>
    step === 0 ? 1 : curve(lightAt(step)) / lightAt(step),
  );
  return (light) => scales[stepOf(light)]!;
};
