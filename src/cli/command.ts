/** What a command of `darkroom` is made of. */

/** The part of a process that a command may touch. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream;
  /** Resolves when there is room for more, so that a slow reader slows us down. */
  readonly print: (output: Uint8Array | string) => Promise<void>;
  readonly printError: (text: string) => void;
}

/** Resolves to the exit code: 0 done, 1 failed. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** The command line itself is wrong: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The codes of `parseArgs` from node:util. */
export const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_'));
