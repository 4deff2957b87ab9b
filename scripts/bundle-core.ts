/**
 * The pure core as one minified module for a platform without Node, such as a CDN worker. A worker needs the language,
 * not its documentation, so the prose and the examples of the definitions stay behind.
 * `npx tsx scripts/bundle-core.ts OUT.js` writes it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..');

/** Properties of a definition that only people read; messages and canonical form know none of them. */
const prose: ReadonlySet<string> = new Set(['summary', 'sought', 'note', 'reference', 'examples']);

const isProse = (property: ts.ObjectLiteralElementLike): boolean =>
  ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && prose.has(property.name.text);

const dropProse: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    return ts.isObjectLiteralExpression(visited)
      ? ts.factory.updateObjectLiteralExpression(
          visited,
          visited.properties.filter((property) => !isProse(property)),
        )
      : visited;
  };
  return (file) => ts.visitEachChild(file, visit, context);
};

/** The files that hold definitions; define.ts beside them makes use of the same names. */
const definitionFiles =
  /src[\\/]params[\\/](?:(?:crop|effect|layer|style|delivery|flow)[\\/].*|qualifiers)\.ts$/;

const withoutProse: Plugin = {
  name: 'without-prose',
  setup: (bundler) => {
    bundler.onLoad({ filter: definitionFiles }, async ({ path: file }) => {
      const source = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true);
      const { transformed } = ts.transform(source, [dropProse]);
      const [lean = source] = transformed;
      return { contents: ts.createPrinter().printFile(lean), loader: 'ts' };
    });
  },
};

const entry = `
export { parseDelivery } from './src/url/route.ts';
export { parseDeliveryUrl } from './src/url/delivery-url.ts';
export { parseChain } from './src/url/parse-chain.ts';
export { signatureMatches } from './src/url/signature.ts';
export { printTransformation } from './src/url/print.ts';
export { planChain } from './src/plan/plan-chain.ts';
export { findUnsupported } from './src/plan/unsupported.ts';
export { readDeliveryFlags } from './src/plan/delivery-flags.ts';
export * from './src/plan/keys.ts';
export * from './src/plan/record.ts';
`;

export const bundleCore = async (options: BuildOptions = {}): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    logLevel: 'silent',
    plugins: [withoutProse],
    ...options,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

const [, script, out] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  if (out === undefined) throw new Error('Usage: bundle-core OUT.js');
  await writeFile(out, await bundleCore());
}
