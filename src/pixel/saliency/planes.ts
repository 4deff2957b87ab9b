/** Colours as three planes of numbers, and means over boxes of them. */
import { toLab } from '../kernels/lab.ts';
import { onGround, type RawPicture } from '../raw-picture.ts';

/** One number for each pixel, rows from the top. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export const createPlane = (width: number, height: number): Plane => ({
  width,
  height,
  values: new Float32Array(width * height),
});

export interface LabPlanes {
  readonly l: Plane;
  readonly a: Plane;
  readonly b: Plane;
}

/** What shows through where a picture is transparent. */
const backdrop = 128;

export const toLabPlanes = (picture: RawPicture): LabPlanes => {
  const { width, height } = picture;
  const planes = {
    l: createPlane(width, height),
    a: createPlane(width, height),
    b: createPlane(width, height),
  };
  const lab = new Float64Array(3);
  const { data: seen } = onGround(picture, backdrop);
  for (let at = 0, pixel = 0; pixel < width * height; pixel++, at += 3) {
    toLab(seen[at]!, seen[at + 1]!, seen[at + 2]!, lab);
    planes.l.values[pixel] = lab[0]!;
    planes.a.values[pixel] = lab[1]!;
    planes.b.values[pixel] = lab[2]!;
  }
  return planes;
};

/** Sums of everything above and to the left, one row and one column larger than the plane. */
export const integrate = ({ width, height, values }: Plane): Float64Array => {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += values[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return sums;
};

/** Mean of the box that reaches `radius` pixels in every direction, as far as the picture goes. */
export const meanAround = (
  sums: Float64Array,
  { width, height }: Plane,
  x: number,
  y: number,
  radius: number,
): number => {
  const left = Math.max(0, x - radius);
  const top = Math.max(0, y - radius);
  const right = Math.min(width, x + radius + 1);
  const bottom = Math.min(height, y + radius + 1);
  const stride = width + 1;
  const sum =
    sums[bottom * stride + right]! -
    sums[top * stride + right]! -
    sums[bottom * stride + left]! +
    sums[top * stride + left]!;
  return sum / ((right - left) * (bottom - top));
};

export const blurPlane = (plane: Plane, radius: number): Plane => {
  const { width, height } = plane;
  const sums = integrate(plane);
  const blurred = createPlane(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      blurred.values[y * width + x] = meanAround(sums, plane, x, y, radius);
    }
  }
  return blurred;
};
