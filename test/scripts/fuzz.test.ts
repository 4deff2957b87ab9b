/** A short hunt for answers that a server must never give; `npm run fuzz` is the long one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hunt } from '../../scripts/fuzz/hunt.ts';
import { arbitraryTarget } from '../../scripts/fuzz/targets.ts';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/main.ts';

const deadlineMs = 10_000;

describe('odd URLs', () => {
  let folder = '';
  let server: RunningServer | undefined;
  let port = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-fuzz-'));
    const reading = readConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      DARKROOM_DATA: folder,
      DARKROOM_ORIGINS: 'file:fixtures/originals',
      DARKROOM_MAX_OUTPUT_SIDE: '400',
      DARKROOM_MAX_FRAMES: '20',
      DARKROOM_RENDER_TIMEOUT_MS: String(deadlineMs),
    });
    if (!reading.ok) throw new Error(reading.faults.join());
    server = await startServer(reading.config);
    port = Number(/:(\d+)$/m.exec(server.greeting)?.[1]);
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  it('get a picture or are told what is wrong with them', async () => {
    const { asked, findings, statuses } = await hunt({ port, seed: 1, count: 150, deadlineMs });
    // On a busy machine, what takes long is late: the deadline has done its work then.
    expect(findings.filter(({ status }) => status !== 504)).toEqual([]);
    expect(asked).toBe(150);
    expect(statuses.get(200)).toBeGreaterThan(10);
    expect(statuses.get(400)).toBeGreaterThan(10);
  }, 240_000);

  it('are the same for the same seed, and can be sent', () => {
    const some = fc.sample(arbitraryTarget, { seed: 3, numRuns: 50 });
    expect(fc.sample(arbitraryTarget, { seed: 3, numRuns: 50 })).toEqual(some);
    for (const path of some) expect(path).toMatch(/^\/[!-~]*$/u);
  });
});
