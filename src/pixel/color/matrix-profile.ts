/**
 * Profiles that are three primaries and their curves, which nearly all are: ICC.1:2022, 8.3.3, 10.6 and 10.18. Of pixels
 * with more than eight bits, sharp cuts off what Display P3 cannot hold, and then what sRGB cannot: seen at once, colours
 * out of both come out right.
 */
import type { Matrix3 } from '../../ops/tones.ts';
import type { Coding } from './coding.ts';
import { matrixFromD50 } from './primaries.ts';
import type { Curve } from './transfer.ts';

type Tags = ReadonlyMap<string, Uint8Array>;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const textAt = (bytes: Uint8Array, at: number): string => String.fromCodePoint(...bytes.subarray(at, at + 4));

/** Fixed point, 16 bits on either side of it. */
const fixedAt = (view: DataView, at: number): number => view.getInt32(at) / 65_536;

const readTags = (profile: Uint8Array): Tags => {
  const view = viewOf(profile);
  const count = Math.min(view.getUint32(128), 100);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = 132 + index * 12;
      const start = view.getUint32(at + 4);
      return [textAt(profile, at), profile.subarray(start, start + view.getUint32(at + 8))];
    }),
  );
};

const readXyz = (tag: Uint8Array): Matrix3[0] => {
  const view = viewOf(tag);
  return [fixedAt(view, 8), fixedAt(view, 12), fixedAt(view, 16)];
};

/** None: as it is; one: a gamma; more: a table. */
const readCurve = (view: DataView): Curve => {
  const count = view.getUint32(8);
  if (count === 0) return (value) => value;
  if (count === 1) {
    const gamma = view.getUint16(12) / 256;
    return (value) => value ** gamma;
  }
  const table = Float64Array.from({ length: count }, (_, index) => view.getUint16(12 + index * 2) / 65_535);
  return (value) => {
    const place = Math.min(1, value) * (count - 1);
    const below = Math.min(count - 2, Math.floor(place));
    return table[below]! + (table[below + 1]! - table[below]!) * (place - below);
  };
};

/** How many numbers each kind of formula has, the gamma first. */
const formulaCounts = [1, 3, 4, 5, 7] as const;

const readFormula = (view: DataView): Curve | undefined => {
  const kind = view.getUint16(8);
  const count = formulaCounts[kind];
  if (count === undefined) return undefined;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: count }, (_, index) =>
    fixedAt(view, 12 + index * 4),
  );
  const power = (value: number): number => Math.max(0, a * value + b) ** g;
  switch (kind) {
    case 0:
      return power;
    case 1:
      return (value) => (value >= -b / a ? power(value) : 0);
    case 2:
      return (value) => (value >= -b / a ? power(value) : 0) + c;
    case 3:
      return (value) => (value >= d ? power(value) : c * value);
    default:
      return (value) => (value >= d ? power(value) + e : c * value + f);
  }
};

const readTransfer = (tag: Uint8Array): Curve | undefined => {
  const kind = textAt(tag, 0);
  if (kind === 'curv') return readCurve(viewOf(tag));
  return kind === 'para' ? readFormula(viewOf(tag)) : undefined;
};

/** Undefined for profiles of any other kind. Throws a RangeError where bytes are missing. */
export const readMatrixProfile = (profile: Uint8Array): Coding | undefined => {
  if (textAt(profile, 16) !== 'RGB ' || textAt(profile, 20) !== 'XYZ ') return undefined;
  const tags = readTags(profile);
  // A table says more than three primaries can.
  if (tags.has('A2B0')) return undefined;
  const curves = ['rTRC', 'gTRC', 'bTRC']
    .map((name) => tags.get(name))
    .map((tag) => tag && readTransfer(tag));
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => tags.get(name)).map((tag) => tag && readXyz(tag));
  const [red, green, blue] = curves;
  const [r, g, b] = columns;
  if (!red || !green || !blue || !r || !g || !b) return undefined;
  return {
    kind: 'display',
    curves: [red, green, blue],
    matrix: matrixFromD50([
      [r[0], g[0], b[0]],
      [r[1], g[1], b[1]],
      [r[2], g[2], b[2]],
    ]),
  };
};
