/** Contact sheets: many small pictures with their names under them, a dozen to a page. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

export interface SheetCell {
  readonly label: string;
  readonly file: string;
}

const columns = 4;
const rows = 3;
const cell = { width: 340, height: 290, picture: 250 } as const;

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const drawLabel = (label: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cell.width}" height="32">` +
      `<text x="6" y="20" font-family="sans-serif" font-size="12">${escapeXml(label)}</text></svg>`,
  );

/** Squares behind a picture show where it is transparent. */
const checkerboard = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="16" height="16" fill="#fff"/>' +
    '<path d="M0 0h8v8H0zM8 8h8v8H8z" fill="#d8d8d8"/></svg>',
);

const place = async ({ label, file }: SheetCell, index: number): Promise<readonly OverlayOptions[]> => {
  const left = (index % columns) * cell.width + 6;
  const top = Math.floor(index / columns) * cell.height + 4;
  const { data, info } = await sharp(file)
    .resize({ width: cell.width - 12, height: cell.picture, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
  const ground = await sharp({
    create: { width: info.width, height: info.height, channels: 4, background: '#fff' },
  })
    .composite([{ input: checkerboard, tile: true }, { input: data }])
    .png()
    .toBuffer();
  return [
    { input: ground, left, top },
    { input: drawLabel(label), left: left - 6, top: top + cell.picture },
  ];
};

/** Writes as many pages as it takes, and answers their files. */
export const writeSheets = async (
  cells: readonly SheetCell[],
  folder: string,
  title: string,
): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (let from = 0; from < cells.length; from += columns * rows) {
    const page = await Promise.all(cells.slice(from, from + columns * rows).map(place));
    const height = Math.ceil(page.length / columns) * cell.height;
    const sheet = sharp({ create: { width: columns * cell.width, height, channels: 3, background: '#fff' } });
    const file = path.join(folder, `${title}-${files.length + 1}.png`);
    await writeFile(file, await sheet.composite(page.flat()).png().toBuffer());
    files.push(file);
  }
  return files;
};
