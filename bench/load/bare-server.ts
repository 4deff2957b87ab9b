/** A process with the least that Node can do: the same bytes and headers for everybody. What ours is compared with. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BareAnswers {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string; // base64
  readonly notModifiedHeaders: Readonly<Record<string, string>>;
}

process.once('message', ({ headers, body, notModifiedHeaders }: BareAnswers) => {
  const bytes = Buffer.from(body, 'base64');
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/304') {
      outgoing.writeHead(304, notModifiedHeaders);
      outgoing.end();
      return;
    }
    outgoing.writeHead(200, headers);
    outgoing.end(bytes);
  });
  server.keepAliveTimeout = 75_000; // as ours, so that `Keep-Alive` says the same
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
