/** Each operation on pixels that can be reckoned by hand. */
import { describe, expect, it } from 'vitest';
import { develop, distance, paint, quarters, white } from './pictures.ts';

const red = [200, 30, 30];
const green = [30, 200, 30];
const blue = [30, 30, 200];
const yellow = [220, 220, 40];
const picture = await paint(30, 20, quarters);
const clear = { r: 0, g: 0, b: 0, alpha: 0 };
/** Transparent on the left, with a loud colour that must never show; opaque on the right. */
const halfClear = await paint(40, 40, (x) => (x < 20 ? [255, 0, 255, 0] : [0, 128, 0, 255]));

describe('moving pixels', () => {
  it('extracts exactly the box', async () => {
    const result = await develop(picture, { op: 'extract', left: 14, top: 9, width: 2, height: 2 });
    expect([result.at(0, 0), result.at(1, 0), result.at(0, 1), result.at(1, 1)]).toEqual([
      red,
      green,
      blue,
      yellow,
    ]);
  });

  it('resizes to exactly the size', async () => {
    const result = await develop(picture, { op: 'resize', width: 17, height: 44 });
    expect([result.width, result.height, result.at(2, 2)]).toEqual([17, 44, red]);
  });

  it.each([
    [90, blue, red],
    [180, yellow, blue],
    [270, green, yellow],
  ] as const)('turns clockwise by %i degrees', async (degrees, topLeft, topRight) => {
    const result = await develop(picture, { op: 'turn', degrees });
    expect([result.at(0, 0), result.at(result.width - 1, 0)]).toEqual([topLeft, topRight]);
  });

  it('mirrors left to right and top to bottom', async () => {
    expect((await develop(picture, { op: 'flip', axis: 'horizontal' })).at(0, 0)).toEqual(green);
    expect((await develop(picture, { op: 'flip', axis: 'vertical' })).at(0, 0)).toEqual(blue);
  });

  it('extends by each margin in the colour', async () => {
    const result = await develop(picture, {
      op: 'extend',
      left: 1,
      top: 2,
      right: 3,
      bottom: 4,
      color: white,
    });
    expect([result.width, result.height, result.channels]).toEqual([34, 26, 3]);
    expect([result.at(0, 5), result.at(5, 1), result.at(1, 2), result.at(30, 21), result.at(31, 21)]).toEqual(
      [[255, 255, 255], [255, 255, 255], red, yellow, [255, 255, 255]],
    );
  });

  it('gains alpha from a translucent margin', async () => {
    const color = { r: 10, g: 20, b: 30, alpha: 0.5 };
    const result = await develop(picture, { op: 'extend', left: 1, top: 0, right: 0, bottom: 0, color });
    expect(distance(result.at(0, 0), [10, 20, 30, 128])).toBeLessThanOrEqual(1);
    expect(result.at(1, 0)).toEqual([...red, 255]);
  });

  it('rotates to the bounding box with smooth edges in the colour', async () => {
    const square = await paint(41, 41, () => [200, 100, 50]);
    const result = await develop(square, { op: 'rotate', degrees: 45, color: clear });
    expect([result.width, result.height]).toEqual([58, 58]);
    expect(result.at(0, 0)[3]).toBe(0);
    expect(result.at(29, 29)).toEqual([200, 100, 50, 255]);
    const edge = Array.from({ length: 58 }, (_, x) => result.at(x, 15)).filter(
      ([, , , alpha]) => alpha! > 20 && alpha! < 235,
    );
    expect(edge.length).toBeGreaterThan(0);
    for (const pixel of edge) expect(distance(pixel.slice(0, 3), [200, 100, 50])).toBeLessThanOrEqual(8);
  });

  it('rotates clockwise', async () => {
    const result = await develop(picture, { op: 'rotate', degrees: 60, color: clear });
    const middle = Math.floor(result.width / 2);
    const first = Array.from({ length: result.height }, (_, y) => result.at(middle, y)).find(
      ([, , , a]) => a === 255,
    );
    expect(first).toSatisfy((pixel: number[]) => distance(pixel, [...red, 255]) <= 1);
  });
});

