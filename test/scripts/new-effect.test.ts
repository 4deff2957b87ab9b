/** A new effect is one file and one line: what the scaffold does to the list and to the table of refusals. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addToList, nameEffect, removeRefusal } from '../../scripts/new-effect/edit-list.ts';
import { unsupportedDefinitions } from '../../src/params/unsupported.ts';

const read = (file: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../../src/params', file), 'utf8');
const list = read('index.ts');
const table = read('unsupported.ts');

describe('the names of an effect', () => {
  it.each([
    ['moon_light', 'moon-light.ts', 'moonLight'],
    ['zap', 'zap.ts', 'zap'],
    ['fill', 'fill.ts', 'fillEffect'],
    ['new', 'new.ts', 'newEffect'],
  ])('%s lies in %s and is called %s', (name, file, variable) => {
    expect(nameEffect(name, list)).toEqual({ name, file, variable });
  });
});

describe('the list', () => {
  it.each([
    ['aaa', "import { aaa } from './effect/aaa.ts';\nimport { ", '...[aaa, '],
    ['nib', "negate.ts';\nimport { nib } from './effect/nib.ts';\n", 'negate, nib, '],
    ['zap', "import { zap } from './effect/zap.ts';\nimport { zoompan }", ', zap, zoompan]'],
    ['zzz', "import { zzz } from './effect/zzz.ts';\nimport { baseline }", ', zzz]'],
  ])('gets the import and the entry of %s where the alphabet wants them', (name, importLine, entry) => {
    const edited = addToList(list, nameEffect(name, list));
    expect(edited).toContain(importLine);
    expect(edited.replaceAll(/\s+/gu, ' ')).toContain(entry);
    expect(edited.split('\n').filter((line) => line.startsWith('import '))).toHaveLength(
      list.split('\n').filter((line) => line.startsWith('import ')).length + 1,
    );
  });
});

describe('an effect that is defined elsewhere', () => {
  it('stays in the list', () => {
    const edited = addToList(list, nameEffect('zap', list));
    for (const name of ['cutOut', 'multiply', 'overlayBlend']) expect(edited.split(name)).toHaveLength(3);
  });
});

describe('the table of refusals', () => {
  const effects = unsupportedDefinitions.filter(({ key }) => key === 'e').map(({ name = '' }) => name);

  it.each(effects)('loses %s, and nothing else', (name) => {
    const edited = removeRefusal(table, name);
    const words = (text: string): readonly string[] =>
      [...text.matchAll(/'([^']*)'/gu)].flatMap(([, literal = '']) => literal.split(/\s+/u));
    const lost =
      words(table).filter((word) => word === name).length -
      words(edited).filter((word) => word === name).length;
    expect(lost).toBe(1);
    for (const other of effects) if (other !== name) expect(words(edited)).toContain(other);
  });

  it('loses a group that has no name left', () => {
    const edited = removeRefusal(table, 'viesus_correct');
    expect(edited).not.toContain('commercial add-on');
    expect(edited).toContain('clipping paths cannot be written');
  });

  it('stays as it is for a name that it does not have', () => {
    expect(removeRefusal(table, 'zap')).toBe(table);
  });
});
