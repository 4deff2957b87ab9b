/** The detector's process: one task after the other. It lives and dies with the process that forked it. */
import { writeFileSync } from 'node:fs';
import { loadFaceNet } from './face-net.ts';
import { findFaces } from './find-faces.ts';
import { findLandmarks } from './find-landmarks.ts';
import type { Findings, Report, Task } from './protocol.ts';

/** When the server has just died the pipe breaks: `disconnect` sees to that, so the failure is nobody's to hear. */
const send = (report: Report): void => {
  process.send?.(report, undefined, undefined, () => undefined);
};

/** When memory runs out, Linux should take this one and not the server. */
try {
  writeFileSync('/proc/self/oom_score_adj', '600');
} catch {
  // not Linux, or a container without /proc
}
// A terminal and some supervisors signal the whole group. The server ends its work first, and then lets go of us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

const net = await loadFaceNet();

const perform = async (task: Task): Promise<Findings[keyof Findings]> =>
  task.kind === 'faces'
    ? findFaces(task.sample, task.options, net.detect)
    : findLandmarks(task.sample, task.faces, net.findLandmarks);

const handle = async (task: Task): Promise<void> => {
  try {
    const found = await perform(task);
    send({ kind: 'found', found, rssBytes: process.memoryUsage.rss() });
  } catch (error) {
    send({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};

process.on('message', (task) => {
  void handle(task as Task);
});
send({ kind: 'ready' });
