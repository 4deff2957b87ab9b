/** The bundled families: their data is what the packages hold, and every name leads to one of them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  describeFamilies,
  findFamily,
  fontAliases,
  fontFamilies,
  isFontFile,
  spellFont,
} from '../../src/values/font-families.ts';

const root = path.resolve(import.meta.dirname, '../..');
const packages = path.join(root, 'node_modules/@expo-google-fonts');
const packageOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

describe('the bundled font families', () => {
  it.each(fontFamilies)('say which faces the package of $name has', ({ name, weights, italic }) => {
    const faces = readdirSync(path.join(packages, packageOf(name))).filter((entry) => /^\d{3}/u.test(entry));
    const upright = faces.filter((face) => !face.endsWith('Italic'));
    expect(weights).toEqual(upright.map((face) => Number(face.slice(0, 3))));
    expect(faces.length).toBe(italic ? 2 * upright.length : upright.length);
  });

  it('are the packages that we depend on, each at one version', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const fonts = Object.entries<string>(dependencies).filter(([name]) =>
      name.startsWith('@expo-google-fonts/'),
    );
    expect(fonts.map(([name]) => name.slice('@expo-google-fonts/'.length))).toEqual(
      fontFamilies.map(({ name }) => packageOf(name)).toSorted(),
    );
    for (const [name, version] of fonts) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it.each([
    ['Arial', 'Arimo'],
    ['arial', 'Arimo'],
    ['HELVETICA', 'Arimo'],
    ['Roboto@google', 'Roboto'],
    ['roboto condensed', 'Roboto Condensed'],
    ['Roboto_Condensed', 'Roboto Condensed'],
    ['OpenSans', 'Open Sans'],
    ['times new roman', 'Tinos'],
  ])('are found as %s', (name, family) => {
    expect(findFamily(name)?.name).toBe(family);
  });

  it.each(['', 'Papyrus', 'constructor', 'Arial@elsewhere', 'brand.ttf'])('do not include %j', (name) => {
    expect(findFamily(name)).toBeUndefined();
    expect(spellFont(name)).toBe(name);
  });

  it('stand in for families that exist, and for none twice', () => {
    for (const [alias, family] of fontAliases) expect(findFamily(alias)?.name, alias).toBe(family);
    const names = [...fontFamilies.map(({ name }) => name), ...fontAliases.map(([alias]) => alias)];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it('are listed in a message that fits a header', () => {
    expect(describeFamilies()).toMatch(/^one of Arimo, Lato, .*, such as Arial, /u);
    expect(`Unknown font in transformation: ${describeFamilies()}`.length).toBeLessThan(512);
  });

  it('are not the fonts of the user, which are files', () => {
    expect(['brand.ttf', 'Brand.OTF', 'a.woff2'].every(isFontFile)).toBe(true);
    expect(['Arial', 'brand.woff', 'ttf'].some(isFontFile)).toBe(false);
  });
});
