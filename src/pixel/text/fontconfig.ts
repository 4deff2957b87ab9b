/**
 * Fontconfig as we want it: the bundled fonts and no others, so that text has the same pixels on every machine. It
 * reads its file once in a process, when the first text is drawn (also by an SVG), and never again.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fontAliases, fontFamilies } from '../../values/font-families.ts';
import { fontFolder } from './font-packages.ts';
import { keepFile, privateFolder } from './private-folder.ts';

const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);

/**
 * Names that can stand in a list of families to say how glyphs are to be drawn: fontconfig's rules can tell a text by
 * its families, and by nothing else that we could choose for each.
 */
export const renderingFamilies = {
  'antialias-none': '<edit name="antialias" mode="assign"><bool>false</bool></edit>',
  'hinting-none': '<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>',
  'hinting-medium': '<edit name="hintstyle" mode="assign"><const>hintmedium</const></edit>',
  'hinting-full': '<edit name="hintstyle" mode="assign"><const>hintfull</const></edit>',
} as const;

/** Hinted in the vertical alone: crisp lines, and shapes as they were drawn. */
const slightHinting = `<match target="pattern">
  <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
</match>`;

const renderingRules = Object.entries(renderingFamilies).map(
  ([family, edit]) => `<match target="pattern">
  <test name="family" qual="any" compare="eq"><string>${family}</string></test>
  ${edit}
</match>`,
);

/** A family without italics is slanted, and one without bold faces thickened. */
const synthesis = `<match target="font">
  <test name="slant"><const>roman</const></test>
  <test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
  <edit name="matrix" mode="assign">
    <times><name>matrix</name><matrix><double>1</double><double>0.2</double><double>0</double><double>1</double></matrix></times>
  </edit>
  <edit name="slant" mode="assign"><const>oblique</const></edit>
</match>
<match target="font">
  <test name="weight" compare="less_eq"><const>medium</const></test>
  <test target="pattern" name="weight" compare="more_eq"><const>demibold</const></test>
  <edit name="embolden" mode="assign"><bool>true</bool></edit>
  <edit name="weight" mode="assign"><const>bold</const></edit>
</match>`;

/** For drawings, which name families themselves. */
const aliases = fontAliases.map(
  ([alias, family]) =>
    `<alias binding="same"><family>${alias}</family><prefer><family>${family}</family></prefer></alias>`,
);

const writeConfiguration = (): string =>
  [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...fontFamilies.map(({ name }) => `<dir>${escapeXml(fontFolder(name))}</dir>`),
    `<cachedir>${escapeXml(path.join(privateFolder(), 'cache'))}</cachedir>`,
    slightHinting,
    ...renderingRules,
    synthesis,
    ...aliases,
    '</fontconfig>',
    '',
  ].join('\n');

let trouble: unknown;

/**
 * To be called before anything is drawn. The processes that we start find it set, and set it again. Where the file
 * cannot be written there are pictures, and no texts.
 */
export const useBundledFonts = (): void => {
  try {
    const configuration = writeConfiguration();
    const name = createHash('sha256').update(configuration).digest('hex').slice(0, 16);
    process.env['FONTCONFIG_FILE'] = keepFile(`fonts-${name}.conf`, configuration);
  } catch (error) {
    trouble = error;
  }
};

/** Why fontconfig could not be told which fonts to use. */
export const fontTrouble = (): unknown => trouble;
