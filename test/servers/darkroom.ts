/** The whole server in this process, on a free port, with a folder of its own for its data. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/main.ts';

export interface DarkroomServer {
  /** Without a slash at its end. */
  readonly base: string;
  readonly port: number;
  /** What the program prints when it has started. */
  readonly greeting: string;
  readonly stop: () => Promise<void>;
}

export const startDarkroom = async (env: Readonly<Record<string, string>> = {}): Promise<DarkroomServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-server-'));
  const reading = readConfig({ PORT: '0', LOG_LEVEL: 'silent', DARKROOM_DATA: folder, ...env });
  if (!reading.ok) throw new Error(reading.faults.join());
  const server = await startServer(reading.config);
  const { greeting } = server;
  const base = /http:\S+/u.exec(greeting)?.[0] ?? '';
  return {
    ...{ base, greeting },
    port: Number(new URL(base).port),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
};
