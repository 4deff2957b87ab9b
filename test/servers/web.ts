/** A plain web server in front of a map of files, which counts what it is asked, and can be told to behave badly. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen } from '../http/exchange.ts';

/** Answers in the place of the files; false leaves the request to them. */
export type Behave = (asked: IncomingMessage, answer: ServerResponse) => boolean;

export interface WebServer {
  readonly port: number;
  readonly base: string;
  readonly files: Map<string, string>;
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  readonly connections: () => number;
  behave: Behave;
  readonly close: () => Promise<void>;
}

export const etagOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** `dir/a b.png` of `/base/dir/a%20b.png`. */
const keyOf = (path: string): string =>
  path.replace('/base/', '').split('/').map(decodeURIComponent).join('/');

export const startWeb = async (): Promise<WebServer> => {
  let connections = 0;
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '';
    web.asked.push({ path, headers: asked.headers });
    if (web.behave(asked, answer)) return;
    const text = web.files.get(keyOf(path));
    if (text === undefined) {
      answer.writeHead(404).end('nothing here');
      return;
    }
    const etag = `"${etagOf(text)}"`;
    if (asked.headers['if-none-match'] === etag) answer.writeHead(304, { etag }).end();
    else answer.writeHead(200, { etag, 'content-length': Buffer.byteLength(text) }).end(text);
  });
  server.on('connection', () => {
    connections += 1;
  });
  const port = await listen(server);
  const web: WebServer = {
    port,
    base: `http://127.0.0.1:${port}/base/`,
    files: new Map(),
    asked: [],
    connections: () => connections,
    behave: () => false,
    close: async () => close(server),
  };
  return web;
};