describe('colours', () => {
  it('multiplies by a matrix and clamps', async () => {
    const result = await develop(picture, { op: 'recomb', matrix: [[2, 0, 0], [0, 0, 1], [0, 1, 0]] }); // prettier-ignore
    expect([result.at(0, 0), result.at(29, 0)]).toEqual([
      [255, 30, 30],
      [60, 30, 200],
    ]);
  });

  it('keeps white white in grey', async () => {
    const row = [0.2126, 0.7152, 0.0722] as const;
    const result = await develop(await paint(4, 4, () => [255, 255, 255]), {
      op: 'recomb',
      matrix: [row, row, row],
    });
    expect(result.at(0, 0)).toEqual([255, 255, 255]);
  });

  it('maps lines with rounding', async () => {
    const result = await develop(picture, { op: 'linear', multiply: [0.5, 1, 2], add: [0.6, -40, 0] });
    expect(result.at(0, 0)).toEqual([101, 0, 60]);
  });

  it('looks every byte up', async () => {
    const table = Array.from({ length: 256 }, (_, byte) => (byte * 7) % 256);
    expect((await develop(picture, { op: 'maplut', table })).at(0, 0)).toEqual(
      red.map((byte) => (byte * 7) % 256),
    );
  });

  it('makes the negative', async () => {
    const table = Array.from({ length: 256 }, (_, byte) => 255 - byte);
    expect((await develop(picture, { op: 'maplut', table })).at(0, 0)).toEqual(red.map((byte) => 255 - byte));
  });

  it('multiplies light by a matrix: half the light is more than half the byte', async () => {
    const half = [[0.5, 0, 0], [0, 0.5, 0], [0, 0, 1]] as const; // prettier-ignore
    const result = await develop(await paint(2, 1, () => [255, 100, 7]), {
      op: 'light-recomb',
      matrix: half,
    });
    expect(result.at(0, 0)).toEqual([188, 71, 7]);
  });

  it('keeps every byte under the matrix that changes nothing', async () => {
    const unit = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const; // prettier-ignore
    const ramp = await paint(256, 1, (x) => [x, 255 - x, x]);
    const result = await develop(ramp, { op: 'light-recomb', matrix: unit });
    for (let x = 0; x < 256; x++) expect(result.at(x, 0)).toEqual([x, 255 - x, x]);
  });

  it('multiplies colours and alpha by a matrix', async () => {
    const swap = [[0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]] as const; // prettier-ignore
    const result = await develop(await paint(1, 1, () => [10, 20, 30, 40]), {
      op: 'alpha-recomb',
      matrix: swap,
    });
    expect(result.at(0, 0)).toEqual([40, 20, 30, 10]);
    const opaque = await develop(picture, { op: 'alpha-recomb', matrix: swap });
    expect(opaque.at(0, 0)).toEqual([255, 30, 30, 200]);
  });

  it('looks alpha up, and leaves opaque pictures alone', async () => {
    const table = Array.from({ length: 256 }, (_, alpha) => (alpha < 128 ? 0 : 255));
    const fading = await develop(await paint(16, 1, (x) => [9, 9, 9, x * 17]), { op: 'alpha-maplut', table });
    expect([fading.at(7, 0)[3], fading.at(8, 0)[3]]).toEqual([0, 255]);
    expect((await develop(picture, { op: 'alpha-maplut', table })).at(0, 0)).toEqual(red);
  });

  it('looks each channel up in a table of its own', async () => {
    const table = [
      ...Array.from({ length: 256 }, () => 1),
      ...Array.from({ length: 256 }, (_, byte) => byte),
    ];
    const blues = Array.from({ length: 256 }, (_, byte) => 255 - byte);
    const result = await develop(picture, { op: 'maplut', table: [...table, ...blues] });
    expect(result.at(0, 0)).toEqual([1, 30, 225]);
  });

  it('scales the brightness no further than the largest channel can go', async () => {
    const colors = [[100, 50, 0], [200, 80, 40], [0, 0, 0]]; // prettier-ignore
    const result = await develop(await paint(3, 1, (x) => colors[x]!), { op: 'brightness-hsb', factor: 2 });
    expect([0, 1, 2].map((x) => result.at(x, 0))).toEqual([
      [200, 100, 0],
      [255, 102, 51],
      [0, 0, 0],
    ]);
  });

  it('adds colour to dull pixels more than to strong ones, and none to grey', async () => {
    const colors = [[128, 128, 128], [120, 130, 140], [20, 30, 250]]; // prettier-ignore
    const result = await develop(await paint(3, 1, (x) => colors[x]!), { op: 'vibrance', amount: 1 });
    const growth = [0, 1, 2].map((x) => {
      const [r, , b] = result.at(x, 0);
      return (b! - r!) / Math.max(1, colors[x]![2]! - colors[x]![0]!);
    });
    expect(growth[0]).toBe(0);
    expect(growth[1]).toBeGreaterThan(2);
    expect(growth[2]).toBeLessThan(1.2);
  });

  it('takes the colours of a gradient by luma', async () => {
    const table = [
      ...Array.from({ length: 512 }, () => 0),
      ...Array.from({ length: 256 }, (_, luma) => luma),
    ];
    const grey = await paint(2, 1, (x) => [x * 100, x * 100, x * 100]);
    const result = await develop(grey, { op: 'gradient-map', table, amount: 0.5, equalize: false });
    expect(result.at(1, 0)).toEqual([50, 50, 100]);
    const even = await develop(grey, { op: 'gradient-map', table, amount: 1, equalize: true });
    expect([even.at(0, 0), even.at(1, 0)]).toEqual([
      [0, 0, 0],
      [0, 0, 255],
    ]);
  });

  it('fills light into shadows and leaves highlights alone', async () => {
    const halves = await paint(200, 20, (x) => (x < 100 ? [30, 20, 10] : [220, 210, 200]));
    const result = await develop(halves, { op: 'fill-light', amount: 1, below: 0.5 });
    expect(result.at(10, 10)[0]).toBeGreaterThan(48);
    expect(result.at(190, 10)).toEqual([220, 210, 200]);
  });

  it('fills no less light into the rim of a shadow than into its middle', async () => {
    const card = await paint(200, 150, (x, y) =>
      x > 60 && x < 140 && y > 40 && y < 110 ? [60, 50, 40] : [250, 250, 250],
    );
    const result = await develop(card, { op: 'fill-light', amount: 1, below: 0.6 });
    const [rim, middle] = [result.at(63, 75)[0]!, result.at(100, 75)[0]!];
    expect(middle).toBeGreaterThan(80);
    expect(Math.abs(rim - middle)).toBeLessThan(6);
  });

  it.each([
    { op: 'auto-tone', contrast: 1, color: 0, brightness: 0, blend: 1 },
    { op: 'auto-tone', contrast: 1, color: 1, brightness: 1, blend: 1 },
    {
      op: 'gradient-map',
      table: [...Array.from({ length: 768 }, (_, at) => at % 256)],
      amount: 1,
      equalize: true,
    },
    { op: 'fill-light', amount: 1, below: 0.01 },
  ] as const)('changes nothing in a picture of one grey pixel: $op', async (operation) => {
    expect((await develop(await paint(1, 1, () => [77, 77, 77]), operation)).at(0, 0)).toEqual([77, 77, 77]);
  });

  it('divides black from white at the luma', async () => {
    const grey = await paint(3, 1, (x) => [127 + x, 127 + x, 127 + x]);
    const result = await develop(grey, { op: 'threshold', value: 128 });
    expect([0, 1, 2].map((x) => result.at(x, 0)[0])).toEqual([0, 255, 255]);
    expect((await develop(picture, { op: 'threshold', value: 100 })).at(29, 0)).toEqual([255, 255, 255]);
    expect((await develop(picture, { op: 'threshold', value: 100 })).at(0, 19)).toEqual([0, 0, 0]);
  });

  it.each([
    [{ op: 'recomb', matrix: [[0, 1, 0], [1, 0, 0], [0, 0, 1]] }], // prettier-ignore
    [{ op: 'linear', multiply: [0, 0, 0], add: [9, 9, 9] }],
    [{ op: 'maplut', table: Array.from({ length: 256 }, () => 7) }],
    [{ op: 'threshold', value: 1 }],
    [{ op: 'light-recomb', matrix: [[0, 1, 0], [1, 0, 0], [0, 0, 1]] }], // prettier-ignore
    [{ op: 'auto-tone', contrast: 1, color: 1, brightness: 1, blend: 1 }],
    [{ op: 'brightness-hsb', factor: 2 }],
    [{ op: 'fill-light', amount: 1, below: 0.5 }],
    [{ op: 'gradient-map', table: Array.from({ length: 768 }, () => 9), amount: 1, equalize: true }],
    [{ op: 'vibrance', amount: 1 }],
  ] as const)('never touches alpha: $op', async (operation) => {
    const fading = await paint(16, 1, (x) => [100, 150, 200, x * 17]);
    const result = await develop(fading, operation);
    for (let x = 0; x < 16; x++) expect(result.at(x, 0)[3]).toBe(x * 17);
  });
});

