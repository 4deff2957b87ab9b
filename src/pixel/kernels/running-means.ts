/** A Gaussian of one channel, as three running means in each direction: how wide it is costs nothing. */

/** What lies beyond the edges: nothing, or what is at the edge. */
type Beyond = 'edge' | 'nothing';

/** A line of samples with room for the mean to look beyond its ends. */
interface Line {
  readonly samples: Float32Array;
  readonly margin: number;
}

const extendEdges = ({ samples, margin }: Line): void => {
  samples.fill(samples[margin]!, 0, margin);
  samples.fill(samples[samples.length - margin - 1]!, samples.length - margin);
};

/** One running mean, of `2 x reach + 1` samples, which may be a fraction. */
const meanLine = ({ samples: source, margin }: Line, target: Float32Array, reach: number): void => {
  const whole = Math.floor(reach);
  const rest = reach - whole;
  const scale = 1 / (2 * reach + 1);
  let sum = 0;
  for (let at = margin - whole; at <= margin + whole; at += 1) sum += source[at]!;
  for (let at = margin, end = source.length - margin; at < end; at += 1) {
    const next = source[at + whole + 1]!;
    target[at] = (sum + rest * (source[at - whole - 1]! + next)) * scale;
    sum += next - source[at - whole]!;
  }
};

interface Plane {
  readonly samples: Float32Array | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Blurs along the rows, and turns them to columns, so that a second time does the other direction and turns back. */
const blurRows = ({ samples, width, height }: Plane, reach: number, beyond: Beyond): Plane => {
  const turned = new Float32Array(samples.length);
  const margin = Math.floor(reach) + 1;
  const line = { samples: new Float32Array(width + 2 * margin), margin };
  const other = { samples: new Float32Array(width + 2 * margin), margin };
  for (let y = 0; y < height; y += 1) {
    line.samples.set(samples.subarray(y * width, (y + 1) * width), margin);
    if (beyond === 'edge') extendEdges(line);
    meanLine(line, other.samples, reach);
    if (beyond === 'edge') extendEdges(other);
    meanLine(other, line.samples, reach);
    if (beyond === 'edge') extendEdges(line);
    meanLine(line, other.samples, reach);
    for (let to = y, x = 0; x < width; x += 1, to += height) turned[to] = other.samples[margin + x]!;
  }
  return { samples: turned, width: height, height: width };
};

export const blurPlane = (plane: Plane, sigma: number, beyond: Beyond): Float32Array | Uint8Array => {
  const reach = (Math.sqrt(4 * sigma * sigma + 1) - 1) / 2;
  return blurRows(blurRows(plane, reach, beyond), reach, beyond).samples;
};
