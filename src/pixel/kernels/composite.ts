/**
 * Lays one picture on another: https://www.w3.org/TR/compositing-1/, on straight alpha. Only the pixels under the layer
 * are touched, so that a small mark on a large picture costs next to nothing (libvips goes over the whole picture, in
 * floating point).
 */
import type { BlendMode } from '../../ops/operation.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';

/** The blended colour of two opaque pixels, 0..1: `b` below, `s` on top (section 10.1). */
type Blend = (b: number, s: number) => number;

const hardLight: Blend = (b, s) => (s <= 0.5 ? b * 2 * s : b + (2 * s - 1) - b * (2 * s - 1));

const blends: { readonly [M in BlendMode]?: Blend } = {
  multiply: (b, s) => b * s,
  screen: (b, s) => b + s - b * s,
  overlay: (b, s) => hardLight(s, b),
  'hard-light': hardLight,
};

interface Place {
  readonly left: number;
  readonly top: number;
}

/** Both pictures have alpha. */
type Rule = (base: Uint8Array, to: number, layer: Uint8Array, from: number) => void;

/** co = (1 - ab) as Cs + ab as B(Cb, Cs) + (1 - as) ab Cb, and no division by an alpha of zero (section 5.1 and 10). */
const mixWith =
  (blend: Blend): Rule =>
  (base, to, layer, from) => {
    const as = layer[from + 3]! / 255;
    if (as === 0) return;
    const ab = base[to + 3]! / 255;
    const ao = as + ab * (1 - as);
    for (let channel = 0; channel < 3; channel += 1) {
      const cb = base[to + channel]! / 255;
      const cs = layer[from + channel]! / 255;
      const co = (1 - ab) * as * cs + ab * as * blend(cb, cs) + (1 - as) * ab * cb;
      base[to + channel] = (co / ao) * 255 + 0.5;
    }
    base[to + 3] = ao * 255 + 0.5;
  };

/** The same for plain `over`, in integers: 255 stands for one. */
const over: Rule = (base, to, layer, from) => {
  const as = layer[from + 3]!;
  if (as === 0) return;
  const ab = base[to + 3]!;
  if (as === 255 || ab === 0) {
    base[to] = layer[from]!;
    base[to + 1] = layer[from + 1]!;
    base[to + 2] = layer[from + 2]!;
    base[to + 3] = as;
    return;
  }
  const below = ab * (255 - as);
  const ao = as * 255 + below;
  for (let channel = 0; channel < 3; channel += 1) {
    base[to + channel] = Math.round((layer[from + channel]! * as * 255 + base[to + channel]! * below) / ao);
  }
  base[to + 3] = Math.round(ao / 255);
};

const destOver: Rule = (base, to, layer, from) => {
  const ab = base[to + 3]!;
  if (ab === 255) return;
  const below = layer[from + 3]! * (255 - ab);
  const ao = ab * 255 + below;
  if (ao === 0) return;
  for (let channel = 0; channel < 3; channel += 1) {
    base[to + channel] = Math.round((base[to + channel]! * ab * 255 + layer[from + channel]! * below) / ao);
  }
  base[to + 3] = Math.round(ao / 255);
};

const rules: { readonly [M in BlendMode]: Rule } = {
  over,
  'dest-over': destOver,
  'dest-in': (base, to, layer, from) => {
    base[to + 3] = Math.round((base[to + 3]! * layer[from + 3]!) / 255);
  },
  'dest-out': (base, to, layer, from) => {
    base[to + 3] = Math.round((base[to + 3]! * (255 - layer[from + 3]!)) / 255);
  },
  multiply: mixWith(blends.multiply!),
  screen: mixWith(blends.screen!),
  overlay: mixWith(blends.overlay!),
  'hard-light': mixWith(blends['hard-light']!),
};

/** An opaque picture stays opaque, and keeps its three channels, where nothing is taken away from it. */
const layOpaque = (base: RawPicture, layer: RawPicture, blend: BlendMode, { left, top }: Place): void => {
  const mode = blends[blend];
  for (let y = 0; y < layer.height; y += 1) {
    let to = ((top + y) * base.width + left) * 3;
    let from = y * layer.width * 4;
    for (let x = 0; x < layer.width; x += 1, to += 3, from += 4) {
      const as = layer.data[from + 3]!;
      if (as === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const cb = base.data[to + channel]!;
        const cs = layer.data[from + channel]!;
        const blended = mode === undefined ? cs : mode(cb / 255, cs / 255) * 255;
        base.data[to + channel] = cb + ((blended - cb) * as) / 255 + 0.5;
      }
    }
  }
};

/** `dest-in` leaves nothing where the layer does not reach. */
const clearOutside = (base: RawPicture, layer: RawPicture, { left, top }: Place): void => {
  for (let y = 0; y < base.height; y += 1) {
    const inside = y >= top && y < top + layer.height;
    for (let x = 0; x < base.width; x += 1) {
      if (inside && x === left) x += layer.width;
      if (x < base.width) base.data[(y * base.width + x) * 4 + 3] = 0;
    }
  }
};

/** Takes `base` over and writes into it; the layer has to lie wholly within. */
export const composite = (
  base: RawPicture,
  layer: RawPicture,
  blend: BlendMode,
  place: Place,
): RawPicture => {
  const onto = withAlpha(layer);
  const takesAway = blend === 'dest-in' || blend === 'dest-out';
  if (base.channels === 3 && !takesAway) {
    if (blend !== 'dest-over') layOpaque(base, onto, blend, place);
    return base;
  }
  const result = withAlpha(base);
  const rule = rules[blend];
  for (let y = 0; y < onto.height; y += 1) {
    let to = ((place.top + y) * result.width + place.left) * 4;
    let from = y * onto.width * 4;
    for (let x = 0; x < onto.width; x += 1, to += 4, from += 4) rule(result.data, to, onto.data, from);
  }
  if (blend === 'dest-in') clearOutside(result, onto, place);
  return result;
};
