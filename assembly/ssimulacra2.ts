/**
 * The arithmetic of SSIMULACRA 2.1 in WebAssembly, four samples at a time; AssemblyScript, built by `npm run wasm`.
 * What is computed, and why: src/pixel/quality/ssimulacra2.ts, which also lays the planes out in this module's memory.
 * Planes are 32-bit floats, row after row; loops run over whole vectors, so up to three samples past the end of a plane
 * are touched, and have to be there.
 */

const vector: usize = 16;

function all(value: f32): v128 {
  return f32x4.splat(value);
}

/** 8-bit RGB as planes of linear light; `table` has what the 256 samples stand for. */
export function linearize(rgb: usize, size: usize, table: usize, r: usize, g: usize, b: usize): void {
  const end = size << 2;
  for (let at: usize = 0; at < end; at += 4) {
    store<f32>(r + at, load<f32>(table + ((<usize>load<u8>(rgb)) << 2)));
    store<f32>(g + at, load<f32>(table + ((<usize>load<u8>(rgb, 1)) << 2)));
    store<f32>(b + at, load<f32>(table + ((<usize>load<u8>(rgb, 2)) << 2)));
    rgb += 3;
  }
}

/** Means of boxes of two by two; the last column or row counts twice where a box reaches past it. */
export function halve(from: usize, width: usize, height: usize, to: usize): void {
  const across = (width + 1) >> 1;
  const down = (height + 1) >> 1;
  const boxes = width >> 1;
  const quarter = all(0.25);
  for (let y: usize = 0; y < down; y++) {
    const upper = from + ((2 * y * width) << 2);
    const lower = from + ((min<usize>(2 * y + 1, height - 1) * width) << 2);
    const row = to + ((y * across) << 2);
    let x: usize = 0;
    for (; x + 4 <= boxes; x += 4) {
      const at = x << 3;
      const left = f32x4.add(v128.load(upper + at), v128.load(lower + at));
      const right = f32x4.add(v128.load(upper + at + vector), v128.load(lower + at + vector));
      const even = v128.shuffle<f32>(left, right, 0, 2, 4, 6);
      const odd = v128.shuffle<f32>(left, right, 1, 3, 5, 7);
      v128.store(row + (x << 2), f32x4.mul(f32x4.add(even, odd), quarter));
    }
    for (; x < across; x++) {
      const at = x << 3;
      const next = min<usize>(2 * x + 1, width - 1) << 2;
      const sum =
        load<f32>(upper + at) + load<f32>(upper + next) + load<f32>(lower + at) + load<f32>(lower + next);
      store<f32>(row + (x << 2), sum * 0.25);
    }
  }
}

function halley(root: v128, value: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(root, root), root);
  const wanted = f32x4.add(f32x4.add(value, value), cube);
  const given = f32x4.add(f32x4.add(cube, cube), value);
  return f32x4.mul(root, f32x4.div(wanted, given));
}

/** Of numbers above 0, to the last bit or so: a guess from the bits of the number, made exact by Halley's method. */
function cubeRoot(value: v128): v128 {
  const third = f32x4.mul(f32x4.convert_i32x4_s(value), all(1.0 / 3.0));
  const guess = i32x4.add(i32x4.trunc_sat_f32x4_s(third), i32x4.splat(0x2a514067));
  return halley(halley(guess, value), value);
}

const bias: f32 = 0.0037930732552754493;
const rootOfBias: f32 = 0.1559542005492486;

function mix(red: v128, green: v128, blue: v128, r: f32, g: f32, b: f32): v128 {
  const mixed = f32x4.add(f32x4.mul(red, all(r)), f32x4.mul(green, all(g)));
  const biased = f32x4.add(f32x4.add(mixed, f32x4.mul(blue, all(b))), all(bias));
  return f32x4.sub(cubeRoot(biased), all(rootOfBias));
}

