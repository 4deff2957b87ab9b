/** The server: composes the parts, listens, and ends without cutting anybody off. */
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, withCredentials } from './config.ts';
import { createDrain } from './http/drain.ts';
import { type Example, pathOfExample } from './http/examples.ts';
import { createHttpServer } from './http/node-listener.ts';
import { type Composed, compose } from './main/compose.ts';
import { createLog } from './node/log.ts';
import type { Log } from './ports.ts';

export interface RunningServer {
  /** What a person should know first, line by line. */
  readonly greeting: string;
  readonly log: Log;
  /** Stops accepting, lets running requests end, and resolves when all connections are closed. */
  readonly stop: () => Promise<void>;
}

/** Beyond the longest render; whoever waits longer is cut off. */
const drainExtraMs = 5000;

/** The default folder is ours to make; one that was named and is missing is a fault worth seeing. */
const makeDefaultFolder = ({ hasDefaultOrigins, origins: [first] }: Config): void => {
  if (!hasDefaultOrigins || first?.kind !== 'file') return;
  try {
    mkdirSync(first.path, { recursive: true });
  } catch {
    // A file system that cannot be written: the bundled pictures are still there.
  }
};

const composeFrom = (config: Config, log: Log): { readonly composed: Composed; readonly greet: Greet } => {
  const { clouds, secretPlace } = withCredentials(config);
  const [defaultCloud] = clouds;
  makeDefaultFolder(config);
  const composed = compose({ ...config, clouds, log });
  const greet: Greet = (base, examples) =>
    [
      `Darkroom at ${base}`,
      `  cloud   ${defaultCloud.name}`,
      `  key     ${defaultCloud.keys[0]?.key ?? 'none'} (its secret is ${secretPlace})`,
      ...(examples.length === 0
        ? [`  try     ${base}/${defaultCloud.name}/image/upload/c_fill,w_300,h_300/NAME.jpg`]
        : examples.map((example) => `  try     ${base}/${pathOfExample(defaultCloud.name, example)}`)),
    ].join('\n');
  return { composed, greet };
};

type Greet = (base: string, examples: readonly Example[]) => string;

/** Connections that a burst may leave waiting: as many as Linux allows, for whoever comes after those is not even refused. */
const backlog = 4096;

const listen = async (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog }, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** An address that can be typed: a server that listens everywhere also listens here. */
const baseOf = (server: Server): string => {
  const { address, port, family } = server.address() as AddressInfo;
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
};

/** Resolves when the server answers. */
export const startServer = async (
  config: Config,
  log: Log = createLog(config.logLevel),
): Promise<RunningServer> => {
  const { composed, greet } = composeFrom(config, log);
  const server = createHttpServer(composed.fetch, composed);
  const drain = createDrain(server);
  await listen(server, config.port, config.host);
  const examples = await composed
    .findExamples(AbortSignal.timeout(config.limits.originTimeoutMs))
    .catch(() => []);
  return {
    greeting: greet(baseOf(server), examples),
    log,
    stop: async () => {
      await drain({ withinMs: config.limits.renderTimeoutMs + drainExtraMs });
      await composed.close();
    },
  };
};
