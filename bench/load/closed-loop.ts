/**
 * A process that asks one thing again and again on many kept connections, each as soon as it has its answer. It counts
 * bytes instead of reading answers, which are all of one length, so that it takes less time than what it measures.
 */
import { connect, type Socket } from 'node:net';
import { requestText } from './request-text.ts';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly durationMs: number;
  /** What each answer must begin with. */
  readonly statusLine: string;
  /** With its headers. */
  readonly answerBytes: number;
}

export interface LoadResult {
  readonly answers: number;
  readonly failures: number;
}

/** Longer than any answer may take. */
const answerMs = 5000;

/** Resolves when the connection has had its last answer. */
const drive = async (load: Load, isOver: () => boolean, count: (isGood: boolean) => void): Promise<void> =>
  new Promise((resolve) => {
    const request = requestText(load.path, load.headers);
    let bytesLeft = load.answerBytes;
    const onData = (socket: Socket, chunk: Buffer): void => {
      if (
        bytesLeft === load.answerBytes &&
        !chunk.toString('latin1', 0, load.statusLine.length).startsWith(load.statusLine)
      ) {
        count(false);
        socket.destroy();
        return;
      }
      bytesLeft -= chunk.length;
      if (bytesLeft > 0) return;
      count(bytesLeft === 0);
      bytesLeft = load.answerBytes;
      if (isOver()) socket.destroy();
      else socket.write(request);
    };
    const socket = connect(load.port, '127.0.0.1', () => socket.write(request));
    socket.setNoDelay(true);
    socket.setTimeout(answerMs, () => {
      count(false);
      socket.destroy();
    });
    socket.on('data', (chunk) => onData(socket, chunk));
    socket.on('error', () => count(false));
    socket.on('close', () => resolve());
  });

const run = async (load: Load): Promise<LoadResult> => {
  const counts = { answers: 0, failures: 0 };
  let over = false;
  setTimeout(() => {
    over = true;
  }, load.durationMs);
  const count = (isGood: boolean): void => {
    counts[isGood ? 'answers' : 'failures'] += 1;
  };
  await Promise.all(Array.from({ length: load.connections }, async () => drive(load, () => over, count)));
  return counts;
};

process.on('message', (load: Load) => {
  void run(load).then((result) => process.send?.(result));
});
