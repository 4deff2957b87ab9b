/** Contact sheets: many small pictures with their names under them, a dozen to a page. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { escapeMarkup } from './markup.ts';

export interface SheetCell {
  readonly label: string;
  /** None where there is only something to say. */
  readonly file?: string;
}

export interface SheetLayout {
  readonly columns: number;
  /** The room for a picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

const dozen: SheetLayout = { columns: 4, width: 328, height: 250 };
const dozenRows = 3;
const gap = 12;
const labelHeight = 36;
const letterWidth = 6.6;
/** Anything smaller is enlarged, pixel by pixel: a picture of one pixel has a colour to look at too. */
const smallestShown = 48;

const drawLabel = (label: string, width: number): Buffer => {
  const room = Math.floor(width / letterWidth);
  const lines = [label.slice(0, room), label.slice(room, 2 * room)];
  const texts = lines.map(
    (line, index) =>
      `<text y="${15 + 15 * index}" font-family="sans-serif" font-size="12">${escapeMarkup(line)}</text>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${labelHeight}">${texts.join('')}</svg>`,
  );
};

/** Squares behind a picture show where it is transparent. */
const drawCheckerboard = (width: number, height: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      '<pattern id="squares" width="16" height="16" patternUnits="userSpaceOnUse">' +
      '<rect width="16" height="16" fill="#fff"/><path d="M0 0h8v8H0zM8 8h8v8H8z" fill="#d8d8d8"/></pattern>' +
      '<rect width="100%" height="100%" fill="url(#squares)"/></svg>',
  );

const drawPicture = async (file: string, { width, height }: SheetLayout): Promise<Buffer> => {
  const picture = sharp(file);
  const { width: actualWidth, height: actualHeight } = await picture.metadata();
  const isTiny = Math.max(actualWidth, actualHeight) < smallestShown;
  const { data, info } = await picture
    .resize({
      width: isTiny ? smallestShown : width,
      height: isTiny ? smallestShown : height,
      fit: 'inside',
      withoutEnlargement: !isTiny,
      kernel: isTiny ? 'nearest' : 'lanczos3',
    })
    .png()
    .toBuffer({ resolveWithObject: true });
  return sharp(drawCheckerboard(info.width, info.height))
    .composite([{ input: data }])
    .png()
    .toBuffer();
};

const place = async (
  { label, file }: SheetCell,
  index: number,
  layout: SheetLayout,
): Promise<readonly OverlayOptions[]> => {
  const left = (index % layout.columns) * (layout.width + gap) + gap / 2;
  const top = Math.floor(index / layout.columns) * (layout.height + labelHeight) + gap / 2;
  const text = { input: drawLabel(label, layout.width), left, top: top + layout.height };
  return file === undefined ? [text] : [{ input: await drawPicture(file, layout), left, top }, text];
};

/** One page, which grows with what it has to hold. */
export const writeSheet = async (
  cells: readonly SheetCell[],
  file: string,
  layout: SheetLayout,
): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const placed = await Promise.all(cells.map((cell, index) => place(cell, index, layout)));
  const width = layout.columns * (layout.width + gap);
  const height = Math.ceil(cells.length / layout.columns) * (layout.height + labelHeight) + gap / 2;
  await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite(placed.flat())
    .png()
    .toFile(file);
};

/** Writes as many pages as it takes, and answers their files. */
export const writeSheets = async (
  cells: readonly SheetCell[],
  folder: string,
  title: string,
): Promise<readonly string[]> => {
  const files: string[] = [];
  const perSheet = dozen.columns * dozenRows;
  for (let from = 0; from < cells.length; from += perSheet) {
    const file = path.join(folder, `${title}-${files.length + 1}.png`);
    await writeSheet(cells.slice(from, from + perSheet), file, dozen);
    files.push(file);
  }
  return files;
};
