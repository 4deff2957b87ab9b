/** A worker that is killed by one original and by no other: the real one, with a few lines around it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findWorkerEntry } from '../../../src/pixel/workers/entry.ts';

export const poison = 'poison';

// Ours comes first: what the worker would make of the order is never seen.
const program = `
await import(${JSON.stringify(pathToFileURL(findWorkerEntry()).href)});
process.prependListener('message', ({ order }) => {
  if (order?.contents?.[0].key === ${JSON.stringify(poison)}) process.kill(process.pid, 'SIGKILL');
});
`;

export interface PoisonedProgram {
  readonly entry: string;
  readonly remove: () => Promise<void>;
}

export const writePoisoned = async (): Promise<PoisonedProgram> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-poison-'));
  const entry = join(folder, 'worker.mjs');
  await writeFile(entry, program);
  return { entry, remove: async () => rm(folder, { recursive: true }) };
};