describe('filters', () => {
  it.each([0.5, 0.9, 1, 2, 4, 12, 60, 90])(
    'blurs a flat picture to itself, edges included, sigma %i',
    async (sigma) => {
      const result = await develop(await paint(50, 30, () => [90, 160, 230]), { op: 'blur', sigma });
      for (const [x, y] of [
        [0, 0],
        [49, 29],
        [25, 0],
        [20, 15],
      ] as const) {
        expect(distance(result.at(x, y), [90, 160, 230])).toBeLessThanOrEqual(1);
      }
    },
  );

  it.each([4, 50])('blurs a step to the bell’s integral, sigma %i', async (sigma) => {
    const size = sigma * 8;
    const step = await paint(size, 40, (x) => (x < size / 2 ? [0, 0, 0] : [200, 200, 200]));
    const result = await develop(step, { op: 'blur', sigma });
    // The step lies between two pixels: the mean of both sides.
    const at = (sigmas: number): number => {
      const x = Math.round(size / 2 + sigmas * sigma);
      return (result.at(x, 20)[0]! + result.at(x - 1, 20)[0]!) / 2;
    };
    expect(Math.abs(at(0) - 100)).toBeLessThanOrEqual(6);
    expect(Math.abs(at(1) - 200 * 0.841)).toBeLessThanOrEqual(7);
    expect(Math.abs(at(-1) - 200 * 0.159)).toBeLessThanOrEqual(7);
  });

  it.each([
    ['blur', { op: 'blur', sigma: 4 }],
    ['wide blur', { op: 'blur', sigma: 45 }],
    ['resize', { op: 'resize', width: 13, height: 13 }],
    ['sharpen', { op: 'sharpen', sigma: 1, amount: 1 }],
    ['pixelate', { op: 'pixelate', size: 7 }],
    ['rotate', { op: 'rotate', degrees: 30, color: clear }],
  ] as const)('does not let hidden colours bleed: %s', async (_, operation) => {
    const result = await develop(halfClear, operation);
    for (let y = 0; y < result.height; y++) {
      for (let x = 0; x < result.width; x++) {
        const [r, , b, alpha] = result.at(x, y);
        expect(((r! + b!) * alpha!) / 255).toBeLessThanOrEqual(2);
      }
    }
  });

  it('sharpens an edge on both sides and leaves flat areas alone', async () => {
    const edge = await paint(40, 20, (x) => (x < 20 ? [90, 90, 90] : [160, 160, 160]));
    const result = await develop(edge, { op: 'sharpen', sigma: 1, amount: 2 });
    expect(result.at(19, 10)[0]).toBeLessThan(88);
    expect(result.at(20, 10)[0]).toBeGreaterThan(162);
    expect(distance(result.at(3, 10), [90, 90, 90])).toBeLessThanOrEqual(1);
  });

  it('sharpens more with a larger amount', async () => {
    const edge = await paint(40, 20, (x) => (x < 20 ? [100, 100, 100] : [120, 120, 120]));
    const soft = await develop(edge, { op: 'sharpen', sigma: 1, amount: 0.5 });
    const hard = await develop(edge, { op: 'sharpen', sigma: 1, amount: 3 });
    expect(hard.at(20, 10)[0]).toBeGreaterThan(soft.at(20, 10)[0]!);
  });

  it('averages blocks from the top left, the cut ones at the edges too', async () => {
    const ramp = await paint(10, 10, (x, y) => [x * 10, y * 10, x === 9 ? 200 : 0]);
    const result = await develop(ramp, { op: 'pixelate', size: 4 });
    expect(result.at(0, 0)).toEqual([15, 15, 0]);
    expect(result.at(3, 3)).toEqual([15, 15, 0]);
    expect(result.at(4, 0)).toEqual([55, 15, 0]);
    expect(result.at(9, 9)).toEqual([85, 85, 100]);
  });
});

