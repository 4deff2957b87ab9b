/** A server with originals of its own to be asked for, and the process that asks. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { makeOriginal } from '../render.ts';
import type { FarOrigin, Listening } from './far-origin.ts';
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
  /** One that takes a tenth of the time, and the same way. */
  readonly small: Uint8Array;
  readonly run: (load: Omit<MissLoad, 'port'>) => Promise<MissRun>;
  /**
   * Until the server is one that runs: V8 goes on compiling what is on the way for some ten thousand pictures, until
   * which each of them costs twice as much outside of libvips.
   */
  readonly warmUp: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Originals in a folder, under the names that are asked for. */
const layOut = async (folder: string, original: Uint8Array, small: Uint8Array): Promise<void> => {
  await writeFile(join(folder, 'camera.jpg'), original);
  await writeFile(join(folder, 'small.jpg'), small);
  await mkdir(join(folder, 'roll'));
  for (let frame = 0; frame < frames; frame += 1) {
    await link(join(folder, 'camera.jpg'), join(folder, 'roll', `${frame}.jpg`));
  }
};

interface Away {
  readonly child: ChildProcess;
  readonly base: string;
}

const startFarOrigin = async (origin: FarOrigin): Promise<Away> => {
  const child = forkHere('far-origin.ts');
  const listening = once(child, 'message');
  child.send(origin);
  const [{ port }] = (await listening) as [Listening];
  return { child, base: `http://127.0.0.1:${port}/` };
};

export interface MissBenchOptions {
  /** Originals are on a web server that takes so long to answer, and not in a folder. */
  readonly awayMs?: number;
}

export const startMissBench = async ({ awayMs }: MissBenchOptions = {}): Promise<MissBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-bench-'));
  const original = await makeCameraPicture();
  const small = await sharp(original).resize(400, 300).jpeg().toBuffer();
  const away = awayMs === undefined ? undefined : await startFarOrigin({ original, small, delayMs: awayMs });
  if (away === undefined) await layOut(folder, original, small);
  const server = await startDarkroom(
    {
      DARKROOM_DATA: folder,
      DARKROOM_ORIGINS: away?.base ?? `file:${folder}`,
      DARKROOM_VARIANTS: 'memory:64mb',
      DARKROOM_COPIES_DISK: '0',
    },
    { pinned: false },
  );
  const asker = forkHere('misses.ts');
  const run: MissBench['run'] = async (load) => {
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
  };
  return {
    pid: server.child.pid ?? 0,
    ...{ original, small, run },
    warmUp: async () => {
      const paths = createWanted()(warmUpPictures).map((picture) => pathOf(picture, 'jpg', 'small'));
      await run({ paths, inFlight: availableParallelism() * 3 });
    },
    end: async () => {
      await Promise.all([server.child, asker, ...(away ? [away.child] : [])].map(end));
      await rm(folder, { recursive: true });
    },
  };
};

export const warmUpPictures = 15_000;

/** So many that no worker has any of them still when its turn comes again. */
const frames = 1000;

/** The next frame each time: of the same content, which nobody can know. */
export const createRoll = (): (() => string) => {
  let taken = 0;
  return () => {
    taken += 1;
    return `roll/${taken % frames}`;
  };
};

/** 12 MP, 2.4 MB or so. */
const makeCameraPicture = async (): Promise<Uint8Array> =>
  sharp(await makeOriginal())
    .resize(4000, 3000, { fit: 'fill' })
    .jpeg({ quality: 90 })
    .toBuffer();

/** What is asked of the camera's picture, and of bare sharp. */
export interface Wanted {
  readonly width: number;
  readonly height: number;
  readonly quality: number;
}

const widths = 121;
const heights = 121;
const qualities = 20;
const variety = widths * heights * qualities;
/** Without a factor in common with it, and near its golden section: any stretch has as many large ones as any other. */
const stride = 180_963;

/**
 * Pictures that are all different and take the same time: of no size does the decoder have to read more of the
 * original than of another. Each call goes on where the last one ended.
 */
export const createWanted = (): ((count: number) => readonly Wanted[]) => {
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      if (made === variety) throw new Error(`There are no more than ${variety} different pictures`);
      const place = (made * stride) % variety;
      made += 1;
      return {
        width: 240 + (place % widths),
        height: 150 + (Math.floor(place / widths) % heights),
        quality: 70 + Math.floor(place / (widths * heights)),
      };
    });
};

export const pathOf = ({ width, height, quality }: Wanted, format: string, name = 'camera'): string =>
  `/demo/image/upload/c_fill,w_${width},h_${height},q_${quality},f_${format}/${name}.jpg`;
