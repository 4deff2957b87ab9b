import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { reframe } from '../../../src/pixel/kernels/reframe.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const draw = (channels: 3 | 4, color: (x: number, y: number) => readonly number[]): RawPicture => {
  const [width, height] = [40, 30];
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(color(x, y), (y * width + x) * channels);
  }
  return { data, width, height, channels };
};

const waves = draw(3, (x, y) => [
  Math.round(128 + 100 * Math.sin(x / 3)),
  Math.round(128 + 100 * Math.cos(y / 4)),
  Math.round(128 + 100 * Math.sin((x + y) / 5)),
]);

const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);

const act = (left: number, top: number, width: number, height: number, to: readonly [number, number]) =>
  ({ op: 'reframe', window: { left, top, width, height }, width: to[0], height: to[1] }) as const;

describe('a part of a picture', () => {
  it('of its own size is the picture', () => {
    expect(reframe(waves, act(0, 0, 40, 30, [40, 30])).data).toEqual(waves.data);
  });

  it('at whole pixels is what was cut out', async () => {
    const raw = { width: 40, height: 30, channels: 3 } as const;
    const cut = await sharp(waves.data, { raw })
      .extract({ left: 7, top: 5, width: 20, height: 15 })
      .raw()
      .toBuffer();
    expect(reframe(waves, act(7, 5, 20, 15, [20, 15])).data).toEqual(new Uint8Array(cut));
  });

  it('moves by parts of a pixel', () => {
    const ramp = draw(3, (x) => [x * 6, x * 6, x * 6]);
    const { data } = reframe(ramp, act(10.25, 4, 20, 15, [20, 15]));
    expect([data[0], data[3], data[30]]).toEqual([62, 68, 122]);
  });

  it.each([
    [
      [4.5, 3, 20, 15],
      [80, 60],
    ],
    [
      [0, 0, 40, 30],
      [16, 12],
    ],
  ] as const)('%j is enlarged or made smaller to %j as a cubic does it', async (window, to) => {
    const [left, top, width, height] = window;
    const scale = to[0] / width;
    const ours = reframe(waves, act(left, top, width, height, to));
    const raw = { width: 40, height: 30, channels: 3 } as const;
    const whole = await sharp(waves.data, { raw })
      .resize(Math.round(40 * scale), Math.round(30 * scale), { fit: 'fill', kernel: 'cubic' })
      .extract({ left: Math.round(left * scale), top: Math.round(top * scale), width: to[0], height: to[1] })
      .raw()
      .toBuffer();
    expect(farthest(ours.data, whole)).toBeLessThanOrEqual(6);
  });

  it('lets no colour of what is transparent bleed', () => {
    const edge = draw(4, (x) => (x < 20 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
    const { data } = reframe(edge, act(10, 5, 20, 15, [60, 45]));
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 0) expect([data[at], data[at + 1]]).toEqual([255, 0]);
    }
  });
});
