/**
 * `npm run fuzz [-- --minutes N] [--count N] [--seed N]`: odd URLs against the real program. No answer may be a 5xx, none
 * may stay out, and memory has to stay bounded. The same seed asks for the same things.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { end, residentBytes, startDarkroom } from '../bench/load/processes.ts';
import { hunt } from './fuzz/hunt.ts';

/** Small enough that the slowest effect on the largest result is done in time. */
const fuzzedSettings = { DARKROOM_MAX_OUTPUT_SIDE: '1000', DARKROOM_MAX_FRAMES: '40' } as const;
const deadlineMs = 20_000;
const maxBytes = 3e9;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    count: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'darkroom-fuzz-'));
const served = await startDarkroom(
  { ...fuzzedSettings, DARKROOM_DATA: folder, DARKROOM_VARIANTS: 'memory:64mb' },
  { pinned: false },
);
let mostBytes = 0;
const watch = setInterval(() => {
  void residentBytes(served.child.pid ?? 0).then((bytes) => (mostBytes = Math.max(mostBytes, bytes ?? 0)));
}, 1000);

console.log(`seed ${values.seed}`);
const { asked, statuses, findings } = await hunt({
  port: served.port,
  seed: Number(values.seed),
  count: values.count === undefined ? Infinity : Number(values.count),
  untilMs: performance.now() + Number(values.minutes) * 60_000,
  deadlineMs,
});
clearInterval(watch);
await end(served.child);
await rm(folder, { recursive: true, force: true });

for (const { path, status, said } of findings) console.log(`${status} ${path}\n    ${said}`);
const told = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
console.log(
  `${asked} asked, ${findings.length} wrong (${told.join(', ')}); at most ${Math.round(mostBytes / 1e6)} MB`,
);
process.exitCode = findings.length === 0 && mostBytes < maxBytes ? 0 : 1;
