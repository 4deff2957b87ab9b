import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Composed, compose } from '../../src/main/compose.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import { draw } from '../contracts/pixel-engine.ts';
import { until } from '../pixel/workers/running-engine.ts';

let folder = '';
let server: Composed | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-workers-'));
  await writeFile(join(folder, 'camera.jpg'), await draw('jpeg', 3000, 2000));
  server = compose({
    clouds: [{ name: 'demo', keys: [] }],
    origins: [{ kind: 'file', path: folder }],
    variants: { memoryBytes: 100_000_000 },
    workers: 2,
    queue: 4,
    threads: 4,
    limits: defaultLimits,
    staleWhileRevalidateSeconds: 60,
    log: { event: () => {} },
  });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

const running = (): Composed => {
  if (server === undefined) throw new TypeError('The server has not started');
  return server;
};

const get = async (path: string, signal = new AbortController().signal): Promise<Response> =>
  running().fetch(new Request(`http://localhost/demo/image/upload/${path}`, { signal }));

const statusOf = async (path: string): Promise<number> => (await get(path)).status;

const countJobs = (): number =>
  running()
    .load()
    .workers?.workers.reduce((sum, { jobs }) => sum + jobs, 0) ?? Number.NaN;

/** Takes a worker some tenths of a second, and still counts as cheap: whoever comes meanwhile finds it busy. */
const slowly = (width: number): string => `e_blur:2000/w_${width}/camera.jpg`;

describe('a server with workers', () => {
  it('renders once for a thousand who come at the same time', async () => {
    const before = countJobs();
    const statuses = await Promise.all(
      Array.from({ length: 1000 }, async () => statusOf('w_300/camera.jpg')),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(countJobs() - before).toBe(1);
  });

  it('refuses at once what it has no place for, and still has its hits and its health', async () => {
    expect(await statusOf('w_301/camera.jpg')).toBe(200);
    const burst = Array.from({ length: 30 }, async (_, index) => get(slowly(400 + index)));
    await until(() => running().load().lanes.cheap.waiting > 0);
    expect(await statusOf('w_301/camera.jpg')).toBe(200);
    expect((await running().fetch(new Request('http://localhost/healthz'))).status).toBe(200);
    expect((await running().fetch(new Request('http://localhost/readyz'))).status).toBe(200);
    const answers = await Promise.all(burst);
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2 + 2 * 4);
    expect(refused).toHaveLength(20);
    expect(refused[0]?.headers.get('retry-after')).toBe('2');
    expect(running().load().lanes.cheap.refused).toBe(20);
  });

  it('never gives all workers to slow work', async () => {
    const slow = Array.from({ length: 4 }, async (_, index) => statusOf(`w_${2400 + index}/camera.avif`));
    await until(() => running().load().lanes.slow.waiting === 3);
    expect(await statusOf('w_310/camera.jpg')).toBe(200);
    expect(running().load().lanes.slow.running).toBe(1);
    expect(await Promise.all(slow)).toEqual([200, 200, 200, 200]);
  });

  it('drops what is queued when nobody waits for it any more', async () => {
    const before = countJobs();
    const busy = [320, 321].map(async (width) => statusOf(slowly(width)));
    await until(() => running().load().lanes.cheap.running === 2);
    const leaving = new AbortController();
    const gone = [322, 323].map(async (width) => get(`w_${width}/camera.jpg`, leaving.signal));
    await until(() => running().load().lanes.cheap.waiting === 2);
    leaving.abort();
    expect((await Promise.all(gone)).map(({ status }) => status)).toEqual([499, 499]);
    expect(await Promise.all(busy)).toEqual([200, 200]);
    expect(countJobs() - before).toBe(2);
  });

  it('answers everybody while its workers are killed', async () => {
    const pids = (): readonly number[] =>
      running()
        .load()
        .workers?.workers.flatMap(({ pid }) => (pid === undefined ? [] : [pid])) ?? [];
    for (let round = 0; round < 6; round += 1) {
      const wanted = [0, 1, 2, 3].map(async (index) => statusOf(`w_${500 + round * 4 + index}/camera.jpg`));
      const [pid] = pids();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      expect(await Promise.all(wanted)).toEqual([200, 200, 200, 200]);
    }
  });
});
