/** The pure core runs in a CDN worker: bundles it for a neutral platform, and keeps it small enough for one. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const ceilingBytes = 60 * 1024;

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));

const bundle = async (contents: string, options: BuildOptions) =>
  build({
    ...options,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });

/** The files of the core that no other file of the core imports: what a worker would import itself. */
const findEntries = async (files: readonly string[]): Promise<readonly string[]> => {
  const whole = await bundle(files.map((file) => `import './${file}';`).join('\n'), { treeShaking: false });
  const imported = Object.entries(whole.metafile.inputs)
    .filter(([file]) => file !== '<stdin>')
    .flatMap(([, input]) => input.imports.map((target) => target.path));
  return files.filter((file) => !imported.includes(file));
};

describe('the pure core', () => {
  it('bundles for a platform that has no Node, in less than 60 KB minified', async () => {
    const files = ['src/values', 'src/ops', 'src/params', 'src/url', 'src/plan'].flatMap(filesUnder);
    const entries = await findEntries(files);
    expect(entries).not.toEqual([]);
    const exports = entries.map((file, at) => `export * as part${at} from './${file}';`);
    const minified = await bundle(exports.join('\n'), { minify: true });
    expect(minified.outputFiles[0]?.contents.byteLength).toBeLessThan(ceilingBytes);
  });
});
