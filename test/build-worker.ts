/** Render workers run built JavaScript, under test as well: bundles their one file before any test runs. */
import { build } from 'esbuild';
import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const folder = 'node_modules/.cache/darkroom/worker/';

export const setup = async (): Promise<void> => {
  const built = fileURLToPath(new URL(`${folder}worker-main.js`, root));
  const fresh = `${built}.${process.pid}.js`;
  await build({
    entryPoints: [fileURLToPath(new URL('src/pixel/worker-main.ts', root))],
    outfile: fresh,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  await rename(fresh, built); // whole or not at all, for another run may be reading it
};