describe('alpha', () => {
  it('cuts corners with smooth edges', async () => {
    const result = await develop(picture, { op: 'round-corners', corners: [8, 0, 4, 0] });
    expect([result.at(0, 0)[3], result.at(29, 0)[3], result.at(29, 19)[3], result.at(0, 19)[3]]).toEqual([
      0, 255, 0, 255,
    ]);
    expect(result.at(8, 0)).toEqual([...red, 255]);
    const arc = Array.from({ length: 8 }, (_, x) => result.at(x, 2)[3]!);
    expect(arc).toEqual(arc.toSorted((a, b) => a - b));
    expect(arc.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
  });

  it('covers the area of the ellipse', async () => {
    const result = await develop(picture, { op: 'round-corners', corners: 'ellipse' });
    let area = 0;
    for (let y = 0; y < 20; y++) for (let x = 0; x < 30; x++) area += result.at(x, y)[3]! / 255;
    expect(Math.abs(area - Math.PI * 15 * 10)).toBeLessThan(3);
  });

  it('makes radii that overlap smaller together, as CSS does', async () => {
    const result = await develop(picture, { op: 'round-corners', corners: [100, 100, 100, 100] });
    const [width, radius] = [30, 10];
    expect(result.at(radius + 1, 0)[3]).toBe(255);
    expect(result.at(width - radius - 2, 0)[3]).toBe(255);
    expect(result.at(1, 1)[3]).toBe(0);
  });

  it('scales alpha', async () => {
    expect((await develop(picture, { op: 'opacity', factor: 0.5 })).at(0, 0)).toEqual([...red, 128]);
    expect((await develop(halfClear, { op: 'opacity', factor: 0.5 })).at(0, 0)[3]).toBe(0);
  });

  it('lays a colour under what is transparent, and is opaque afterwards', async () => {
    const fading = await paint(3, 1, (x) => [200, 0, 0, [0, 128, 255][x]!]);
    const result = await develop(fading, { op: 'underlay', color: { r: 0, g: 0, b: 255, alpha: 1 } });
    expect(result.channels).toBe(3);
    expect([result.at(0, 0), result.at(1, 0), result.at(2, 0)]).toEqual([
      [0, 0, 255],
      [100, 0, 127],
      [200, 0, 0],
    ]);
  });

  it('lays a rounded and translucent shape under the picture', async () => {
    const empty = await paint(20, 20, () => [0, 0, 0, 0]);
    const color = { r: 0, g: 0, b: 255, alpha: 0.5 };
    const result = await develop(empty, { op: 'underlay', color, corners: 'ellipse' });
    expect(result.at(0, 0)[3]).toBe(0);
    expect(result.at(10, 10)).toEqual([0, 0, 255, 128]);
  });
});
