/**
 * A process that asks for pictures over HTTP, each for the first time: as many at a time as it is told, or at a fixed
 * rate whether there are answers or not. It notes how each was answered; `/healthz` is asked beside them.
 */
import { connect, type Socket } from 'node:net';
import { requestText } from './request-text.ts';

export interface MissLoad {
  readonly port: number;
  readonly paths: readonly string[];
  /** At a time; in order, each as soon as one before it is answered. */
  readonly inFlight?: number;
  /** Or so many a second, on the clock. */
  readonly perSecond?: number;
}

export interface Answered {
  /** When it was asked, from the first one on. */
  readonly atMs: number;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly tookMs: number;
}

export interface MissResult {
  readonly elapsedMs: number;
  readonly answers: readonly Answered[];
  readonly health: readonly number[];
}

const healthEveryMs = 100;

/** Between two looks at the clock: each takes some of what the server could use. */
const tickMs = 4;

/** One that is kept, with one question at a time. */
interface Connection {
  readonly socket: Socket;
  /** Told the status, or 0 when there is no answer. */
  answer: (status: number) => void;
  status: number;
  bytesLeft: number;
}

/** Kept connections. Node's own client takes as long as our server does. */
const createConnections = (port: number): ((path: string) => Promise<number>) => {
  const idle: Connection[] = [];
  const open = (): Connection => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    const connection: Connection = { socket, answer: () => undefined, status: 0, bytesLeft: Infinity };
    const fail = (): void => {
      socket.destroy();
      connection.answer(0);
    };
    socket.on('data', (chunk: Buffer) => {
      if (connection.status === 0) {
        const end = chunk.indexOf('\r\n\r\n') + 4;
        const head = chunk.toString('latin1', 0, end);
        connection.status = Number(head.slice(9, 12));
        connection.bytesLeft = end + Number(/\r\nContent-Length: (\d+)/i.exec(head)?.[1]);
      }
      connection.bytesLeft -= chunk.length;
      if (Number.isNaN(connection.bytesLeft)) fail();
      if (connection.bytesLeft > 0) return;
      idle.push(connection);
      connection.answer(connection.status);
    });
    socket.once('error', fail);
    socket.once('close', fail);
    return connection;
  };
  return async (path) =>
    new Promise<number>((resolve) => {
      const connection = idle.pop() ?? open();
      Object.assign(connection, { answer: resolve, status: 0, bytesLeft: Infinity });
      connection.socket.write(requestText(path, { Host: '127.0.0.1' }));
    });
};

const run = async ({ port, paths, inFlight, perSecond }: MissLoad): Promise<MissResult> => {
  const answers: Answered[] = [];
  const health: number[] = [];
  const ask = createConnections(port);
  const startedMs = performance.now();
  const note = async (path: string): Promise<void> => {
    const askedMs = performance.now();
    const status = await ask(path);
    answers.push({ atMs: askedMs - startedMs, status, tookMs: performance.now() - askedMs });
  };
  const probe = setInterval(() => {
    const askedMs = performance.now();
    void ask('/healthz').then((status) => {
      health.push(status === 200 ? performance.now() - askedMs : Infinity);
    });
  }, healthEveryMs);
  if (perSecond === undefined) {
    const left = paths.values();
    const goOn = async (): Promise<void> => {
      for (const path of left) await note(path);
    };
    await Promise.all(Array.from({ length: inFlight ?? 1 }, goOn));
  } else {
    await askOnTheClock(paths, perSecond, note);
  }
  clearInterval(probe);
  return { elapsedMs: performance.now() - startedMs, answers, health };
};

/** Whoever is late catches up: the rate is what was asked for, and not what the timer allows. */
const askOnTheClock = async (
  paths: readonly string[],
  perSecond: number,
  note: (path: string) => Promise<void>,
): Promise<void> => {
  const startedMs = performance.now();
  const pending: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = ((performance.now() - startedMs) / 1000) * perSecond;
      while (pending.length < due && pending.length < paths.length) {
        pending.push(note(paths[pending.length]!));
      }
      if (pending.length < paths.length) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  await Promise.all(pending);
};

process.on('message', (load: MissLoad) => {
  void run(load).then((result) => process.send?.(result));
});
