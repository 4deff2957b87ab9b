/**
 * A render worker: a process of its own, so that whatever a picture does to libvips, it does to nobody else. It lives
 * and dies with the process that forked it.
 */
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { createPixelEngine } from './engine.ts';
import { createOriginals } from './workers/originals.ts';
import type { Request, Response } from './workers/protocol.ts';
import { createServer, type Server } from './workers/serve.ts';

/** When the server has just died the pipe breaks: `disconnect` sees to that, so the failure is nobody's to hear. */
const send = (response: Response): void => {
  process.send?.(response, undefined, undefined, () => undefined);
};

/** When memory runs out, Linux should take a worker and not the server. Only ever raised, which anybody may do. */
const offerToBeKilled = (): void => {
  try {
    writeFileSync('/proc/self/oom_score_adj', '500');
  } catch {
    // not Linux, or a container without /proc
  }
};

/** Asking the system costs a hundredth of a small picture; a picture that takes much memory takes longer than this. */
const measureEveryMs = 250;

/**
 * The front has little to do and many who wait for it, a worker among them that could begin with the next picture. Where
 * workers keep all cores busy it must not have to wait for its turn among them.
 */
const niceness = 5;

const letTheFrontGoFirst = (): void => {
  try {
    setPriority(niceness);
  } catch {
    // not allowed here
  }
};

const createRssReader = (): (() => number) => {
  let measuredAtMs = -Infinity;
  let bytes = 0;
  return () => {
    const nowMs = performance.now();
    if (nowMs - measuredAtMs < measureEveryMs) return bytes;
    measuredAtMs = nowMs;
    bytes = process.memoryUsage.rss();
    return bytes;
  };
};

const readRss = createRssReader();
let server: Server | undefined;

const handle = async (request: Request): Promise<void> => {
  if (request.kind === 'setup') {
    const engine = createPixelEngine({ limits: request.limits, concurrency: 1 });
    server = createServer(engine, createOriginals(request.maxCacheBytes));
    send({ kind: 'ready' });
  } else if (request.kind === 'close') {
    server?.close();
  } else if (server !== undefined) {
    const answer = await server.answer(request.order);
    send({ kind: 'answer', answer, rssBytes: readRss() });
  }
};

offerToBeKilled();
letTheFrontGoFirst();
// A terminal and some supervisors signal the whole group. The server ends its work first, and then lets go of us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// At once, in the middle of whatever libvips does: nobody is left to hear of it.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (request) => {
  void handle(request as Request);
});
