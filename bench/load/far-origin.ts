/** A web server that is far away: each answer begins so long after the question, and is the same for every address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FarOrigin {
  readonly original: Uint8Array;
  /** What `small.jpg` is. */
  readonly small: Uint8Array;
  readonly delayMs: number;
}

/** The answer to it. */
export interface Listening {
  readonly port: number;
}

const start = ({ original, small, delayMs }: FarOrigin): void => {
  const server = createServer(({ url = '' }, answer) => {
    const body = url.endsWith('/small.jpg') ? small : original;
    const headers = { etag: `"${url}"`, 'content-type': 'image/jpeg', 'content-length': body.length };
    setTimeout(() => answer.writeHead(200, headers).end(body), delayMs);
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ port } satisfies Listening);
  });
};

process.once('message', (origin: FarOrigin) => start(origin));
