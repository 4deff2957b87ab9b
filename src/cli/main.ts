#!/usr/bin/env node
/** `darkroom COMMAND`: finds the command, runs it, and turns what it throws into a line and an exit code. */
import { once } from 'node:events';
import { type Command, isUsageError, type Terminal } from './command.ts';
import { describeFailure } from './describe-failure.ts';

/** Loaded when asked for: `parse` needs no server, and `--version` needs no picture library. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  render: async () => (await import('./render.ts')).render,
  explain: async () => (await import('./explain.ts')).explain,
  faces: async () => (await import('./faces.ts')).faces,
  parse: async () => (await import('./parse.ts')).parse,
  config: async () => (await import('./config.ts')).config,
  help: async () => (await import('./help.ts')).help,
  '--help': async () => (await import('./help.ts')).help,
  '-h': async () => (await import('./help.ts')).help,
  version: async () => (await import('./version.ts')).version,
  '--version': async () => (await import('./version.ts')).version,
};

const terminal: Terminal = {
  env: process.env,
  stdin: process.stdin,
  print: async (output) => {
    if (!process.stdout.write(output)) await once(process.stdout, 'drain');
  },
  printError: (text) => process.stderr.write(`${text}\n`),
};

const run = async ([name = 'serve', ...args]: readonly string[]): Promise<number> => {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    terminal.printError(`darkroom: there is no command "${name}"; darkroom help lists them`);
    return 2;
  }
  try {
    const command = await load();
    return await command(args, terminal);
  } catch (error) {
    terminal.printError(describeFailure(error));
    return isUsageError(error) ? 2 : 1;
  }
};

// Whoever reads our output may stop early (`darkroom parse | head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await run(process.argv.slice(2));
