/** The processes of a load test: what serves, what asks, on which core each runs, and how long it has worked. */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Load, LoadResult } from './closed-loop.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const execArgv = ['--import', import.meta.resolve('tsx')];

/** Where there is nothing to pin with, or one core, the figures are what they are. */
const pin = ({ pid }: ChildProcess, core: number): void => {
  if (pid === undefined || availableParallelism() < 2) return;
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
  } catch {
    // Not Linux, or not allowed.
  }
};

export const serverCore = 0;
const clientCore = 1;

export const forkServer = (file: string): ChildProcess => {
  const child = fork(pathOf(file), { execArgv });
  pin(child, serverCore);
  return child;
};

export interface Serving {
  readonly child: ChildProcess;
  readonly port: number;
}

/**
 * The program as it is installed, on a free port: built, because what translates TypeScript as it is loaded wraps each
 * function to keep its name, which costs a tenth of all time.
 */
export const startDarkroom = async (
  env: Readonly<Record<string, string>>,
  { pinned = true }: { readonly pinned?: boolean } = {},
): Promise<Serving> => {
  const child = spawn(process.execPath, [pathOf('../../dist/cli/main.js'), 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const port = /^Darkroom at http:\/\/127\.0\.0\.1:(\d+)$/m.exec(text)?.[1];
    if (port === undefined) continue;
    if (pinned) pin(child, serverCore);
    return { child, port: Number(port) };
  }
  throw new Error(`The server did not start: ${text}`);
};

export const pinServer = (child: ChildProcess): void => pin(child, serverCore);

export const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill();
  await exited;
};

/** Time on a core so far, of all threads; undefined where the system does not tell. */
export const cpuMs = (pid: number): number | undefined => {
  try {
    const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) =>
      Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
    );
    return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e6;
  } catch {
    return undefined;
  }
};

/** With all processes that it started and that still run. */
export const cpuMsOfTree = (pid: number): number | undefined => {
  const own = cpuMs(pid);
  if (own === undefined) return undefined;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + (cpuMsOfTree(Number(child)) ?? 0), own);
};

/** A process and all those that it started, in bytes; undefined where the system does not tell. */
export const residentBytes = async (pid: number): Promise<number | undefined> => {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
    const theirs = await Promise.all(children.map(async (child) => residentBytes(Number(child))));
    return theirs.reduce<number>((sum, bytes) => sum + (bytes ?? 0), own);
  } catch {
    return undefined;
  }
};

export interface Generator {
  readonly run: (load: Load) => Promise<LoadResult>;
  readonly end: () => Promise<void>;
}

export const startGenerator = (): Generator => {
  const child = fork(pathOf('./closed-loop.ts'), { execArgv });
  pin(child, clientCore);
  return {
    run: async (load) => {
      const answered = once(child, 'message');
      child.send(load);
      const [result] = (await answered) as [LoadResult];
      return result;
    },
    end: async () => end(child),
  };
};
