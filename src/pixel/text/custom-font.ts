/**
 * A font of the user's, under a name that nobody else has: libraries keep every font that they were ever given, and
 * take the first of two with one name.
 */
import { createHash } from 'node:crypto';
import { fail, type Failure } from '../../errors.ts';
import { type CharacterSet, readCharacters } from './characters.ts';
import { keepFile } from './private-folder.ts';
import { replaceTable, viewOf } from './sfnt.ts';

export interface CustomFont {
  readonly family: string;
  /** Where it lies for now. */
  readonly path: string;
  readonly characters: CharacterSet;
}

/** The largest fonts, with all of Chinese, have 20 MB or so. */
const maxBytes = 32 * 1024 * 1024;

const otherKinds: ReadonlyMap<string, string> = new Map([
  ['wOF2', 'WOFF2'],
  ['wOFF', 'WOFF'],
  ['ttcf', 'TrueType collections'],
]);

const refuseKind = (name: string, bytes: Uint8Array): Failure => {
  const kind = otherKinds.get(String.fromCharCode(...bytes.subarray(0, 4)));
  return fail(
    'source.unsupported-format',
    kind === undefined ? `${name} is not a font` : `${name}: ${kind} cannot be drawn; use a TTF or OTF file`,
  );
};

/** https://learn.microsoft.com/typography/opentype/spec/name: family, style, unique name, full name, PostScript's. */
const makeNameTable = (family: string): Uint8Array => {
  const names = [
    [1, family],
    [2, 'Regular'],
    [3, family],
    [4, family],
    [6, family],
  ] as const;
  const start = 6 + names.length * 12;
  const table = new Uint8Array(start + names.reduce((sum, [, name]) => sum + name.length * 2, 0));
  const view = viewOf(table);
  view.setUint16(2, names.length);
  view.setUint16(4, start);
  let end = 0;
  for (const [index, [id, name]] of names.entries()) {
    const at = 6 + index * 12;
    for (const [place, value] of [3, 1, 0x409, id, name.length * 2, end].entries()) {
      view.setUint16(at + place * 2, value);
    }
    for (const character of name) {
      view.setUint16(start + end, character.charCodeAt(0));
      end += 2;
    }
  }
  return table;
};

/** Refuses what is no font that can be drawn. `name` is for the message. */
export const prepareCustomFont = (name: string, bytes: Uint8Array): CustomFont => {
  if (bytes.length > maxBytes) throw fail('source.too-many-bytes', `${name} is larger than a font may be`);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const family = `darkroom-${hash}`;
  const renamed = replaceTable(bytes, 'name', makeNameTable(family));
  if (renamed === undefined) throw refuseKind(name, bytes);
  const characters = readCharacters(bytes);
  if (characters === undefined) throw fail('source.corrupt', `${name} does not say which characters it has`);
  return { family, path: keepFile(`${hash}.ttf`, renamed), characters };
};
