/** What effects are looked at on: photographs that are at hand beside the project, else our own pictures. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

export interface Picture {
  readonly name: string;
  readonly file: string;
}

const root = path.resolve(import.meta.dirname, '../..');
export const originalsFolder = path.join(root, 'fixtures/originals');

/** People, for skin: a package of the face detector has some; not every installation has the package. */
const folders = [
  path.resolve(root, '../shared/photos'),
  path.join(root, 'node_modules/@vladmandic/face-api/demo'),
];

/** First come skin, sky, food and strong colours: a handful has to show what goes wrong with any of them. */
const favourites = [
  'kodak-04',
  'kodak-19',
  'coffee',
  'kodak-23',
  'sample1',
  'portrait',
  'landscape',
  'still-life',
];

const rank = ({ name }: Picture): number => {
  const place = favourites.indexOf(name);
  return place < 0 ? favourites.length : place;
};

const toPicture = (folder: string, file: string): Picture => ({
  name: path.parse(file).name,
  file: path.join(folder, file),
});

/** The detector's package shows drawings and screens beside its people. */
const isPhotograph = (file: string): boolean =>
  /\.(?:avif|gif|jpe?g|png|svg|webp)$/u.test(file) && !/^(?:facemesh|screenshot)/u.test(file);

const listFolder = async (folder: string): Promise<readonly Picture[]> =>
  existsSync(folder)
    ? (await readdir(folder)).filter(isPhotograph).map((file) => toPicture(folder, file))
    : [];

/** Photographs, the most telling first; our own drawings where there are none. `from` is a folder of one's own. */
export const listPhotographs = async (from?: string): Promise<readonly Picture[]> => {
  const found = (await Promise.all((from === undefined ? folders : [from]).map(listFolder))).flat();
  const photographs = found.length > 0 ? found : await listFolder(originalsFolder);
  return photographs.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
};

const own = ['cmyk.jpg', 'wide-gamut.png', 'gradient-16.png', 'logo.png', 'framed.png'] as const;

/** CMYK, Display P3, 16 bits, transparent, grey, and a single pixel: what effects are wrong on first. */
export const writeDifficult = async (folder: string): Promise<readonly Picture[]> => {
  const portrait = sharp(path.join(originalsFolder, 'portrait.jpg')).resize(400);
  const grey = toPicture(folder, 'grey.png');
  const greyWithAlpha = toPicture(folder, 'grey-with-alpha.png');
  const pixel = toPicture(folder, 'one-pixel.png');
  await portrait.clone().toColourspace('b-w').png().toFile(grey.file);
  await portrait.clone().toColourspace('b-w').ensureAlpha(0.5).png().toFile(greyWithAlpha.file);
  await sharp({ create: { width: 1, height: 1, channels: 3, background: '#c86432' } })
    .png()
    .toFile(pixel.file);
  return [...own.map((file) => toPicture(originalsFolder, file)), grey, greyWithAlpha, pixel];
};
