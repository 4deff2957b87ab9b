/** `npm run check`: formatting, types, lint and layers, as many at a time as there are cores, the slowest first. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';

interface Check {
  readonly name: string;
  readonly command: readonly [tool: string, ...options: string[]];
}

interface Outcome extends Check {
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

const folders = ['src', 'test', 'scripts', 'bench'].filter((folder) => existsSync(folder));

// ESLint runs without its cache: a typed rule's verdict depends on other files too, which that cache does not see.
// Prettier and tsc look at everything that their own caches depend on, so theirs can hide nothing.
const checks: readonly Check[] = [
  { name: 'eslint', command: ['eslint', '--max-warnings=0', '.'] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'layers', command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...folders] },
  { name: 'core types', command: ['tsc', '-p', 'tsconfig.core.json'] },
  { name: 'browser types', command: ['tsc', '-p', 'src/reference/browser/tsconfig.json'] },
  {
    name: 'prettier',
    command: ['prettier', '--check', '--log-level=warn', '--cache', '--cache-strategy=content', '.'],
  },
];

const run = async (check: Check): Promise<Outcome> => {
  const startedMs = performance.now();
  // The tools are found because npm puts node_modules/.bin on the path of every script.
  const [tool, ...options] = check.command;
  const child = spawn(tool, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => chunks.push(chunk));
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - startedMs) / 1000;
  return { ...check, passed: exitCode === 0, seconds, output: chunks.join('').trim() };
};

const report = ({ name, passed, seconds, output }: Outcome): void => {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output);
};

const waiting = [...checks];
const outcomes: Outcome[] = [];

/** Takes one check after the other until none is left; several of these run side by side. */
const work = async (): Promise<void> => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const outcome = await run(check);
    report(outcome);
    outcomes.push(outcome);
  }
};

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
if (outcomes.some((outcome) => !outcome.passed)) process.exitCode = 1;
