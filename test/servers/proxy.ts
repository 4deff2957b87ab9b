/** Stands in front of a server and writes down what it is asked and answers: methods, conditions, statuses, lengths. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Exchange {
  readonly asked: string;
  /** Status and length of the body, as the answer says them. */
  answered: string;
}

export interface Proxy {
  readonly port: number;
  readonly exchanges: readonly Exchange[];
  readonly close: () => Promise<void>;
}

const describeRequest = (head: string): string =>
  [/^\S+/.exec(head)?.[0] ?? '', ...(/^if-none-match:/im.test(head) ? ['if-none-match'] : [])].join(' ');

const describeAnswer = (head: string): string => {
  const status = /^HTTP\/1\.\d (\d{3})/.exec(head)?.[1] ?? '';
  return [status, /^content-length: *(\d+)/im.exec(head)?.[1] ?? ''].join(' ').trimEnd();
};

export const startProxy = async (port: number): Promise<Proxy> => {
  const exchanges: Exchange[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let waiting: Exchange | undefined;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      const head = chunk.toString('latin1', 0, 2000);
      if (/^[A-Z]+ \S+ HTTP/.test(head)) {
        waiting = { asked: describeRequest(head), answered: '' };
        exchanges.push(waiting);
      }
    });
    upstream.on('data', (chunk: Buffer) => {
      if (waiting === undefined) return;
      waiting.answered = describeAnswer(chunk.toString('latin1', 0, 2000));
      waiting = undefined;
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    exchanges,
    close: async () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
