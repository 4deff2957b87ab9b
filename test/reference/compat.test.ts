import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { allDefinitions } from '../../src/params/index.ts';
import { countSupport, renderCompat } from '../../src/reference/compat.ts';

it('is what README.md says: run `npm run compat -- write` after changing a definition', async () => {
  expect(await readFile('README.md', 'utf8')).toContain(
    `<!-- npm run compat -->\n\n${renderCompat()}\n\n<!-- /compat -->`,
  );
});

it('counts every definition once', () => {
  const counted = countSupport()
    .filter(({ kind }) => kind !== 'Gravities')
    .flatMap(({ counts }) => Object.values(counts))
    .reduce((sum, each) => sum + each, 0);
  expect(counted).toBe(allDefinitions.length);
});
