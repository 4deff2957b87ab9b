/** What the network predicts, as faces: boxes that are likely enough, each face once. */
import { type Face, goodForHiding } from '../ops/face.ts';
import type { Size } from '../ops/placement.ts';

export interface Predictions {
  /** Where each box lies beside its anchor, and how much larger it is: 4 numbers each. */
  readonly boxes: Float32Array;
  /** 3 numbers each; that of faces is the second. */
  readonly classes: Float32Array;
  /** Top, left, bottom, right in 0..1 of the square. */
  readonly anchors: Float32Array;
}

const mostFaces = 400;

/** Boxes that share more than this of what they cover together are one face. */
const sameFace = 0.5;

/** Of the coding of SSD: https://github.com/vladmandic/face-api/blob/master/src/ssdMobilenetv1/outputLayer.ts */
const [moveScale, sizeScale] = [10, 5];

const readBox = ({ boxes, anchors }: Predictions, index: number): Omit<Face, 'score'> => {
  const [top = 0, left = 0, bottom = 0, right = 0] = anchors.subarray(index * 4, index * 4 + 4);
  const [down = 0, across = 0, higher = 0, wider = 0] = boxes.subarray(index * 4, index * 4 + 4);
  const height = Math.exp(higher / sizeScale) * (bottom - top);
  const width = Math.exp(wider / sizeScale) * (right - left);
  return {
    x: (left + right) / 2 + (across / moveScale) * (right - left) - width / 2,
    y: (top + bottom) / 2 + (down / moveScale) * (bottom - top) - height / 2,
    width,
    height,
  };
};

const areaOf = ({ width, height }: Size): number => width * height;

const overlap = (a: Face, b: Face): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (areaOf(a) + areaOf(b) - width * height);
};

/** `part`: how much of the square the picture fills. Boxes may reach beyond it, and are cut off there. */
const toPicture = ({ x, y, width, height, score }: Face, part: Size): Face => {
  const left = Math.max(0, x / part.width);
  const top = Math.max(0, y / part.height);
  return {
    x: left,
    y: top,
    width: Math.min(1, (x + width) / part.width) - left,
    height: Math.min(1, (y + height) / part.height) - top,
    score,
  };
};

/** The surest first. */
export const readBoxes = (predictions: Predictions, part: Size): readonly Face[] => {
  const { classes, anchors } = predictions;
  const likely: Face[] = [];
  for (let index = 0; index < anchors.length / 4; index += 1) {
    const score = 1 / (1 + Math.exp(-(classes[index * 3 + 1] ?? -Infinity)));
    if (score > goodForHiding) likely.push({ ...readBox(predictions, index), score });
  }
  const kept: Face[] = [];
  for (const face of likely.toSorted((a, b) => b.score - a.score)) {
    if (kept.length < mostFaces && kept.every((other) => overlap(face, other) <= sameFace)) kept.push(face);
  }
  return kept.map((face) => toPicture(face, part)).filter(({ width, height }) => width > 0 && height > 0);
};
