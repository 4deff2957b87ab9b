/** Where the bundled fonts lie: one package for each family, one folder in it for each face. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fontFamilies } from '../../values/font-families.ts';

const { resolve } = createRequire(import.meta.url);

const manifestOf = (family: string): string =>
  resolve(`@expo-google-fonts/${family.toLowerCase().replaceAll(' ', '-')}/package.json`);

export const fontFolder = (family: string): string => path.dirname(manifestOf(family));

/** The file of the face that every family has. */
export const findRegular = (family: string): string => {
  const folder = path.join(fontFolder(family), '400Regular');
  const file = readdirSync(folder).find((name) => name.endsWith('.ttf'));
  if (file === undefined) throw new TypeError(`There is no font in ${folder}`);
  return path.join(folder, file);
};

/** Another release of a font may have other outlines: part of every key. */
export const describeFonts = (): string => {
  const hash = createHash('sha256');
  for (const { name } of fontFamilies) {
    const { version } = JSON.parse(readFileSync(manifestOf(name), 'utf8')) as { readonly version: string };
    hash.update(`${name} ${version}\n`);
  }
  return `fonts-${hash.digest('hex').slice(0, 16)}`;
};