/** From planes of linear light to the components at which eyes look; `x` and `b` are left out where they are 0. */
export function toComponents(
  r: usize,
  g: usize,
  b: usize,
  size: usize,
  x: usize,
  y: usize,
  blue: usize,
): void {
  const end = size << 2;
  for (let at: usize = 0; at < end; at += vector) {
    const red = v128.load(r + at);
    const green = v128.load(g + at);
    const rest = v128.load(b + at);
    const long = mix(red, green, rest, 0.3, 0.622, 0.078);
    const medium = mix(red, green, rest, 0.23, 0.692, 0.078);
    const light = f32x4.mul(f32x4.add(long, medium), all(0.5));
    v128.store(y + at, f32x4.add(light, all(0.01)));
    if (x) v128.store(x + at, f32x4.add(f32x4.mul(f32x4.sub(long, medium), all(7)), all(0.42)));
    if (blue) {
      const short = mix(red, green, rest, 0.2434226892454782, 0.2047674442449682, 0.5518098665095536);
      v128.store(blue + at, f32x4.add(f32x4.sub(short, light), all(0.55)));
    }
  }
}

/** The reference's recursive blur in exact arithmetic, which is one of nine taps: h[0], h[1] = h[-1] and so on. */
function blend(a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128, i: v128): v128 {
  const near = f32x4.add(
    f32x4.mul(all(0.264621105488199), e),
    f32x4.mul(all(0.212928592010422), f32x4.add(d, f)),
  );
  const far = f32x4.add(
    f32x4.mul(all(0.10933537277746), f32x4.add(c, g)),
    f32x4.mul(all(0.0360111146583644), f32x4.add(b, h)),
  );
  return f32x4.add(f32x4.add(near, far), f32x4.mul(all(0.00941436780965374), f32x4.add(a, i)));
}

const reach: usize = 4;
const rows: usize = 9;

/** Of what is blurred, in a row of the ring: the original, the difference, its square, and the squares of both. */
const planes: usize = 4;

/** Blurs a row, before and after which there are four zeros, along itself. */
function blurAcross(row: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += vector) {
    const from = row + at;
    const blurred = blend(
      v128.load(from),
      v128.load(from, 4),
      v128.load(from, 8),
      v128.load(from, 12),
      v128.load(from, 16),
      v128.load(from, 20),
      v128.load(from, 24),
      v128.load(from, 28),
      v128.load(from, 32),
    );
    v128.store(to + at, blurred);
  }
}

/** Row `y` of what is to be blurred, each with four zeros before it and after it, from `to` on. */
function fill(original: usize, distorted: usize, width: usize, to: usize, padded: usize): void {
  const bytes = width << 2;
  memory.fill(to, 0, padded * planes);
  const inside = to + vector;
  for (let at: usize = 0; at < bytes; at += vector) {
    const a = v128.load(original + at);
    const d = v128.load(distorted + at);
    const difference = f32x4.sub(d, a);
    v128.store(inside + at, a);
    v128.store(inside + padded + at, difference);
    v128.store(inside + 2 * padded + at, f32x4.mul(difference, difference));
    v128.store(inside + 3 * padded + at, f32x4.add(f32x4.mul(a, a), f32x4.mul(d, d)));
  }
  for (let plane: usize = 0; plane < planes; plane++) {
    v128.store(inside + plane * padded + bytes, all(0)); // what the last vector took from the next row
  }
}

function blurDown(
  at: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  e: usize,
  f: usize,
  g: usize,
  h: usize,
  i: usize,
): v128 {
  return blend(
    v128.load(a + at),
    v128.load(b + at),
    v128.load(c + at),
    v128.load(d + at),
    v128.load(e + at),
    v128.load(f + at),
    v128.load(g + at),
    v128.load(h + at),
    v128.load(i + at),
  );
}

function sumOf(four: v128): f64 {
  return (
    <f64>f32x4.extract_lane(four, 0) +
    <f64>f32x4.extract_lane(four, 1) +
    <f64>f32x4.extract_lane(four, 2) +
    <f64>f32x4.extract_lane(four, 3)
  );
}

function addTo(sum: usize, four: v128): void {
  store<f64>(sum, load<f64>(sum) + sumOf(four));
}

/**
 * Adds what is seen in one row to the six sums: structure, artifact, lost detail, then their fourth powers. In terms of
 * the difference of the pictures: so what is nearly alike does not drown in the rounding of large squares.
 * 1 - structure = variance of the difference / (sum of the variances + c).
 */
