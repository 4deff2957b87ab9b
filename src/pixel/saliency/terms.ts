/** What draws the eye, each by itself: one plane of numbers from 0 to about 1. */
import { barrierDistance } from './barrier-distance.ts';
import { blurPlane, createPlane, integrate, type LabPlanes, meanAround, type Plane } from './planes.ts';

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** `Math.hypot` guards against overflow, and takes ten times as long. */
const length = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);

const fill = ({ width, height }: Plane, valueAt: (x: number, y: number, at: number) => number): Plane => {
  const plane = createPlane(width, height);
  for (let at = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) plane.values[at] = valueAt(x, y, at);
  }
  return plane;
};

/** Scaled so that the largest is 1; differences below `least`, in units of Lab, stay small whatever else there is. */
const normalize = (plane: Plane, least: number): Plane => {
  const largest = plane.values.reduce((most, value) => Math.max(most, value), least);
  return fill(plane, (_x, _y, at) => plane.values[at]! / largest);
};

/** Cut off from the border by a difference in lightness or colour. */
export const apart = ({ l, a, b }: LabPlanes): Plane => {
  const [light, red, blue] = [barrierDistance(l), barrierDistance(a), barrierDistance(b)];
  return normalize(
    fill(l, (_x, _y, at) => light.values[at]! + red.values[at]! + blue.values[at]!),
    25,
  );
};

/** Width of the frame whose colours are those of the background, as a part of the shorter side. */
const frame = 0.1;

interface Strip {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const distanceToStrip = ({ l, a, b }: LabPlanes, { left, top, right, bottom }: Strip): Plane => {
  const { width } = l;
  const count = (right - left) * (bottom - top);
  const means = [l, a, b].map(({ values }) => {
    let sum = 0;
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += values[y * width + x]!;
    return sum / count;
  });
  const [meanL, meanA, meanB] = means;
  return fill(l, (_x, _y, at) =>
    length(l.values[at]! - meanL!, a.values[at]! - meanA!, b.values[at]! - meanB!),
  );
};

/** Of a colour that at least three of the four borders do not have: finds what touches the border itself. */
export const unlikeBorder = (lab: LabPlanes): Plane => {
  const { width, height } = lab.l;
  const thick = Math.max(1, Math.round(Math.min(width, height) * frame));
  const strips: readonly Strip[] = [
    { left: 0, top: 0, right: width, bottom: thick },
    { left: 0, top: height - thick, right: width, bottom: height },
    { left: 0, top: 0, right: thick, bottom: height },
    { left: width - thick, top: 0, right: width, bottom: height },
  ];
  const distances = strips.map((strip) => normalize(distanceToStrip(lab, strip), 40));
  const plane = fill(lab.l, (_x, _y, at) => {
    let sum = 0;
    let largest = 0;
    for (const { values } of distances) {
      sum += values[at]!;
      largest = Math.max(largest, values[at]!);
    }
    return (sum - largest) / 3;
  });
  return normalize(plane, 0.3);
};

/** Radius of the centre, as a part of the longer side; the surround reaches three times as far. */
const scales = [0.015, 0.04, 0.09];

/** Of another colour than what lies around it. */
export const contrast = ({ l, a, b }: LabPlanes): Plane => {
  const [sumL, sumA, sumB] = [integrate(l), integrate(a), integrate(b)];
  const longer = Math.max(l.width, l.height);
  const planes = scales.map((scale) => {
    const inner = Math.round(longer * scale);
    const outer = 3 * inner + 1;
    const differ = (sums: Float64Array, x: number, y: number): number =>
      meanAround(sums, l, x, y, inner) - meanAround(sums, l, x, y, outer);
    return fill(l, (x, y) => length(differ(sumL, x, y), differ(sumA, x, y), differ(sumB, x, y)));
  });
  return normalize(
    fill(l, (_x, _y, at) => planes.reduce((sum, { values }) => sum + values[at]!, 0)),
    25,
  );
};

/** Full of detail. */
export const detail = ({ l }: LabPlanes): Plane => {
  const { width, height, values } = l;
  const edges = fill(l, (x, y, at) => {
    const across = values[x + 1 < width ? at + 1 : at]! - values[x > 0 ? at - 1 : at]!;
    const down = values[y + 1 < height ? at + width : at]! - values[y > 0 ? at - width : at]!;
    return Math.min(40, length(across, down, 0));
  });
  return normalize(blurPlane(edges, Math.max(1, Math.round(Math.max(width, height) * 0.03))), 10);
};

/** Colours of skin of any shade lie close together in hue: between red and yellow, neither pale nor glaring. */
export const skin = ({ l, a, b }: LabPlanes): Plane =>
  fill(l, (_x, _y, at) => {
    const light = l.values[at]!;
    const red = a.values[at]!;
    const yellow = b.values[at]!;
    const hue = Math.atan2(yellow, red);
    const chroma = length(red, yellow, 0);
    const hueFit = clamp(1 - Math.abs(hue - 0.9) / 0.4);
    const chromaFit = clamp((chroma - 8) / 8) * clamp((50 - chroma) / 15);
    const lightFit = clamp((light - 18) / 12) * clamp((96 - light) / 8);
    return hueFit * chromaFit * lightFit;
  });

/** Colourful. */
export const colorful = ({ l, a, b }: LabPlanes): Plane =>
  fill(l, (_x, _y, at) => clamp(length(a.values[at]!, b.values[at]!, 0) / 80));
