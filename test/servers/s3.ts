/** Real S3 servers on loopback: moto for every day, MinIO because it checks signatures and is strict. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf, run } from './run.ts';

export interface S3Server {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly stop: () => Promise<void>;
}

export interface S3Program {
  readonly name: string;
  /** Undefined where the machine does not have it. */
  readonly start: (() => Promise<S3Server>) | undefined;
}

const credentials = { accessKeyId: 'darkroom-test', secretAccessKey: 'darkroom-test-secret' };

const startMoto = async (program: string): Promise<S3Server> => {
  const { port, stop } = await run(program, (free) => ['-H', '127.0.0.1', '-p', String(free)]);
  return { endpoint: `http://127.0.0.1:${port}`, credentials, stop };
};

const startMinio = async (program: string): Promise<S3Server> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-minio-'));
  const { port, stop } = await run(
    program,
    (free) => [
      'server',
      '--quiet',
      '--address',
      `127.0.0.1:${free}`,
      '--console-address',
      '127.0.0.1:0',
      folder,
    ],
    {
      MINIO_ROOT_USER: credentials.accessKeyId,
      MINIO_ROOT_PASSWORD: credentials.secretAccessKey,
      MINIO_BROWSER: 'off',
    },
  );
  return {
    endpoint: `http://127.0.0.1:${port}`,
    credentials,
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const find = (name: string, path: string, start: (program: string) => Promise<S3Server>): S3Program => {
  const program = programOf(path);
  return { name, start: program === undefined ? undefined : async () => start(program) };
};

export const s3Programs: readonly S3Program[] = [
  find('moto', 'moto/bin/moto_server', startMoto),
  find('MinIO', 'bin/minio', startMinio),
];
