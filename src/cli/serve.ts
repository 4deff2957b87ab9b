/** `darkroom serve`: runs until it is told to end. */
import { parseArgs } from 'node:util';
import { startServer } from '../main.ts';
import { bearGarbage } from '../node/heap.ts';
import type { Command } from './command.ts';
import { readSettings } from './settings.ts';

/** The first signal ends gracefully, the second at once: as process 1 of a container nothing would by itself. */
const untilTold = async (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const;
    const end = (signal: NodeJS.Signals): void => {
      for (const name of signals) {
        process.off(name, end);
        process.on(name, () => process.exit(1));
      }
      resolve(signal);
    };
    for (const name of signals) process.on(name, end);
  });

const describeListenError = (error: unknown, host: string, port: number): string | undefined => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is taken; PORT chooses another`;
  if (code === 'EACCES') return `port ${port} may not be opened; PORT chooses another`;
  if (code === 'EADDRNOTAVAIL') return `${host} is not an address of this machine; HOST chooses another`;
  return undefined;
};

export const serve: Command = async (args, terminal) => {
  parseArgs({ args: [...args], options: {}, strict: true });
  const config = readSettings(terminal);
  if (config === undefined) return 1;
  bearGarbage();
  const told = untilTold();
  try {
    const { greeting, stop, log } = await startServer(config);
    await terminal.print(`${greeting}\n`);
    const signal = await told;
    log.event('info', 'server.ending', { signal });
    await stop();
    return 0;
  } catch (error) {
    const text = describeListenError(error, config.host, config.port);
    if (text === undefined) throw error;
    terminal.printError(`darkroom: ${text}`);
    return 1;
  }
};
