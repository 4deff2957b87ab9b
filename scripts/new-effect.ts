/** `npm run new-effect NAME`: writes the definition of an effect, adds it to the list, and says what to do next. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { findDefinition } from '../src/params/index.ts';
import { addToList, nameEffect, removeRefusal } from './new-effect/edit-list.ts';
import { writeDefinition } from './new-effect/write-definition.ts';

const params = path.resolve(import.meta.dirname, '../src/params');
const listFile = path.join(params, 'index.ts');
const tableFile = path.join(params, 'unsupported.ts');

const save = async (file: string, text: string, flag: 'w' | 'wx'): Promise<void> => {
  const options = await resolveConfig(file);
  await writeFile(file, await format(text, { ...options, filepath: file }), { flag });
};

const create = async (name: string, refused: string | undefined): Promise<void> => {
  const list = await readFile(listFile, 'utf8');
  const names = nameEffect(name, list);
  const file = path.join('effect', names.file);
  await save(path.join(params, file), writeDefinition(names), 'wx'); // never writes over anything
  await save(listFile, addToList(list, names), 'w');
  console.log(`Wrote src/params/${file}, and added it to src/params/index.ts.`);
  if (refused !== undefined) {
    await save(tableFile, removeRefusal(await readFile(tableFile, 'utf8'), name), 'w');
    console.log(`It was refused so far ("${refused}"); src/params/unsupported.ts no longer says so.`);
  }
  console.log(`
Next:
  1. Fill in the definition. What is known of it: https://cloudinary.com/documentation/transformation_reference#e_${name}
  2. If no operation does what it needs, add one: CONTRIBUTING.md, "Add an effect", says where
  3. npm run contact-sheet -- e_${name}     look at the pictures
  4. npm run reference
  5. npx vitest run test/params test/properties test/reference
  6. npm run golden -- review e_${name}     look again
     npm run golden -- accept e_${name}`);
};

const complain = (message: string): void => {
  console.error(message);
  process.exitCode = 1;
};

const name = (process.argv[2] ?? '').replace(/^e_/u, '').replaceAll('-', '_');
const existing = findDefinition(`e_${name}`);

if (!/^[a-z][a-z\d]*(?:_[a-z\d]+)*$/u.test(name)) {
  complain('Usage: npm run new-effect NAME, where NAME is as in the URL: oil_paint for e_oil_paint');
} else if (existing !== undefined && existing.status !== 'unsupported') {
  complain(`There already is an effect ${name}: src/params/effect/`);
} else {
  await create(name, existing?.summary);
}
