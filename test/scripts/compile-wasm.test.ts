/** What is loaded is what the source says: nobody has to trust a binary. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileWasm, wasmModules } from '../../scripts/compile-wasm.ts';

it.each(wasmModules)(
  'compiles $source to the bytes that are checked in: run `npm run wasm` after a change',
  async (wasm) => {
    const kept = await readFile(new URL(`../../${wasm.compiledTo}`, import.meta.url), 'utf8');
    expect(await compileWasm(wasm)).toBe(kept);
  },
  60_000,
);
