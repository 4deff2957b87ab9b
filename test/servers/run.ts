/** Runs a real server for as long as a test file needs it, and ends it by its process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

const { DARKROOM_TEST_SERVERS: given, XDG_CACHE_HOME: cache = join(homedir(), '.cache') } = process.env;

/** Where scripts/setup-test-servers.sh puts them. */
const folder = given ?? join(cache, 'darkroom-test-servers');

/** The server's program; undefined where it could not be had. */
export const programOf = (path: string): string | undefined => {
  const program = join(folder, path);
  return existsSync(program) ? program : undefined;
};

export interface RunningProgram {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const isFree = async (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    server.once('error', () => resolve(false));
  });

/** Below those that systems give to whoever asks for any, or somebody else might be given it before our program is up. */
const findFreePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
};

const accepts = async (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const end = async (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const retryMs = 50;

const maxStarts = 3;

/** Undefined when it ended at once: somebody else may have taken the port. */
const start = async (
  program: string,
  argumentsOf: (port: number) => readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunningProgram | undefined> => {
  const port = await findFreePort();
  const child = spawn(program, argumentsOf(port), { stdio: 'ignore', env: { ...process.env, ...env } });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    await end(child);
  };
  while (!(await accepts(port))) {
    if (child.exitCode !== null) {
      await stop();
      return undefined;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, retryMs);
    });
  }
  return { port, stop };
};

/** Resolves when the port is open. */
export const run = async (
  program: string,
  argumentsOf: (port: number) => readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> => {
  for (let starts = 0; starts < maxStarts; starts += 1) {
    const running = await start(program, argumentsOf, env);
    if (running) return running;
  }
  throw new Error(`${program} ended at once, ${maxStarts} times`);
};
