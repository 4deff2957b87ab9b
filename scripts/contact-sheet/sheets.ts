/** The same as sheets, for looking at without a browser: the pictures as they were, and a row for each example. */
import path from 'node:path';
import { type SheetCell, writeSheet } from '../golden/sheet.ts';
import type { Developed } from './develop.ts';
import { sayTime, type ShownDefinition, type ShownExample } from './page.ts';

const columns = 4;
const examplesPerSheet = 3;

const toCell = (developed: Developed, say: (ms: number) => string): SheetCell =>
  developed.kind === 'picture'
    ? { label: say(developed.ms), file: developed.file }
    : { label: developed.message };

const showsTheSame = (one: ShownExample, other: ShownExample): boolean =>
  one.shown.every(({ picture }, index) => picture.file === other.shown[index]?.picture.file);

/** A sheet shows each picture once as it was, so the examples on it are of the same ones. */
const divide = (examples: readonly ShownExample[]): readonly (readonly ShownExample[])[] => {
  const parts: ShownExample[][] = [];
  for (const example of examples) {
    const last = parts.at(-1);
    if (last !== undefined && last.length < examplesPerSheet && showsTheSame(last[0]!, example)) {
      last.push(example);
    } else parts.push([example]);
  }
  return parts;
};

const fillRow = (cells: readonly SheetCell[]): readonly SheetCell[] =>
  Array.from({ length: columns }, (_, column) => cells[column] ?? { label: '' });

/** Answers the files. More pictures than a sheet is wide go on on the next. */
export const writeDefinitionSheets = async (
  { definition, examples }: ShownDefinition,
  folder: string,
  side: number,
): Promise<readonly string[]> => {
  const files: string[] = [];
  for (const part of divide(examples)) {
    const { shown } = part[0]!;
    for (let from = 0; from < shown.length; from += columns) {
      const befores = shown
        .slice(from, from + columns)
        .map(({ before, picture }) => toCell(before, () => picture.name));
      const afters = part.flatMap(({ chain, shown: all }) =>
        fillRow(
          all
            .slice(from, from + columns)
            .map(({ after }) => toCell(after, (ms) => `${chain} · ${sayTime(ms)}`)),
        ),
      );
      const file = path.join(folder, `${definition.id}-${files.length + 1}.png`);
      await writeSheet([...fillRow(befores), ...afters], file, { columns, width: side, height: side });
      files.push(file);
    }
  }
  return files;
};
