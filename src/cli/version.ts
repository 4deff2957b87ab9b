/** `darkroom --version`. */
import { readFileSync } from 'node:fs';
import type { Command } from './command.ts';

/** package.json lies two levels above, in src/ and in dist/ alike. */
export const readVersion = (): string => {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
};

export const version: Command = async (_args, terminal) => {
  await terminal.print(`${readVersion()}\n`);
  return 0;
};
