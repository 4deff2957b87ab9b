/** Ways to alter a photograph, each with where a box in it comes to lie. */
import sharp, { type Sharp } from 'sharp';
import type { FaceBox } from './people.ts';

export interface Alteration {
  readonly name: string;
  readonly change: (bytes: Buffer) => Promise<Buffer>;
  readonly move: (box: FaceBox) => FaceBox;
}

const same: Alteration['move'] = (box) => box;

const turned: Readonly<Record<90 | 180 | 270, Alteration['move']>> = {
  90: ({ x, y, width, height }) => ({ x: 1 - y - height, y: x, width: height, height: width }),
  180: ({ x, y, width, height }) => ({ x: 1 - x - width, y: 1 - y - height, width, height }),
  270: ({ x, y, width, height }) => ({ x: y, y: 1 - x - width, width: height, height: width }),
};

/** What has to be done to the pixels for each EXIF orientation, so that turning them upright gives the photograph. */
const storing: Readonly<Record<number, (photograph: Sharp) => Sharp>> = {
  2: (photograph) => photograph.flop(),
  3: (photograph) => photograph.rotate(180),
  4: (photograph) => photograph.flip(),
  5: (photograph) => photograph.rotate(270).flop(),
  6: (photograph) => photograph.rotate(270),
  7: (photograph) => photograph.rotate(90).flop(),
  8: (photograph) => photograph.rotate(90),
};

export const mirrored: Alteration = {
  name: 'mirrored',
  change: async (bytes) => sharp(bytes).flop().toBuffer(),
  move: ({ x, ...box }) => ({ ...box, x: 1 - x - box.width }),
};

export const turns: readonly Alteration[] = ([90, 180, 270] as const).map((degrees) => ({
  name: `turned by ${degrees}`,
  change: async (bytes) => sharp(bytes).rotate(degrees).toBuffer(),
  move: turned[degrees],
}));

export const shrunk: Alteration = {
  name: 'shrunk',
  change: async (bytes) => sharp(bytes).resize(320).toBuffer(),
  move: same,
};

export const greyed: Alteration = {
  name: 'greyed',
  change: async (bytes) => sharp(bytes).greyscale().toBuffer(),
  move: same,
};

/** Stored otherwise than it is shown, one for each orientation from 2. */
export const marked: readonly Alteration[] = Object.entries(storing).map(([orientation, store]) => ({
  name: `stored with orientation ${orientation}`,
  change: async (bytes) => {
    const stored = await store(sharp(bytes)).png({ compressionLevel: 0 }).toBuffer();
    return sharp(stored)
      .withMetadata({ orientation: Number(orientation) })
      .jpeg()
      .toBuffer();
  },
  move: same,
}));
