/** A short hunt for answers that a server must never give; `npm run fuzz` is the long one. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hunt } from '../../scripts/fuzz/hunt.ts';
import { arbitraryTarget } from '../../scripts/fuzz/targets.ts';
import { type DarkroomServer, startDarkroom } from '../servers/darkroom.ts';

const deadlineMs = 10_000;

describe('odd URLs', () => {
  let server: DarkroomServer | undefined;
  let port = 0;

  beforeAll(async () => {
    server = await startDarkroom({
      DARKROOM_ORIGINS: 'file:fixtures/originals',
      DARKROOM_MAX_OUTPUT_SIDE: '400',
      DARKROOM_MAX_FRAMES: '20',
      DARKROOM_RENDER_TIMEOUT_MS: String(deadlineMs),
    });
    ({ port } = server);
  });
  afterAll(async () => {
    await server?.stop();
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
