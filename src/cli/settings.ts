/** The configuration for a command, or all that is wrong with it on standard error. */
import { type Config, readConfig } from '../config.ts';
import type { Terminal } from './command.ts';

export const readSettings = ({ env, printError }: Terminal): Config | undefined => {
  const reading = readConfig(env);
  for (const warning of reading.warnings) printError(`darkroom: ${warning}`);
  if (reading.ok) return reading.config;
  printError(`darkroom: the environment has ${reading.faults.length === 1 ? 'a fault' : 'faults'}:`);
  for (const fault of reading.faults) printError(`  ${fault}`);
  return undefined;
};
