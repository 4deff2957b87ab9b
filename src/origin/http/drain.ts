/** Reads the little that comes with a redirect or an error, so that its connection serves again; cuts off what is long. */
import type { IncomingMessage } from 'node:http';

const maxBytes = 64 * 1024;
const maxMs = 500;

/** Resolves when the connection is free again, or gone. */
export const drain = async (answer: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let read = 0;
    const timer = setTimeout(() => answer.destroy(), maxMs);
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    answer.on('error', finish);
    answer.on('close', finish);
    answer.on('end', finish);
    answer.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > maxBytes) answer.destroy();
    });
  });
