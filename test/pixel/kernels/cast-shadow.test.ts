/** A shadow on the ground. */
import { describe, expect, it } from 'vitest';
import { nextCanvas } from '../../../src/ops/geometry.ts';
import type { CastShadow } from '../../../src/ops/redrawing.ts';
import { castShadow } from '../../../src/pixel/kernels/cast-shadow.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

/** A white pole from row 5 to row 24 of a transparent picture. */
const pole = (): RawPicture => ({
  data: Uint8Array.from(
    Array.from({ length: 40 * 30 }, (_, at) => {
      const [x, y] = [at % 40, Math.floor(at / 40)];
      return x >= 18 && x < 22 && y >= 5 && y < 25 ? [255, 255, 255, 255] : [0, 255, 0, 0];
    }).flat(),
  ),
  width: 40,
  height: 30,
  channels: 4,
});

const black = { r: 0, g: 0, b: 0, alpha: 0.5 };
const act = (right: number, down: number, far = 0): CastShadow => ({
  ...{ op: 'cast-shadow', color: black, right, down },
  ...{ near: far / 7, far },
});

const at = ({ data, width }: RawPicture, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x + 1) * 4),
];

describe('a cast shadow', () => {
  it('begins where the object stands, and falls to where the light does not come from', () => {
    const cast = castShadow(pole(), act(1, 0.5));
    expect(at(cast, 20, 24)).toEqual([255, 255, 255, 255]);
    // Ten pixels of height are ten to the right and five downwards.
    expect(at(cast, 30, 29).slice(0, 3)).toEqual([0, 0, 0]);
    expect(at(cast, 30, 29)[3]).toBeGreaterThan(60);
    expect(at(cast, 10, 29)[3]).toBe(0);
    expect(at(cast, 30, 20)[3]).toBe(0);
  });

  it('falls behind the object where the light comes from the front, and fades with the distance', () => {
    const cast = castShadow(pole(), act(1, -0.5));
    const [near, far] = [at(cast, 24, 22)[3]!, at(cast, 38, 15)[3]!];
    expect(near).toBeGreaterThan(far);
    expect(far).toBeGreaterThan(20);
    expect(at(cast, 20, 15)).toEqual([255, 255, 255, 255]);
  });

  it.each([
    [0.8, 0.4, 2],
    [-2.5, -1.3, 3],
    [0, 0.1, 0],
    [3, -0.1, 5],
  ])('takes the room that it was planned with: %s, %s, %s', (right, down, far) => {
    const { width, height, channels } = castShadow(pole(), act(right, down, far));
    expect({ width, height, alpha: channels === 4 }).toEqual(
      nextCanvas({ width: 40, height: 30, alpha: true }, act(right, down, far)),
    );
  });

  it('shows no colour that was hidden, and leaves nothing where nothing is', () => {
    const { data } = castShadow(pole(), act(1, 0.5, 2));
    for (let pixel = 0; pixel < data.length; pixel += 4) {
      if (data[pixel + 3]! > 0) expect(data[pixel + 1]).toBe(data[pixel]);
    }
    const empty = { ...pole(), data: new Uint8Array(40 * 30 * 4) };
    expect(Math.max(...castShadow(empty, act(1, 0.5)).data)).toBe(0);
  });
});
