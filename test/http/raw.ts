/** Bytes as they go over the line, for what no HTTP client would send. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Line {
  readonly socket: Socket;
  /** Resolves with everything that came, when the other side has closed. */
  readonly rest: () => Promise<string>;
  /** Resolves with what has come so far, as soon as it matches. */
  readonly until: (pattern: RegExp) => Promise<string>;
}

export const openLine = async (port: number, text = ''): Promise<Line> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let received = '';
  const watchers = new Set<() => void>();
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    for (const watch of watchers) watch();
  });
  socket.on('error', () => {}); // 'close' follows, and is what tests wait for
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  if (text !== '') socket.write(text, 'latin1');
  return {
    socket,
    rest: async () => {
      await closed;
      return received;
    },
    until: async (pattern) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          if (!pattern.test(received)) return;
          watchers.delete(watch);
          resolve(received);
        };
        watchers.add(watch);
        void closed.then(() => reject(new Error(`Closed after: ${received.slice(0, 500)}`)));
        watch();
      }),
  };
};

/** Sends a text and answers with all that comes until the other side closes. */
export const converse = async (port: number, text: string): Promise<string> =>
  (await openLine(port, text)).rest();
