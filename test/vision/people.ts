/** Photographs of people that come with face-api, with where the faces are, checked by eye, in 0..1. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Sample } from '../../src/ports.ts';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

export interface People {
  readonly name: string;
  /** Of each face. */
  readonly centres: readonly (readonly [x: number, y: number])[];
}

export const people: readonly People[] = [
  {
    name: 'sample1.jpg',
    centres: [
      [0.261, 0.37],
      [0.485, 0.415],
      [0.82, 0.248],
    ],
  },
  {
    name: 'sample2.jpg',
    centres: [
      [0.804, 0.201],
      [0.508, 0.248],
      [0.228, 0.19],
    ],
  },
  {
    name: 'sample3.jpg',
    centres: [
      [0.356, 0.344],
      [0.833, 0.319],
      [0.617, 0.269],
    ],
  },
  {
    name: 'sample4.jpg',
    centres: [
      [0.394, 0.125],
      [0.175, 0.212],
      [0.559, 0.201],
      [0.704, 0.181],
    ],
  },
  {
    name: 'sample5.jpg',
    centres: [
      [0.45, 0.153],
      [0.62, 0.226],
      [0.354, 0.386],
      [0.776, 0.375],
      [0.241, 0.723],
    ],
  },
  {
    name: 'sample6.jpg',
    centres: [
      [0.395, 0.308],
      [0.829, 0.266],
      [0.663, 0.29],
      [0.184, 0.398],
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
