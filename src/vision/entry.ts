/** The file that the detector's process runs: built JavaScript wherever there is any. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Under a test runner the sources run unbuilt in this process alone: its set-up builds this one file. */
const builtForTests = '../../node_modules/.cache/darkroom/worker/vision-main.js';

/** tsx hands itself down to the processes that are forked under it. */
const runsUnderTsx = (): boolean => process.execArgv.some((argument) => argument.includes('tsx'));

export const findVisionEntry = (): string => {
  if (import.meta.url.endsWith('.js')) return fromHere('./worker-main.js');
  if (runsUnderTsx()) return fromHere('./worker-main.ts');
  const built = fromHere(builtForTests);
  if (!existsSync(built)) throw new TypeError('Unbuilt sources need tsx');
  return built;
};
