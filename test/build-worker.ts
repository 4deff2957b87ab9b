/** Workers and browsers run built JavaScript, under test as well: bundles the one file of each before any test runs. */
import { build } from 'esbuild';
import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundlePage } from '../scripts/bundle-page.ts';

const root = new URL('../', import.meta.url);
const folder = 'node_modules/.cache/darkroom/worker/';

const bundle = async (source: string, name: string): Promise<void> => {
  const built = fileURLToPath(new URL(`${folder}${name}`, root));
  const fresh = `${built}.${process.pid}.js`;
  await build({
    entryPoints: [fileURLToPath(new URL(source, root))],
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

export const setup = async (): Promise<void> => {
  await Promise.all([
    bundle('src/pixel/worker-main.ts', 'worker-main.js'),
    bundle('src/vision/worker-main.ts', 'vision-main.js'),
    bundlePage(fileURLToPath(new URL('node_modules/.cache/darkroom/reference/page.js', root))),
  ]);
};
