/** `npm run reference`: writes docs/reference.md from the definitions. */
import { writeFile } from 'node:fs/promises';
import { renderReference } from '../src/reference/markdown.ts';

await writeFile(new URL('../docs/reference.md', import.meta.url), renderReference());
