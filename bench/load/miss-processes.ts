/** A server with an original of its own to be asked for, and the process that asks. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { makeOriginal } from '../render.ts';
import type { MissLoad, MissResult } from './misses.ts';
import { cpuMs, end, startDarkroom } from './processes.ts';

export const forkHere = (file: string): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    serialization: 'advanced',
  });

export interface MissRun extends MissResult {
  /** That asking took of a core; undefined where the system does not tell. */
  readonly askingCpuMs: number | undefined;
}

export interface MissBench {
  /** Of the server. */
  readonly pid: number;
  readonly original: Uint8Array;
  readonly run: (load: Omit<MissLoad, 'port'>) => Promise<MissRun>;
  readonly end: () => Promise<void>;
}

export const startMissBench = async (): Promise<MissBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-bench-'));
  const original = await makeCameraPicture();
  await writeFile(join(folder, 'camera.jpg'), original);
  const server = await startDarkroom(
    { DARKROOM_DATA: folder, DARKROOM_ORIGINS: `file:${folder}`, DARKROOM_VARIANTS: 'memory:64mb' },
    { pinned: false },
  );
  const asker = forkHere('misses.ts');
  return {
    pid: server.child.pid ?? 0,
    original,
    run: async (load) => {
      const readCpuMs = (): number | undefined => (asker.pid === undefined ? undefined : cpuMs(asker.pid));
      const before = readCpuMs();
      const answer = once(asker, 'message');
      asker.send({ ...load, port: server.port });
      const [result] = (await answer) as [MissResult];
      const after = readCpuMs();
      return {
        ...result,
        askingCpuMs: before === undefined || after === undefined ? undefined : after - before,
      };
    },
    end: async () => {
      await Promise.all([end(server.child), end(asker)]);
      await rm(folder, { recursive: true });
    },
  };
};

/** 12 MP, 2.4 MB or so. */
const makeCameraPicture = async (): Promise<Uint8Array> =>
  sharp(await makeOriginal())
    .resize(4000, 3000, { fit: 'fill' })
    .jpeg({ quality: 90 })
    .toBuffer();

/** Sizes that are all different and all but the same; each call goes on where the last one ended. */
export const createSizes = (): ((count: number) => readonly (readonly [number, number])[]) => {
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made += 1;
      return [280 + (made % 41), 180 + (Math.floor(made / 41) % 500)] as const;
    });
};

export const pathOf = ([width, height]: readonly [number, number], format: string): string =>
  `/demo/image/upload/c_fill,w_${width},h_${height},q_80,f_${format}/camera.jpg`;
