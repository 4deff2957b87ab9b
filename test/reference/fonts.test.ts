import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { renderFonts } from '../../src/reference/fonts.ts';
import { fontAliases, fontFamilies } from '../../src/values/font-families.ts';

it('is what docs/fonts.md holds: run `npm run reference` after changing a family', async () => {
  expect(await readFile('docs/fonts.md', 'utf8')).toBe(renderFonts());
});

it('names every family and every name that it stands in for', () => {
  const page = renderFonts();
  for (const { name } of fontFamilies) expect(page).toContain(`| ${name} |`);
  for (const [alias] of fontAliases) expect(page).toContain(alias);
});