function addRow(
  original: usize,
  distorted: usize,
  width: usize,
  stride: usize,
  sums: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  e: usize,
  f: usize,
  g: usize,
  h: usize,
  i: usize,
): void {
  let structure = all(0);
  let artifact = all(0);
  let lost = all(0);
  let structure4 = all(0);
  let artifact4 = all(0);
  let lost4 = all(0);
  const bytes = width << 2;
  const lanes = i32x4(0, 1, 2, 3);
  for (let at: usize = 0; at < bytes; at += vector) {
    const mean = blurDown(at, a, b, c, d, e, f, g, h, i);
    const shift = blurDown(at + stride, a, b, c, d, e, f, g, h, i);
    const square = blurDown(at + 2 * stride, a, b, c, d, e, f, g, h, i);
    const squares = blurDown(at + 3 * stride, a, b, c, d, e, f, g, h, i);
    const mean2 = f32x4.add(mean, shift);
    const shift2 = f32x4.mul(shift, shift);
    const variances = f32x4.sub(squares, f32x4.add(f32x4.mul(mean, mean), f32x4.mul(mean2, mean2)));
    const unlike = f32x4.div(f32x4.sub(square, shift2), f32x4.add(variances, all(0.0009)));
    const loss = f32x4.sub(f32x4.add(shift2, unlike), f32x4.mul(shift2, unlike));
    const edge1 = f32x4.abs(f32x4.sub(v128.load(original + at), mean));
    const edge2 = f32x4.abs(f32x4.sub(v128.load(distorted + at), mean2));
    const edge = f32x4.div(f32x4.sub(edge2, edge1), f32x4.add(edge1, all(1)));
    const isInside = i32x4.lt_s(lanes, i32x4.splat(<i32>(width - (at >> 2))));
    const zero = all(0);
    const s = v128.and(f32x4.max(loss, zero), isInside);
    const up = v128.and(f32x4.max(edge, zero), isInside);
    const down = v128.and(f32x4.max(f32x4.neg(edge), zero), isInside);
    structure = f32x4.add(structure, s);
    artifact = f32x4.add(artifact, up);
    lost = f32x4.add(lost, down);
    const s2 = f32x4.mul(s, s);
    const up2 = f32x4.mul(up, up);
    const down2 = f32x4.mul(down, down);
    structure4 = f32x4.add(structure4, f32x4.mul(s2, s2));
    artifact4 = f32x4.add(artifact4, f32x4.mul(up2, up2));
    lost4 = f32x4.add(lost4, f32x4.mul(down2, down2));
  }
  addTo(sums, structure);
  addTo(sums + 8, artifact);
  addTo(sums + 16, lost);
  addTo(sums + 24, structure4);
  addTo(sums + 32, artifact4);
  addTo(sums + 40, lost4);
}

/** How many bytes `compare` needs from `scratch` on. */
export function scratchBytes(width: usize): usize {
  return rows * planes * strideOf(width) + planes * paddedOf(width);
}

function strideOf(width: usize): usize {
  return ((width + 3) & ~3) << 2;
}

function paddedOf(width: usize): usize {
  return strideOf(width) + 3 * vector;
}

/** Two planes of one component; the six sums, as doubles, go to `sums`. */
export function compare(
  original: usize,
  distorted: usize,
  width: usize,
  height: usize,
  scratch: usize,
  sums: usize,
): void {
  const stride = strideOf(width);
  const padded = paddedOf(width);
  const row = scratch;
  const ring = scratch + planes * padded;
  const ringRow = planes * stride;
  const bytes = width << 2;
  memory.fill(ring, 0, rows * ringRow);
  memory.fill(sums, 0, 48);
  for (let y: usize = 0; y < height + reach; y++) {
    const newest = ring + (y % rows) * ringRow;
    if (y < height) {
      fill(original + y * bytes, distorted + y * bytes, width, row, padded);
      for (let plane: usize = 0; plane < planes; plane++) {
        blurAcross(row + plane * padded, newest + plane * stride, stride);
      }
    } else {
      memory.fill(newest, 0, ringRow);
    }
    if (y < reach) continue;
    const from = (y - reach) * bytes;
    addRow(
      original + from,
      distorted + from,
      width,
      stride,
      sums,
      ring + ((y + 1) % rows) * ringRow,
      ring + ((y + 2) % rows) * ringRow,
      ring + ((y + 3) % rows) * ringRow,
      ring + ((y + 4) % rows) * ringRow,
      ring + ((y + 5) % rows) * ringRow,
      ring + ((y + 6) % rows) * ringRow,
      ring + ((y + 7) % rows) * ringRow,
      ring + ((y + 8) % rows) * ringRow,
      newest,
    );
  }
}
