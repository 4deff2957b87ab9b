/** `npm run wasm`: compiles assembly/, and writes what comes out to where it is used. */
import { writeFile } from 'node:fs/promises';
import { compileWasm, wasmModules } from './compile-wasm.ts';

for (const wasm of wasmModules) {
  await writeFile(new URL(`../${wasm.compiledTo}`, import.meta.url), await compileWasm(wasm));
}
