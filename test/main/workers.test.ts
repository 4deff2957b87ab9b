import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Composed, compose } from '../../src/main/compose.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import type { SeatState } from '../../src/pixel/workers/seat.ts';
import { draw } from '../contracts/pixel-engine.ts';
import { until } from '../pixel/workers/running-engine.ts';
import { goOn, standStill } from '../pixel/workers/stand-still.ts';

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

const statusOfWorkers = () => running().load().workers?.workers ?? [];

const countJobs = (): number => statusOfWorkers().reduce((sum, { jobs }) => sum + jobs, 0);

const pidsOf = (...states: readonly SeatState[]): readonly number[] =>
  statusOfWorkers().flatMap(({ pid, state }) => (pid !== undefined && states.includes(state) ? [pid] : []));

/** From now on both workers are as slow as a test wants: nobody has to be quicker than they are. */
const holdWorkers = async (): Promise<void> => {
  await until(() => pidsOf('idle').length === 2);
  standStill(pidsOf('idle'));
};

const letGoOn = (): void => goOn(pidsOf('busy', 'idle'));
afterEach(letGoOn);

const lanes = () => running().load().lanes;

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
    await holdWorkers();
    const burst = Array.from({ length: 30 }, async (_, index) => get(`w_${400 + index}/camera.jpg`));
    await until(() => lanes().cheap.refused === 20 && pidsOf('busy').length === 2);
    expect(lanes().cheap).toMatchObject({ running: 2, waiting: 2 * 4 });
    expect(await statusOf('w_301/camera.jpg')).toBe(200);
    expect((await running().fetch(new Request('http://localhost/healthz'))).status).toBe(200);
    expect((await running().fetch(new Request('http://localhost/readyz'))).status).toBe(200);
    letGoOn();
    const answers = await Promise.all(burst);
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2 + 2 * 4);
    expect(refused).toHaveLength(20);
    expect(refused[0]?.headers.get('retry-after')).toBe('2');
    expect(lanes().cheap.refused).toBe(20);
  });

  it('never gives all workers to slow work', async () => {
    await holdWorkers();
    const slow = Array.from({ length: 4 }, async (_, index) => statusOf(`w_${100 + index}/camera.avif`));
    await until(() => lanes().slow.waiting === 3 && pidsOf('busy').length === 1);
    goOn(pidsOf('idle'));
    expect(await statusOf('w_310/camera.jpg')).toBe(200);
    expect(lanes().slow.running).toBe(1);
    letGoOn();
    expect(await Promise.all(slow)).toEqual([200, 200, 200, 200]);
  });

  it('drops what is queued when nobody waits for it any more', async () => {
    await holdWorkers();
    const before = countJobs();
    const busy = [320, 321].map(async (width) => statusOf(`w_${width}/camera.jpg`));
    await until(() => lanes().cheap.running === 2);
    const leaving = new AbortController();
    const gone = [322, 323].map(async (width) => get(`w_${width}/camera.jpg`, leaving.signal));
    await until(() => lanes().cheap.waiting === 2);
    leaving.abort();
    expect((await Promise.all(gone)).map(({ status }) => status)).toEqual([499, 499]);
    letGoOn();
    expect(await Promise.all(busy)).toEqual([200, 200]);
    expect(countJobs() - before).toBe(2);
  });

  it('answers everybody while its workers are killed', async () => {
    for (let round = 0; round < 3; round += 1) {
      await holdWorkers();
      const wanted = [0, 1, 2, 3].map(async (index) => statusOf(`w_${500 + round * 4 + index}/camera.jpg`));
      await until(() => pidsOf('busy').length === 2);
      const [pid = Number.NaN] = pidsOf('busy');
      process.kill(pid, 'SIGKILL');
      letGoOn();
      expect(await Promise.all(wanted)).toEqual([200, 200, 200, 200]);
    }
    expect(running().load().workers?.ended.crash).toBe(3);
  });
});
