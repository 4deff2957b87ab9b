/** Compiles arithmetic from AssemblyScript, and wraps each binary in a module of its own for whoever loads it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export interface WasmModule {
  readonly source: string;
  readonly compiledTo: string;
}

export const wasmModules: readonly WasmModule[] = [
  { source: 'assembly/ssimulacra2.ts', compiledTo: 'src/pixel/quality/ssimulacra2-wasm.ts' },
  { source: 'assembly/mobile-net.ts', compiledTo: 'src/vision/mobile-net-wasm.ts' },
  { source: 'assembly/morphology.ts', compiledTo: 'src/pixel/kernels/morphology-wasm.ts' },
  { source: 'assembly/warp.ts', compiledTo: 'src/pixel/kernels/warp-wasm.ts' },
];

const root = path.resolve(import.meta.dirname, '..');
// By its command, not as a library: its types would change those of everything here.
const compiler = path.join(root, 'node_modules/assemblyscript/bin/asc.js');
const options = [
  ...['--enable', 'simd', '--runtime', 'stub', '--initialMemory', '1'],
  ...['--noAssert', '-O3', '--converge'],
];

const compile = async (source: string): Promise<Uint8Array> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'darkroom-wasm-'));
  try {
    const binary = path.join(folder, 'out.wasm');
    await promisify(execFile)(process.execPath, [compiler, source, ...options, '-o', binary], { cwd: root });
    return await readFile(binary);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The text of the module that holds it. */
export const compileWasm = async ({ source }: WasmModule): Promise<string> => {
  const base64 = Buffer.from(await compile(source)).toString('base64');
  return [
    `/** Compiled from ${source} by \`npm run wasm\`; a test holds the two together. */`,
    'export const wasmBase64 =',
    `  '${base64}';`,
    '',
  ].join('\n');
};
