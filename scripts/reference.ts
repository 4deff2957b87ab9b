/** `npm run reference`: writes docs/reference.md from the definitions, and docs/fonts.md from the list of families. */
import { writeFile } from 'node:fs/promises';
import { renderFonts } from '../src/reference/fonts.ts';
import { renderReference } from '../src/reference/markdown.ts';

await writeFile(new URL('../docs/reference.md', import.meta.url), renderReference());
await writeFile(new URL('../docs/fonts.md', import.meta.url), renderFonts());
