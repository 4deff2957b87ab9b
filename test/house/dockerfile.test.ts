/** Holds the Dockerfile to its rules, breaks each of them on purpose, and runs its health check. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config/schema.ts';
import { createIgnored } from './dockerfile/ignored.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { findFaults, healthCommandOf, rules, type Surroundings } from './dockerfile/rules.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readText = (name: string): string => readFileSync(path.join(root, name), 'utf8');

const dockerfile = readText('Dockerfile');
const ignoreList = readText('.dockerignore');

const surroundings = (ignores: string): Surroundings => ({
  exists: (name) => existsSync(path.join(root, name)),
  isIgnored: createIgnored(ignores),
  sourceOf: (built) => built.replace(/^dist\/(.*)\.js$/, 'src/$1.ts'),
  isSetting: (variable) => variable in settings,
});

/** What is changed in the Dockerfile, and a word of the fault that has to be found. */
const offences: readonly (readonly [rule: string, from: RegExp | string, to: string])[] = [
  ['has several stages', 'BASE=node:22-bookworm-slim', 'BASE=node:latest'],
  ['has several stages', 'BASE=node:22-bookworm-slim', 'BASE=node'],
  ['has several stages', 'FROM $BASE AS build', 'FROM node:22 AS build'],
  ['runs as a number', 'USER 1000:1000', 'USER node'],
  ['runs as a number', 'USER 1000:1000', 'USER 0:0'],
  ['runs as a number', 'USER 1000:1000', ''],
  ['runs as a number', 'COPY --from=build', 'COPY --chown=1000 --from=build'],
  ['starts without a shell', /^CMD .*$/m, 'CMD node dist/cli/main.js serve'],
  ['starts without a shell', 'dist/cli/main.js", "serve', 'dist/server.js", "serve'],
  ['starts without a shell', 'ENTRYPOINT []', 'ENTRYPOINT node'],
  ['asks for its health', /CMD \["node", "-e", .*/, 'CMD curl -f localhost:3000/healthz'],
  ['asks for its health', '/healthz', '/'],
  ['ends on SIGTERM', 'STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGQUIT'],
  ['listens outside', 'HOST=0.0.0.0', 'HOST=127.0.0.1'],
  ['listens outside', 'VOLUME /data', ''],
  ['listens outside', '-o 1000 -g 1000 /data', '/data'],
  ['listens outside', 'DARKROOM_DATA=', 'DARKROOM_DATUM=x DARKROOM_DATA='],
  ['loads jemalloc', 'LD_PRELOAD=', 'LD_PRELOAD=/usr/lib/x86_64-linux-gnu/'],
  ['loads jemalloc', 'libjemalloc2', 'ca-certificates'],
  ['installs from the lock', 'npm ci --omit=dev', 'npm ci'],
  ['installs from the lock', 'npm ci --ignore-scripts', 'npm install --ignore-scripts'],
  [
    'installs from the lock',
    'COPY --from=dependencies /app/node_modules',
    'COPY --from=build /app/node_modules',
  ],
  ['copies what is there', 'COPY src ./src', 'COPY sources ./src'],
  ['copies what is there', 'COPY src ./src', 'COPY src test ./'],
  ['copies what is there', '--from=build', '--from=builder'],
  ['copies what is there', 'COPY fixtures/originals ./fixtures/originals', ''],
  ['takes nothing from elsewhere', 'COPY src', 'ADD https://example.com/a.tar ./\nCOPY src'],
  ['takes nothing from elsewhere', 'COPY src', 'ARG NPM_TOKEN\nCOPY src'],
  ['takes nothing from elsewhere', 'NODE_ENV=', 'CLOUDINARY_URL=cloudinary://a:b@c NODE_ENV='],
  ['leaves no package lists', '/var/lib/apt/lists', '/var/lib/apt'],
  ['leaves no package lists', ' --no-install-recommends', ''],
  ['says what it is', 'image.licenses', 'image.license'],
];

const runHealthCheck = async (port: number): Promise<number> => {
  const [, ...args] = healthCommandOf(parseDockerfile(dockerfile)) ?? [];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env: { PORT: String(port) } });
    child.on('close', (code) => resolve(code ?? -1));
  });
};

const serveHealth = async <T>(status: number, use: (port: number) => Promise<T>): Promise<T> => {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === '/healthz' ? status : 404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
};

describe('the Dockerfile', () => {
  it('keeps to every rule', () => {
    expect(findFaults(dockerfile, surroundings(ignoreList))).toStrictEqual([]);
  });

  it.each(offences)('would not get away with breaking "%s" (%s -> %s)', (rule, from, to) => {
    const broken = dockerfile.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'gm'), () => to);
    expect(broken).not.toBe(dockerfile);
    expect(findFaults(broken, surroundings(ignoreList)).join('\n')).toContain(rule);
  });

  it('would not get away with a list of files that lets anything in or leaves something out', () => {
    expect(findFaults(dockerfile, surroundings('test\n.git')).join('\n')).toContain('lets .env in');
    const narrow = ignoreList.replace('!src\n', '');
    expect(findFaults(dockerfile, surroundings(narrow)).join('\n')).toContain('keeps src out');
  });

  it('has every rule tried', () => {
    const tried = [...offences.map(([rule]) => rule), 'keeps out what is private'];
    expect(Object.keys(rules).filter((name) => !tried.some((rule) => name.startsWith(rule)))).toStrictEqual(
      [],
    );
  });

  it('starts the program that the package is installed with', () => {
    const { bin } = JSON.parse(readText('package.json')) as { readonly bin: { readonly darkroom: string } };
    expect(dockerfile).toContain(`CMD ["node", "${bin.darkroom.replace('./', '')}", "serve"]`);
    const { compilerOptions } = JSON.parse(readText('tsconfig.build.json').replace(/^\s*\/\/.*$/gm, '')) as {
      readonly compilerOptions: { readonly rootDir: string; readonly outDir: string };
    };
    expect(compilerOptions).toMatchObject({ rootDir: 'src', outDir: 'dist' });
  });

  it('is healthy when /healthz says so, and not when it says otherwise or nobody is there', async () => {
    expect(await serveHealth(200, runHealthCheck)).toBe(0);
    expect(await serveHealth(503, runHealthCheck)).toBe(1);
    const closed = await serveHealth(200, async (port) => Promise.resolve(port));
    expect(await runHealthCheck(closed)).toBe(1);
  });
});

describe('what is said about running it', () => {
  it.each(['docs/deploy.md', 'deploy/compose.yaml'])('%s names no variable that does not exist', (name) => {
    const named = readText(name).match(/\bDARKROOM_\w+/g) ?? [];
    expect(named.filter((variable) => !(variable in settings))).toStrictEqual([]);
  });

  it('gives the server longer to end than it takes', () => {
    const graceSeconds = Number(/stop_grace_period: (\d+)s/.exec(readText('deploy/compose.yaml'))?.[1]);
    const renderSeconds = 20;
    expect(settings.DARKROOM_RENDER_TIMEOUT_MS.meta()?.['fallback']).toBe(String(renderSeconds * 1000));
    expect(graceSeconds).toBeGreaterThan(renderSeconds + 5);
  });
});
