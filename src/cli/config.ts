/** `darkroom config`: every setting, its value, and where the value came from. */
import { parseArgs } from 'node:util';
import { describeConfig } from '../config/describe.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';

export const config: Command = async (args, terminal) => {
  parseArgs({ args: [...args], options: {}, strict: true });
  const rows = describeConfig(terminal.env);
  const widthOf = (key: 'value' | 'variable'): number => Math.max(...rows.map((row) => row[key].length));
  const variableWidth = widthOf('variable');
  const valueWidth = Math.min(48, widthOf('value'));
  const lines = rows.map(({ variable, value, from, description }) =>
    `${variable.padEnd(variableWidth)}  ${value.padEnd(valueWidth)}  ${from.padEnd(11)}  ${description}`.trimEnd(),
  );
  await terminal.print(`${lines.join('\n')}\n`);
  const reading = readConfig(terminal.env);
  for (const warning of reading.warnings) terminal.printError(`darkroom: ${warning}`);
  if (reading.ok) return 0;
  for (const fault of reading.faults) terminal.printError(`darkroom: ${fault}`);
  return 1;
};
