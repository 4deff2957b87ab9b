/**
 * A mixed load for minutes on the real program: pictures that are there, 304s, pictures that have to be made, mistakes,
 * clients that leave. How much memory all its processes have in the first minute, and how much in the last.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { end, residentBytes, startDarkroom } from './load/processes.ts';
import { median } from './measure.ts';
import type { Measurement } from './report.ts';

const budget = 1.5;
const clients = 6;
const sampleMs = 1000;
const minuteMs = 60_000;
/** Small, so that it is full within the first minute and what grows after that is not pictures. */
const memory = '32mb';

const upload = '/demo/image/upload';
const photographs = ['landscape.jpg', 'portrait.jpg', 'still-life.jpg', 'sideways.jpg', 'cmyk.jpg'];
const formats = ['jpg', 'webp', 'png', 'avif'];
const effects = ['', ',e_sepia', ',e_grayscale', '/e_blur:200', '/a_15', '/r_20', ',g_auto'];

/** Numbers that look random and are the same each time: a linear congruential generator. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

interface Asking {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly leaves?: boolean;
}

const createMix = (): (() => Asking) => {
  const random = createRandom(1);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const fresh = (): string =>
    `${upload}/c_fill,w_${50 + below(700)},h_${50 + below(500)}${pick(effects)}/f_${pick(formats)}/${pick(photographs)}`;
  const popular = Array.from({ length: 30 }, fresh);
  return () => {
    const dice = random();
    if (dice < 0.6) return { path: pick(popular) };
    if (dice < 0.75) return { path: pick(popular), headers: { 'if-none-match': '*' } };
    if (dice < 0.8) {
      return { path: pick(popular), headers: { range: `bytes=${below(100)}-${100 + below(5000)}` } };
    }
    if (dice < 0.85) return { path: `${upload}/w_abc${below(1000)}/landscape.jpg` };
    if (dice < 0.88) return { path: `${upload}/w_10/missing-${below(100_000)}.jpg` };
    if (dice < 0.9) return { path: fresh(), leaves: true };
    return { path: fresh() };
  };
};

const ask = async (port: number, agent: Agent, { path, headers, leaves }: Asking): Promise<number> =>
  new Promise((resolve) => {
    const asking = request({ host: '127.0.0.1', port, path, headers: { ...headers }, agent }, (response) => {
      response.resume();
      response.on('close', () => resolve(response.statusCode ?? 0));
    });
    asking.on('error', () => resolve(0));
    asking.end(() => {
      if (leaves === true) setImmediate(() => asking.destroy());
    });
  });

interface Soaked {
  readonly samples: readonly { readonly atMs: number; readonly bytes: number }[];
  readonly statuses: ReadonlyMap<number, number>;
}

const soak = async (port: number, pid: number, durationMs: number): Promise<Soaked> => {
  const startMs = performance.now();
  const age = (): number => performance.now() - startMs;
  const samples: { readonly atMs: number; readonly bytes: number }[] = [];
  const statuses = new Map<number, number>();
  const nextAsking = createMix();
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const drive = async (): Promise<void> => {
    while (age() < durationMs) {
      const status = await ask(port, agent, nextAsking());
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const watch = async (): Promise<void> => {
    while (age() < durationMs) {
      const bytes = await residentBytes(pid);
      if (bytes !== undefined) samples.push({ atMs: age(), bytes });
      await wait(sampleMs);
    }
  };
  await Promise.all([...Array.from({ length: clients }, drive), watch()]);
  agent.destroy();
  return { samples, statuses };
};

const describe = ({ samples, statuses }: Soaked, minutes: number): readonly Measurement[] => {
  const spanMs = Math.min(minuteMs, (minutes * minuteMs) / 2);
  const megabytes = (from: number, to: number): number =>
    median(samples.flatMap(({ atMs, bytes }) => (atMs >= from && atMs < to ? [bytes] : []))) / 1e6;
  const first = megabytes(0, spanMs);
  const last = megabytes(minutes * minuteMs - spanMs, Infinity);
  const ratio = last / first;
  const answers = [...statuses].toSorted(([a], [b]) => a - b);
  const bad = answers.reduce(
    (sum, [status, count]) => sum + (status >= 500 && status !== 503 ? count : 0),
    0,
  );
  return [
    {
      what: `soak: memory after ${minutes} min of a mixed load`,
      figure: `${ratio.toFixed(2)}x the first minute's (${first.toFixed(0)} -> ${last.toFixed(0)} MB)`,
      budget: `<= ${budget}x`,
      met: ratio <= budget,
    },
    {
      what: 'soak: answers',
      figure: answers.map(([status, count]) => `${status === 0 ? 'left' : status}: ${count}`).join(', '),
      budget: 'no 5xx but 503',
      met: bad === 0,
    },
  ];
};

export const benchSoak = async (minutes: number): Promise<readonly Measurement[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-soak-'));
  const served = await startDarkroom(
    { DARKROOM_DATA: folder, DARKROOM_VARIANTS: `memory:${memory}` },
    { pinned: false },
  );
  try {
    return describe(await soak(served.port, served.child.pid ?? 0, minutes * minuteMs), minutes);
  } finally {
    await end(served.child);
    await rm(folder, { recursive: true, force: true });
  }
};
