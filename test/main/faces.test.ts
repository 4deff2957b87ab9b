/** The whole server with the real detector, on a photograph of people. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Composed, compose } from '../../src/main/compose.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import { fileOf, people } from '../vision/people.ts';

let folder = '';
let server: Composed;

const start = (): Composed =>
  compose({
    clouds: [{ name: 'demo', keys: [] }],
    origins: [{ kind: 'file', path: folder }],
    variants: { memoryBytes: 100_000_000, disk: { folder: join(folder, 'variants'), maxBytes: 1e9 } },
    workers: 1,
    queue: 1000,
    threads: 4,
    limits: { ...defaultLimits, renderTimeoutMs: 120_000 },
    staleWhileRevalidateSeconds: 60,
    log: { event: () => {} },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-people-'));
  await copyFile(fileOf(people[0]!), join(folder, 'people.jpg'));
  server = start();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const get = async (chain: string): Promise<Response> =>
  server.fetch(new Request(`http://localhost/demo/image/upload/${chain}/people.jpg`));

describe('a server that is asked for faces', () => {
  it('looks once, however many different pictures are made of what it sees', async () => {
    expect(server.load().detector.starts).toBe(0);
    const sizes = Array.from({ length: 40 }, (_, index) => 20 + index);
    const answers = await Promise.all(sizes.map(async (size) => get(`c_thumb,g_face,h_${size},w_${size}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(server.load().detector).toMatchObject({ starts: 1, searches: 1 });
    const timings = answers.map(({ headers }) => headers.get('Server-Timing') ?? '');
    expect(timings.some((text) => text.includes('provisional'))).toBe(false);
  });

  it('still knows after a restart', async () => {
    await server.close();
    server = start();
    expect((await get('c_thumb,g_faces,h_50,w_120')).status).toBe(200);
    expect((await get('e_pixelate_faces/c_scale,w_200')).status).toBe(200);
    expect(server.load().detector.starts).toBe(0);
  });
});
