/** A crowd out of the photographs, every other one mirrored: on a grid, so that all faces are small. */
import sharp from 'sharp';
import { mirrored } from './alterations.ts';
import { type FaceBox, people, readPeople } from './people.ts';

const side = 2048;

/** Of each photograph on the grid, about as they all are. */
const ratio = 0.7;

export const composeCrowd = async (
  columns: number,
  rows: number,
): Promise<{ readonly bytes: Buffer; readonly boxes: readonly FaceBox[] }> => {
  const [width, height] = [Math.floor(side / columns), Math.floor((side / columns) * ratio)];
  const cells = await Promise.all(
    Array.from({ length: columns * rows }, async (_, index) => {
      const picture = people[(index * 5 + Math.floor(index / people.length)) % people.length]!;
      const bytes = await sharp(await readPeople(picture))
        .resize(width, height, { fit: 'fill' })
        .png()
        .toBuffer();
      const isMirrored = index % 2 === 1;
      const [column, row] = [index % columns, Math.floor(index / columns)];
      return {
        part: {
          input: isMirrored ? await mirrored.change(bytes) : bytes,
          left: column * width,
          top: row * height,
        },
        boxes: (isMirrored ? picture.boxes.map(mirrored.move) : picture.boxes).map((box) => ({
          x: (column + box.x) / columns,
          y: (row + box.y) / rows,
          width: box.width / columns,
          height: box.height / rows,
        })),
      };
    }),
  );
  const canvas = { width: width * columns, height: height * rows, channels: 3, background: '#000' } as const;
  const bytes = await sharp({ create: canvas })
    .composite(cells.map(({ part }) => part))
    .png()
    .toBuffer();
  return { bytes, boxes: cells.flatMap(({ boxes }) => boxes) };
};
