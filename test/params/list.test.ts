/** The list is the language: what is in the folders is in the list, described, sorted, and shown by an example. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stages } from '../../src/params/define.ts';
import { allDefinitions, definitions, findDefinition } from '../../src/params/index.ts';
import { unsupportedDefinitions } from '../../src/params/unsupported.ts';
import { originalsFolder } from '../golden/examples.ts';

const folder = path.resolve(import.meta.dirname, '../../src/params');
const list = readFileSync(path.join(folder, 'index.ts'), 'utf8');

/** Files that export a definition, as `./effect/sepia.ts`. */
const definitionFiles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => `./${file.replaceAll('\\', '/')}`)
  .filter((file) => /^\.\/\w+\/[\w-]+\.ts$/u.test(file))
  .filter((file) =>
    /(?:\s=|=>)\s+(?:action|delivery|flow|layered|qualifier(?:<[^>]*>)?)\(/u.test(
      readFileSync(path.join(folder, file), 'utf8'),
    ),
  );

const imported = [...list.matchAll(/^import [^;]* from '(\.\/\w+\/[\w-]+\.ts)';$/gmu)].map(
  ([, file = '']) => file,
);

describe('the list of definitions', () => {
  it('imports every file that has one, and nothing else', () => {
    expect(definitionFiles.length).toBeGreaterThan(30);
    expect([...imported].sort()).toEqual([...definitionFiles].sort());
  });

  it('has the effects in the order of the alphabet', () => {
    const effects = definitions.map(({ id }) => id).filter((id) => id.startsWith('e_'));
    expect(effects).toEqual([...effects].sort());
  });

  it('has every id once, what is refused by name included', () => {
    const ids = allDefinitions.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('finds each by its id', () => {
    for (const definition of allDefinitions) expect(findDefinition(definition.id)).toBe(definition);
  });

  it('has no key that is both a parameter and a family of names', () => {
    const keys = new Set(allDefinitions.filter(({ name }) => name === undefined).map(({ key }) => key));
    const families = new Set(allDefinitions.filter(({ name }) => name !== undefined).map(({ key }) => key));
    expect([...keys].filter((key) => families.has(key))).toEqual([]);
  });
});

describe.each(definitions)('$id', (definition) => {
  it('says what it does, and where that is written', () => {
    expect(definition.summary).toMatch(/^[A-Z].{10,}\.$/u);
    expect(definition.summary, 'what `npm run new-effect` wrote').not.toMatch(/^Says in one sentence/u);
    expect(definition.title).not.toBe('');
    expect(definition.reference).toMatch(/^https:\/\/[\w./-]+#?\w*$/u);
  });

  it('is called by its key and name', () => {
    expect(definition.id).toBe(
      definition.name === undefined ? definition.key : `${definition.key}_${definition.name}`,
    );
  });

  it('says how it is only approximate', () => {
    expect(definition.status).not.toBe('unsupported');
    if (definition.status === 'approximate') expect(definition.note).toMatch(/\.$/u);
  });

  it('is shown by an example if it changes pixels', () => {
    if (definition.shape === 'action') expect(definition.examples.length).toBeGreaterThan(0);
  });

  it('is used by each of its examples, on a picture that exists', () => {
    const originals = readdirSync(originalsFolder);
    for (const { chain, of } of definition.examples) {
      expect(originals).toContain(of);
      const name = definition.id === '$' ? String.raw`\$\w+` : definition.id;
      expect(`/${chain}`).toMatch(new RegExp(`[/,]${name}(?:[:,/_]|$)`, 'u'));
    }
  });

  it('has a reason for every example that may differ more than usual', () => {
    for (const { tolerance } of definition.examples) {
      if (tolerance) expect(tolerance.because.trim()).not.toBe('');
    }
  });

  it('runs at a stage that exists', () => {
    if (definition.shape !== 'action') return;
    const [first] = definition.id === 'a' ? [{ turns: [90] }] : [{}];
    expect(stages).toContain(definition.stage?.(first));
  });

  it('uses qualifiers that exist', () => {
    for (const id of [...definition.uses, ...definition.reads]) {
      expect(findDefinition(id), id).toBeDefined();
    }
  });

  it('has a default that its own range allows', () => {
    for (const { value, default: fallback } of Object.values(definition.args)) {
      if (fallback === undefined || (value.kind !== 'int' && value.kind !== 'number')) continue;
      expect(fallback).toBeGreaterThanOrEqual(value.min);
      expect(fallback).toBeLessThanOrEqual(value.max);
    }
  });
});

describe('what is only known by name', () => {
  it('is not defined as well', () => {
    const ids = new Set(definitions.map(({ id }) => id));
    expect(unsupportedDefinitions.filter(({ id }) => ids.has(id))).toEqual([]);
  });

  it('has a reason each', () => {
    for (const { summary, status } of unsupportedDefinitions) {
      expect(status).toBe('unsupported');
      expect(summary.length).toBeGreaterThan(10);
    }
  });
});
