/**
 * The script of the reference page as one minified module for browsers: the language itself, and what wires the page up.
 * `npm run build` writes it beside what the compiler wrote.
 */
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

export const bundlePage = async (outFile: string): Promise<void> => {
  const fresh = `${outFile}.${process.pid}.js`;
  await mkdir(path.dirname(outFile), { recursive: true });
  await build({
    entryPoints: [path.join(root, 'src/reference/browser/main.ts')],
    outfile: fresh,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: ['es2023', 'chrome111', 'firefox115', 'safari16.4'],
    logLevel: 'error',
  });
  await rename(fresh, outFile); // whole or not at all, for somebody may be reading it
};

const [, script] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  await bundlePage(path.join(root, 'dist/reference/page.js'));
}
