/** `npm run compat`: prints how much of the language there is; `-- write` puts the same table into README.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { renderCompat } from '../src/reference/compat.ts';

const readme = new URL('../README.md', import.meta.url);
const table = /(?<=<!-- npm run compat -->\n\n).*?(?=\n\n<!-- \/compat -->)/su;

console.log(renderCompat());
if (process.argv.includes('write')) {
  await writeFile(readme, (await readFile(readme, 'utf8')).replace(table, renderCompat()));
}
