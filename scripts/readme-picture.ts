/** `npx tsx scripts/readme-picture.ts`: README's strip of originals and what the three example URLs make of them. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { bundledExamples, type Example } from '../src/http/examples.ts';
import { render } from '../src/index.ts';

const cell = { width: 400, height: 300, gap: 20 } as const;

const pathTo = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));

const fitCell = async (picture: Uint8Array | string): Promise<Buffer> =>
  sharp(picture)
    .resize(cell.width, cell.height, { fit: 'contain', background: '#ffffff' })
    .flatten({ background: '#ffffff' })
    .toBuffer();

const drawPair = async ({ original, chain }: Example): Promise<readonly [Buffer, Buffer]> => {
  const file = pathTo(`fixtures/originals/${original}`);
  const { bytes } = await render(file, chain, { format: 'png' });
  return [await fitCell(file), await fitCell(bytes)];
};

const pairs = await Promise.all(bundledExamples.map(drawPair));
const tiles = pairs.flatMap((pair, column) =>
  pair.map((input, row) => ({
    input,
    left: column * (cell.width + cell.gap),
    top: row * (cell.height + cell.gap),
  })),
);
await sharp({
  create: {
    width: 3 * cell.width + 2 * cell.gap,
    height: 2 * cell.height + cell.gap,
    channels: 3,
    background: '#ffffff',
  },
})
  .composite(tiles)
  .jpeg({ quality: 85, mozjpeg: true })
  .toFile(pathTo('docs/before-and-after.jpg'));
