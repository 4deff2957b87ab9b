/** `darkroom explain URL`: every stage as JSON, from the same parts that serve. */
import { parseArgs } from 'node:util';
import { withCredentials } from '../config.ts';
import { Failure } from '../errors.ts';
import { compose } from '../main/compose.ts';
import { createLog } from '../node/log.ts';
import { type Command, UsageError } from './command.ts';
import { describeDiagnostic } from './describe-failure.ts';
import { readSettings } from './settings.ts';

/** Path and query, as written, of a whole URL or of a path with or without its first slash. */
const targetOf = (url: string): string => {
  const path = url.replace(/^(?:https?:)?\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
};

export const explain: Command = async (args, terminal) => {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true, strict: true });
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0) throw new UsageError('usage: darkroom explain URL');
  const config = readSettings(terminal);
  if (config === undefined) return 1;
  const { clouds } = withCredentials(config);
  const target = targetOf(url);
  const parts = compose({ ...config, clouds, workers: 0, log: createLog(config.logLevel) });
  try {
    const { signal } = new AbortController();
    const explanation = await parts.explain(parts.parse(target), signal);
    await terminal.print(`${JSON.stringify(explanation, undefined, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.printError(describeDiagnostic(error.diagnostic, target));
    return 1;
  }
};
