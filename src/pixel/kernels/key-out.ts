/** Makes a colour transparent, and takes its share out of what fades. */
import type { Rgba } from '../../ops/operation.ts';
import type { KeyOut } from '../../ops/redrawing.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';
import { flood } from './flood.ts';

type Rgb = Pick<Rgba, 'b' | 'g' | 'r'>;

/** The mean of the most frequent sixteenth-by-sixteenth-by-sixteenth of the colours along the edges. */
const findEdgeColor = ({ data, width, height }: RawPicture): Rgb | undefined => {
  const bins = new Map<number, [r: number, g: number, b: number, count: number]>();
  const see = (x: number, y: number): void => {
    const at = (y * width + x) * 4;
    if (data[at + 3]! < 128) return;
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const key = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4);
    const bin = bins.get(key) ?? [0, 0, 0, 0];
    bins.set(key, [bin[0] + r, bin[1] + g, bin[2] + b, bin[3] + 1]);
  };
  for (let x = 0; x < width; x++) [0, height - 1].forEach((y) => see(x, y));
  for (let y = 0; y < height; y++) [0, width - 1].forEach((x) => see(x, y));
  const [most] = [...bins.values()].sort((one, other) => other[3] - one[3]);
  return most && { r: most[0] / most[3], g: most[1] / most[3], b: most[2] / most[3] };
};

type Distance = (r: number, g: number, b: number) => number;

const blackToWhite = Math.sqrt(3) * 255;

const byColor =
  (key: Rgb): Distance =>
  (r, g, b) =>
    Math.sqrt((r - key.r) ** 2 + (g - key.g) ** 2 + (b - key.b) ** 2) / blackToWhite;

/** Blue and red less brightness (Rec. 709), so that a shadow on the screen is still the screen. */
const chromaOf = (r: number, g: number, b: number): readonly [number, number] => {
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return [(b - luma) / 1.8556, (r - luma) / 1.5748];
};

/** Counted so that a grey lies 0.3 from any key: a dull screen is as easily told from it as a bright one. */
const greyDistance = 0.3;

const byHue = (key: Rgb): Distance => {
  const [u, v] = chromaOf(key.r, key.g, key.b);
  const scale = greyDistance / Math.max(20, Math.hypot(u, v));
  return (r, g, b) => {
    const [own, other] = chromaOf(r, g, b);
    return Math.hypot(own - u, other - v) * scale;
  };
};

/** What is left of a colour when the share of the key that shows through is taken away. */
const unmix = (mixed: number, key: number, alpha: number): number =>
  Math.min(255, Math.max(0, Math.round((mixed - key * (1 - alpha)) / alpha)));

export const keyOut = (
  original: RawPicture,
  { by, color, tolerance, softness, connected }: Omit<KeyOut, 'op'>,
): RawPicture => {
  const picture = withAlpha(original);
  const key = color ?? findEdgeColor(picture);
  if (key === undefined) return picture;
  const { data, width, height } = picture;
  const distance = by === 'hue' ? byHue(key) : byColor(key);
  // What stays of each pixel, 0 to 255.
  const kept = Uint8Array.from({ length: width * height }, (_, pixel) => {
    const at = pixel * 4;
    const over = distance(data[at]!, data[at + 1]!, data[at + 2]!) - tolerance;
    // A colour at the tolerance itself goes; without softness nothing fades.
    return over <= 0 ? 0 : over >= softness ? 255 : Math.round((255 * over) / softness);
  });
  const reached = connected
    ? flood({ width, height, gone: kept, wasGone: (at) => data[at * 4 + 3] === 0 })
    : undefined;
  for (let at = 0, pixel = 0; at < data.length; pixel++, at += 4) {
    if (kept[pixel] === 255 || reached?.[pixel] === 0) continue;
    const alpha = kept[pixel]! / 255;
    if (alpha > 0) {
      data[at] = unmix(data[at]!, key.r, alpha);
      data[at + 1] = unmix(data[at + 1]!, key.g, alpha);
      data[at + 2] = unmix(data[at + 2]!, key.b, alpha);
    }
    data[at + 3] = Math.round(data[at + 3]! * alpha);
  }
  return picture;
};
