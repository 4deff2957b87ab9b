/** `npm run wasm`: compiles assembly/, and writes what comes out to where it is used. */
import { writeFile } from 'node:fs/promises';
import { compiledTo, compileWasm } from './compile-wasm.ts';

await writeFile(new URL(`../${compiledTo}`, import.meta.url), await compileWasm());
