/** What is loaded is what the source says: nobody has to trust a binary. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compiledTo, compileWasm } from '../../scripts/compile-wasm.ts';

it('compiles assembly/ to the bytes that are checked in: run `npm run wasm` after a change', async () => {
  const kept = await readFile(new URL(`../../${compiledTo}`, import.meta.url), 'utf8');
  expect(await compileWasm()).toBe(kept);
}, 60_000);
