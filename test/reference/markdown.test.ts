import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { definitions } from '../../src/params/index.ts';
import { renderReference } from '../../src/reference/markdown.ts';

it('is what docs/reference.md holds: run `npm run reference` after changing a definition', async () => {
  expect(await readFile('docs/reference.md', 'utf8')).toBe(renderReference());
});

it('names every definition', () => {
  const page = renderReference();
  for (const { id } of definitions) expect(page).toContain(id);
});
