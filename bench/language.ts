/** The language as it is shipped: compiled, for the loader that benches run under wraps every function. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { timeCall } from './measure.ts';
import type { Measurement } from './report.ts';

const budgetUs = 20;

const root = path.resolve(import.meta.dirname, '..');

const compile = async (): Promise<() => string> => {
  const outfile = path.join(root, '.cache/bench/language-key.mjs');
  await build({
    entryPoints: [path.join(root, 'bench/language-key.ts')],
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile },
  });
  const compiled = (await import(pathToFileURL(outfile).href)) as { readonly toKey: () => string };
  return compiled.toKey;
};

export const benchLanguage = async (): Promise<readonly Measurement[]> => {
  const us = timeCall(await compile(), { turns: 21, calls: 10_000 });
  return [
    {
      what: 'parse, canonicalise and key a URL of 5 components',
      figure: `${us.toFixed(1)} us`,
      budget: `< ${budgetUs} us`,
      met: us < budgetUs,
    },
  ];
};
