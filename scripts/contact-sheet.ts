/**
 * `npm run contact-sheet [-- NAME...]`: every example of the definitions called so (`sepia`, `e_sepia`, `e` for all
 * effects; of all when none is named) on photographs, before and after, as a page and as sheets. `--all` takes every
 * photograph, `--on PICTURE,PICTURE` those, `--from FOLDER` photographs of one's own, `--difficult` pictures that effects
 * go wrong on, `--side N` a larger size.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Definition } from '../src/params/define.ts';
import { definitions } from '../src/params/index.ts';
import { chooseDefinitions, enlargeExample } from './contact-sheet/choose.ts';
import { type Developed, developTimed } from './contact-sheet/develop.ts';
import { type Shown, type ShownDefinition, writePage } from './contact-sheet/page.ts';
import { listPhotographs, originalsFolder, type Picture, writeDifficult } from './contact-sheet/pictures.ts';
import { writeDefinitionSheets } from './contact-sheet/sheets.ts';

const folder = path.resolve(import.meta.dirname, '../.cache/contact-sheet');
const fewPhotographs = 3;
const defaultSide = 400;

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    difficult: { type: 'boolean', default: false },
    from: { type: 'string' },
    on: { type: 'string' },
    side: { type: 'string', default: String(defaultSide) },
  },
});
const side = Number(options.side);

const choosePictures = async (): Promise<readonly Picture[]> => {
  if (options.difficult) return writeDifficult(folder);
  const photographs = await listPhotographs(options.from);
  if (options.on !== undefined) {
    const wanted = options.on.split(',');
    return photographs.filter(({ name }) => wanted.includes(name));
  }
  return options.all ? photographs : photographs.slice(0, fewPhotographs);
};

const befores = new Map<string, Developed>();

const showBefore = async (picture: Picture): Promise<Developed> => {
  const before =
    befores.get(picture.file) ??
    (await developTimed(picture, `c_limit,w_${side},h_${side}`, path.join(folder, 'before', picture.name)));
  befores.set(picture.file, before);
  return before;
};

/** The example's own original last: it was chosen for what it shows. */
const show = async (definition: Definition, pictures: readonly Picture[]): Promise<ShownDefinition> => {
  const examples = [];
  for (const { chain: small, of } of definition.examples) {
    const chain = enlargeExample(small, side);
    const own = { name: path.parse(of).name, file: path.join(originalsFolder, of) };
    const shown: Shown[] = [];
    for (const picture of options.difficult ? pictures : [...pictures, own]) {
      const into = path.join(folder, definition.id, picture.name);
      const after = await developTimed(picture, chain, into);
      shown.push({ picture, before: await showBefore(picture), after });
    }
    examples.push({ chain, shown });
  }
  return { definition, examples };
};

const { chosen, unknown } = chooseDefinitions(definitions, names);
if (unknown.length > 0 || !Number.isInteger(side) || side < 1) {
  console.error(
    unknown.length > 0 ? `No definition is called ${unknown.join(', ')}` : '--side is a number of pixels',
  );
  process.exitCode = 1;
} else {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const pictures = await choosePictures();
  const shown: ShownDefinition[] = [];
  for (const definition of chosen) {
    const one = await show(definition, pictures);
    shown.push(one);
    const sheets = await writeDefinitionSheets(one, path.join(folder, 'sheets'), side);
    for (const file of sheets) console.log(path.relative(process.cwd(), file));
  }
  const page = path.join(folder, 'index.html');
  await writeFile(page, writePage(shown, folder));
  console.log(path.relative(process.cwd(), page));
}
