/** The command line as people run it: a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Nothing of the surroundings but what a process needs, so that a developer's settings do not matter. */
const baseEnv = { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent' };

export type Env = Readonly<Record<string, string>>;

export const start = (args: readonly string[], env: Env = {}, cwd = process.cwd()): ChildProcess =>
  spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, ...args], {
    env: { ...baseEnv, ...env },
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const run = async (
  args: readonly string[],
  { input = '', env = {}, cwd }: { readonly input?: string; readonly env?: Env; readonly cwd?: string } = {},
): Promise<Outcome> => {
  const child = start(args, env, cwd);
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => (texts[name] += chunk));
  }
  child.stdin?.on('error', () => {}); // it may end before it has read everything
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return { code, ...texts };
};
