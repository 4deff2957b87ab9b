import { describe, expect, it } from 'vitest';
import { readBoxes } from '../../src/vision/read-boxes.ts';

interface Predicted {
  /** Top, left, bottom, right. */
  readonly anchor: readonly [number, number, number, number];
  readonly score: number;
  /** Down, across, higher, wider. */
  readonly box?: readonly [number, number, number, number];
}

const whole = { width: 1, height: 1 };

const read = (predicted: readonly Predicted[], part = whole): ReturnType<typeof readBoxes> =>
  readBoxes(
    {
      anchors: new Float32Array(predicted.flatMap(({ anchor }) => anchor)),
      boxes: new Float32Array(predicted.flatMap(({ box = [0, 0, 0, 0] }) => box)),
      classes: new Float32Array(predicted.flatMap(({ score }) => [9, Math.log(score / (1 - score)), 9])),
    },
    part,
  );

const anchor = [0.2, 0.4, 0.4, 0.5] as const;

describe('what the network predicts', () => {
  it('is the anchor itself where nothing is to be changed', () => {
    const [face] = read([{ anchor, score: 0.8 }]);
    expect(face!.x).toBeCloseTo(0.4);
    expect(face!.y).toBeCloseTo(0.2);
    expect(face!.width).toBeCloseTo(0.1);
    expect(face!.height).toBeCloseTo(0.2);
    expect(face!.score).toBeCloseTo(0.8);
  });

  it('moves in tenths of the anchor, and grows in fifths of its exponent', () => {
    const [face] = read([{ anchor, score: 0.8, box: [5, -10, 5 * Math.log(2), 0] }]);
    expect(face!.x).toBeCloseTo(0.3);
    expect(face!.y).toBeCloseTo(0.2);
    expect(face!.width).toBeCloseTo(0.1);
    expect(face!.height).toBeCloseTo(0.4);
  });

  it('is of the picture, not of the square that it lies in', () => {
    const [face] = read([{ anchor, score: 0.8 }], { width: 1, height: 0.5 });
    expect(face!.y).toBeCloseTo(0.4);
    expect(face!.height).toBeCloseTo(0.4);
  });

  it('ends where the picture does, and what lies beyond is left out', () => {
    const faces = read(
      [
        { anchor: [-0.1, 0.4, 0.1, 0.5], score: 0.8 },
        { anchor: [0.6, 0.4, 0.8, 0.5], score: 0.8 },
      ],
      { width: 1, height: 0.5 },
    );
    expect(faces).toHaveLength(1);
    expect(faces[0]!.y).toBe(0);
    expect(faces[0]!.height).toBeCloseTo(0.2);
  });

  it('is one face where boxes share most of what they cover, the surest; unlikely ones are none', () => {
    const faces = read([
      { anchor, score: 0.5 },
      { anchor: [0.21, 0.41, 0.41, 0.51], score: 0.9 },
      { anchor: [0.6, 0.4, 0.8, 0.5], score: 0.4 },
      { anchor: [0.1, 0.1, 0.2, 0.2], score: 0.29 },
    ]);
    expect(faces.map(({ score }) => Math.round(score * 100))).toEqual([90, 40]);
  });
});
