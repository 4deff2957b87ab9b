/** Margins in colours of the picture itself: one, or a gradient between those of its sides or corners. */
import type { Backdrop as BackdropOperation, Rgba } from '../../ops/operation.ts';
import { onRaw, type RawPicture, toRaw, withoutAlpha } from '../raw-picture.ts';
import { composite } from './composite.ts';
import { findPredominantColors } from './predominant-colors.ts';
import { blurWidely } from './wide-blur.ts';

type Style = BackdropOperation['backdrop'];
type Auto = Style & { readonly backdrop: 'auto' };

/** A part of the picture in shares of its sides. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const whole: Part = { left: 0, top: 0, right: 1, bottom: 1 };
const halves: { readonly [D in Auto['direction']]: readonly [Part, Part] } = {
  horizontal: [
    { ...whole, right: 0.5 },
    { ...whole, left: 0.5 },
  ],
  vertical: [
    { ...whole, bottom: 0.5 },
    { ...whole, top: 0.5 },
  ],
  diagonal_desc: [
    { ...whole, right: 0.5, bottom: 0.5 },
    { ...whole, left: 0.5, top: 0.5 },
  ],
  diagonal_asc: [
    { ...whole, right: 0.5, top: 0.5 },
    { ...whole, left: 0.5, bottom: 0.5 },
  ],
};
const corners: readonly Part[] = [
  { ...whole, right: 0.5, bottom: 0.5 },
  { ...whole, left: 0.5, bottom: 0.5 },
  { ...whole, right: 0.5, top: 0.5 },
  { ...whole, left: 0.5, top: 0.5 },
];

/** Of the shorter side: how much of it counts as border. */
const borderShare = 0.02;
/** Enough to tell what is frequent. */
const mostSamples = 40_000;

/** The pixels of a part, in a row; only those near the edge of the picture for its border. */
const sample = (picture: RawPicture, part: Part, from: Auto['from']): RawPicture => {
  const { data, width, height, channels } = picture;
  const edge = Math.max(1, Math.round(Math.min(width, height) * borderShare));
  const [x0, x1] = [Math.floor(part.left * width), Math.ceil(part.right * width)];
  const [y0, y1] = [Math.floor(part.top * height), Math.ceil(part.bottom * height)];
  const step =
    from === 'border' ? 1 : Math.max(1, Math.ceil(Math.sqrt(((x1 - x0) * (y1 - y0)) / mostSamples)));
  const found: number[] = [];
  for (let y = y0; y < y1; y += step) {
    const isEdgeRow = y < edge || y >= height - edge;
    for (let x = x0; x < x1; x += step) {
      if (from === 'border' && !isEdgeRow && x >= edge && x < width - edge) continue;
      const at = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel += 1) found.push(data[at + channel]!);
    }
  }
  return { data: Uint8Array.from(found), width: found.length / channels, height: 1, channels };
};

type Rgb = readonly [number, number, number];

const lumaOf = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** The complement, or black or white where that would be as bright as the colour itself. */
const contrastOf = (color: Rgb): Rgb => {
  const complement: Rgb = [255 - color[0], 255 - color[1], 255 - color[2]];
  if (Math.abs(lumaOf(complement) - lumaOf(color)) > 80) return complement;
  return lumaOf(color) < 128 ? [255, 255, 255] : [0, 0, 0];
};

const toRgb = ({ r, g, b }: Pick<Rgba, 'b' | 'g' | 'r'>): Rgb => [r, g, b];

const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

const findColor = (picture: RawPicture, part: Part, { from, contrast }: Auto): Rgb => {
  const [found] = findPredominantColors(sample(picture, part, from), 1);
  const own: Rgb = found === undefined ? [255, 255, 255] : toRgb(found);
  return contrast ? contrastOf(own) : own;
};

/** Of a palette the nearest, and each colour of it once while there are others, or there would be no gradient. */
const keepToPalette = (wanted: readonly Rgb[], palette: readonly Rgb[]): readonly Rgb[] => {
  let left = palette;
  return wanted.map((color) => {
    if (left.length === 0) left = palette;
    const [nearest] = left.toSorted((a, b) => distance(a, color) - distance(b, color));
    left = left.filter((each) => each !== nearest);
    return nearest ?? color;
  });
};

/** How much of each colour there is at u, v of the canvas, both 0..1. */
const weightsAt = ({ colors, direction }: Auto, u: number, v: number): readonly number[] => {
  if (colors === 1) return [1];
  if (colors === 4) return [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v];
  const along = { horizontal: u, vertical: v, diagonal_desc: (u + v) / 2, diagonal_asc: (u + 1 - v) / 2 };
  return [1 - along[direction], along[direction]];
};

const partsOf = ({ colors, direction }: Auto): readonly Part[] =>
  colors === 1 ? [whole] : colors === 4 ? corners : halves[direction];

const paintColors = (picture: RawPicture, width: number, height: number, style: Auto): RawPicture => {
  const found = partsOf(style).map((part) => findColor(picture, part, style));
  const colors = keepToPalette(found, style.palette.map(toRgb));
  const data = new Uint8Array(width * height * 3);
  for (let at = 0, pixel = 0; at < data.length; at += 3, pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const weights = weightsAt(style, x / Math.max(1, width - 1), y / Math.max(1, height - 1));
    for (let channel = 0; channel < 3; channel += 1) {
      data[at + channel] = Math.round(
        colors.reduce((sum, color, index) => sum + color[channel]! * weights[index]!, 0),
      );
    }
  }
  return { data, width, height, channels: 3 };
};

/** A tenth of the intensity: 100 makes shapes soft, 2000 leaves hardly more than colours. */
const sigmaOf = (intensity: number): number => Math.max(0.5, intensity / 10);

/** The picture enlarged until it covers the canvas, out of focus. */
const paintBlurred = async (
  picture: RawPicture,
  width: number,
  height: number,
  { intensity, brightness }: Style & { readonly backdrop: 'blurred' },
): Promise<RawPicture> => {
  const covering = onRaw(picture, (image) =>
    image.flatten({ background: 'white' }).resize({ width, height, fit: 'cover' }),
  );
  const soft = withoutAlpha(await blurWidely(await toRaw(covering), sigmaOf(intensity)));
  const factor = Math.max(0, 1 + brightness / 100);
  for (let at = 0; at < soft.data.length; at += 1) soft.data[at] = Math.min(255, soft.data[at]! * factor);
  return soft;
};

/** The result is opaque: what was transparent shows the backdrop as well. */
export const layBackdrop = async (
  picture: RawPicture,
  { left, top, right, bottom, backdrop }: Omit<BackdropOperation, 'op'>,
): Promise<RawPicture> => {
  const [width, height] = [left + picture.width + right, top + picture.height + bottom];
  const canvas =
    backdrop.backdrop === 'auto'
      ? paintColors(picture, width, height, backdrop)
      : await paintBlurred(picture, width, height, backdrop);
  return composite(canvas, picture, 'over', { left, top });
};
