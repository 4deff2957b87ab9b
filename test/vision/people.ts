/** Photographs of people that come with face-api, with where the faces are, checked by eye. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { type Face, goodForGravity } from '../../src/ops/face.ts';
import type { Sample } from '../../src/ports.ts';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

/** In 0..1 of the picture. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface People {
  readonly name: string;
  readonly boxes: readonly FaceBox[];
}

const box = (x: number, y: number, width: number, height: number): FaceBox => ({ x, y, width, height });

export const people: readonly People[] = [
  {
    name: 'sample1.jpg',
    boxes: [
      box(0.215, 0.277, 0.093, 0.187),
      box(0.436, 0.327, 0.099, 0.177),
      box(0.768, 0.155, 0.105, 0.186),
    ],
  },
  {
    name: 'sample2.jpg',
    boxes: [box(0.753, 0.112, 0.101, 0.178), box(0.468, 0.163, 0.08, 0.165), box(0.188, 0.098, 0.078, 0.186)],
  },
  {
    name: 'sample3.jpg',
    boxes: [box(0.305, 0.244, 0.104, 0.2), box(0.784, 0.228, 0.092, 0.191), box(0.556, 0.169, 0.11, 0.214)],
  },
  {
    name: 'sample4.jpg',
    boxes: [
      box(0.345, 0.034, 0.097, 0.183),
      box(0.133, 0.126, 0.085, 0.173),
      box(0.514, 0.122, 0.089, 0.157),
      box(0.665, 0.091, 0.077, 0.179),
    ],
  },
  {
    name: 'sample5.jpg',
    boxes: [
      box(0.409, 0.078, 0.081, 0.152),
      box(0.728, 0.283, 0.096, 0.187),
      box(0.189, 0.633, 0.1, 0.19),
      box(0.579, 0.141, 0.084, 0.17),
      box(0.311, 0.297, 0.086, 0.178),
    ],
  },
  {
    name: 'sample6.jpg',
    boxes: [
      box(0.345, 0.229, 0.092, 0.182),
      box(0.77, 0.182, 0.113, 0.18),
      box(0.609, 0.21, 0.102, 0.164),
      box(0.127, 0.325, 0.117, 0.166),
    ],
  },
];

export const fileOf = ({ name }: People): string => join(folder, name);

export const readPeople = async (picture: People): Promise<Buffer> => readFile(fileOf(picture));

/** As the pixel engine gives it. */
export const sampleOf = async (bytes: Uint8Array, maxSide = 512): Promise<Sample> => {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height };
};

/** What two boxes have in common, of what they cover together. */
export const overlap = (a: FaceBox, b: FaceBox): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
};

/** Less than this is another face. */
const sameFace = 0.4;

export interface Comparison {
  readonly found: number;
  /** What was taken for a face, and is none of these. */
  readonly more: number;
}

export const compareFaces = (found: readonly Face[], boxes: readonly FaceBox[]): Comparison => {
  const good = found.filter(({ score }) => score >= goodForGravity);
  const isOne = (face: Face): boolean => boxes.some((each) => overlap(face, each) >= sameFace);
  return {
    found: boxes.filter((each) => good.some((face) => overlap(face, each) >= sameFace)).length,
    more: good.filter((face) => !isOne(face)).length,
  };
};
