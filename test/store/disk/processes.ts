/** Starts writer-process.ts as a plain Node program: bundled once, because loading TypeScript takes longer than dying. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

export interface Writer {
  /** Of its events, as it told them. */
  readonly events: readonly string[];
  /** Resolves once it has put so many more, or has ended. */
  readonly putting: (count: number) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Its exit code. */
  readonly ended: Promise<number | undefined>;
}

export interface Work {
  readonly folder: string;
  readonly maxBytes: number;
  readonly count: number;
  readonly start: number;
}

export interface WriterProgram {
  readonly start: (work: Work) => Writer;
  readonly remove: () => Promise<void>;
}

const follow = (child: ChildProcess): Writer => {
  const events: string[] = [];
  let waiting = 0;
  let arrive: (() => void) | undefined;
  if (child.stdout === null) throw new Error('The process has no output');
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('event')) events.push(line);
    waiting -= 1;
    if (waiting <= 0) arrive?.();
  });
  const ended = once(child, 'close').then(([code]) => {
    arrive?.();
    return typeof code === 'number' ? code : undefined;
  });
  return {
    events,
    putting: async (count) => {
      waiting = count;
      await new Promise<void>((resolve) => {
        arrive = resolve;
        if (child.exitCode !== null) resolve();
      });
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
};

export const buildWriter = async (): Promise<WriterProgram> => {
  const outfile = join(tmpdir(), `darkroom-writer-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'writer-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  return {
    start: ({ folder, maxBytes, count, start }) =>
      follow(
        spawn(process.execPath, [outfile, folder, String(maxBytes), String(count), String(start)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        }),
      ),
    remove: async () => rm(outfile, { force: true }),
  };
};
