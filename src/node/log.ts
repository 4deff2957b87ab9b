/** Structured lines on standard error, so that standard output stays free for what a command prints. */
import { destination, pino } from 'pino';
import type { Log } from '../ports.ts';

export const createLog = (level: string): Log => {
  const logger = pino(
    { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ dest: 2, sync: false }),
  );
  return {
    event: (severity, name, fields) => {
      logger[severity](withErrors(fields), name);
    },
  };
};

/** Errors have no enumerable fields of their own: without help they print as `{}`. */
const describeError = (error: Error): Readonly<Record<string, unknown>> => ({
  name: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : undefined),
});

const withErrors = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? describeError(value) : value,
    ]),
  );

/** For a library that nobody asked to speak. */
export const createSilentLog = (): Log => ({ event: () => undefined });
