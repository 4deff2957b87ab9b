/** Walks along the sides of pixels, around what a mask covers. */

/** x, y of the corners of pixels, one after the other, each one step from the last and the last one step from the first. */
export type Outline = readonly number[];

/** One where it covers, zero elsewhere; nothing on the outermost rows and columns. */
export interface Mask {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Right, down, left, up. */
const directions = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * From the upper side of a pixel that is covered and has nothing above it, and back there. Keeps what is covered on the right. Where two covered pixels touch at a corner it turns right, so that they are not
 * joined: regions hang together by their sides.
 */
export const followOutline = ({ data, width }: Mask, start: number, visited?: Uint8Array): Outline => {
  const points: number[] = [];
  const [startX, startY] = [start % width, Math.floor(start / width)];
  let [x, y, heading] = [startX, startY, 0];
  do {
    points.push(x, y);
    if (heading === 0 && visited) visited[y * width + x] = 1;
    const [dx, dy] = directions[heading]!;
    x += dx;
    y += dy;
    // The pixels ahead of the corner: on the right hand, and on the left.
    const corner = y * width + x;
    const right = corner + (heading === 0 ? 0 : heading === 1 ? -1 : heading === 2 ? -width - 1 : -width);
    const left = corner + (heading === 0 ? -width : heading === 1 ? 0 : heading === 2 ? -1 : -width - 1);
    if (data[right] !== 1) heading = (heading + 1) % 4;
    else if (data[left] === 1) heading = (heading + 3) % 4;
  } while (x !== startX || y !== startY || heading !== 0);
  return points;
};

/** Around what is covered with the clock, around holes against it. */
export const findOutlines = (mask: Mask): readonly Outline[] => {
  const { data, width } = mask;
  const outlines: Outline[] = [];
  const visited = new Uint8Array(data.length);
  for (let at = width; at < data.length; at += 1) {
    // The upper side of a covered pixel is walked along to the right.
    if (data[at] === 1 && data[at - width] === 0 && visited[at] === 0) {
      outlines.push(followOutline(mask, at, visited));
    }
  }
  return outlines;
};
