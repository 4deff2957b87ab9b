/** One colour and what is near it become another and what is as near to that. */
import type { ReplaceColor } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { fromLab, type Lab, labOf, toLab } from './lab.ts';

/** Within this part of the tolerance a colour is replaced wholly. */
const core = 0.7;
const hues = 36;
/** Below this chroma there is no colour to speak of. */
const leastChroma = 20;

/** Mean of the hue that has most of the strong colours; undefined where everything is grey. */
const findProminent = ({ data, channels }: RawPicture): Lab | undefined => {
  const sums = Array.from({ length: hues }, () => new Float64Array(4));
  const lab = new Float64Array(3);
  // Every pixel of a small picture, some of a large one: 100,000 tell as much as all.
  const stride = Math.max(1, Math.floor(data.length / channels / 100_000)) * channels;
  for (let at = 0; at < data.length; at += stride) {
    if (channels === 4 && data[at + 3]! < 128) continue;
    toLab(data[at]!, data[at + 1]!, data[at + 2]!, lab);
    const [l, a, b] = [lab[0]!, lab[1]!, lab[2]!];
    const chroma = Math.hypot(a, b);
    if (chroma < leastChroma) continue;
    const turn = Math.atan2(b, a) / (2 * Math.PI) + 0.5;
    const sum = sums[Math.min(hues - 1, Math.floor(turn * hues))]!;
    const weight = chroma ** 2;
    sum[0]! += l * weight;
    sum[1]! += a * weight;
    sum[2]! += b * weight;
    sum[3]! += weight;
  }
  const most = sums.reduce((best, sum) => (sum[3]! > best[3]! ? sum : best));
  const weight = most[3]!;
  return weight === 0 ? undefined : [most[0]! / weight, most[1]! / weight, most[2]! / weight];
};

/** How colours move: brightness by a step, hue and chroma by a turn and a factor, so that grey stays grey. */
interface Move {
  readonly chroma: number;
  readonly lightness: number;
  readonly cos: number;
  readonly sin: number;
}

/** Undefined for a grey, whose hue says nothing: then colours move by the same step in all three. */
const toMove = ([l, a, b]: Lab, [targetL, targetA, targetB]: Lab): Move | undefined => {
  const chroma = Math.hypot(a, b);
  if (chroma < leastChroma) return undefined;
  // The quotient of two complex numbers.
  const cos = (targetA * a + targetB * b) / chroma ** 2;
  const sin = (targetB * a - targetA * b) / chroma ** 2;
  return { chroma, lightness: targetL - l, cos, sin };
};

export const replaceColor = (
  picture: RawPicture,
  { to, from, tolerance }: Omit<ReplaceColor, 'op'>,
): RawPicture => {
  const source = from === undefined ? findProminent(picture) : labOf(from);
  if (source === undefined) return picture;
  const target = labOf(to);
  const move = toMove(source, target);
  const { data, channels } = picture;
  const lab = new Float64Array(3);
  for (let at = 0; at < data.length; at += channels) {
    toLab(data[at]!, data[at + 1]!, data[at + 2]!, lab);
    const [l, a, b] = [lab[0]!, lab[1]!, lab[2]!];
    const [offL, offA, offB] = [l - source[0], a - source[1], b - source[2]];
    const square = offL * offL + offA * offA + offB * offB;
    if (square >= tolerance * tolerance) continue;
    const distance = Math.sqrt(square);
    const share = Math.min(1, (1 - distance / tolerance) / (1 - core));
    let [dl, da, db] = [target[0] - source[0], target[1] - source[1], target[2] - source[2]];
    if (move !== undefined) {
      dl = move.lightness * Math.min(1, Math.sqrt(a * a + b * b) / move.chroma);
      da = a * move.cos - b * move.sin - a;
      db = a * move.sin + b * move.cos - b;
    }
    fromLab(l + dl * share, a + da * share, b + db * share, data, at);
  }
  return picture;
};
