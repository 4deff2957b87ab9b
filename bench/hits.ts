/**
 * Pictures that are in memory, and 304s, against the least that Node can do and against nginx. The servers and what
 * asks them are processes of their own. What is compared is the work of the serving process for each answer: on a
 * shared machine that says more than how many answers there were.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BareAnswers } from './load/bare-server.ts';
import { requestText } from './load/request-text.ts';
import { hasNginx, startNginx } from './load/nginx.ts';
import { cpuMs, end, forkServer, type Generator, startDarkroom, startGenerator } from './load/processes.ts';
import { median } from './measure.ts';
import type { Measurement } from './report.ts';

const budgets = { bare: 0.9, nginx: 0.4 };
const connections = 32;
const turnMs = 400;
/** Some 20 KB. */
const path = '/demo/image/upload/c_fill,w_400,h_300,q_80,f_jpg/landscape.jpg';

/** A server and what it is asked. */
interface Contender {
  readonly port: number;
  readonly pid: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Sample {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly statusLine: string;
  readonly answerBytes: number;
}

/** Over a bare socket, because how long the answer is on the line is part of what is asked. */
const ask = async ({ port, path: target, headers }: Contender): Promise<Sample> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(requestText(target, headers));
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    const headEnd = bytes.indexOf('\r\n\r\n') + 4;
    if (headEnd < 4) continue;
    const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd - 4).split('\r\n');
    const answered = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));
    const answerBytes = headEnd + Number(answered['Content-Length'] ?? 0);
    if (bytes.length < answerBytes) continue;
    return { headers: answered, body: bytes.subarray(headEnd), statusLine, answerBytes };
  }
  throw new Error(`No answer to ${target}`);
};

/** Without what Node adds by itself. */
const ownHeaders = ({ headers }: Sample): Record<string, string> => {
  const { Date: _date, Connection: _connection, 'Keep-Alive': _keepAlive, ...own } = headers;
  return own;
};

interface Turn {
  readonly usPerAnswer: number;
  readonly answersPerSecond: number;
}

const runTurn = async (generator: Generator, contender: Contender, sample: Sample): Promise<Turn> => {
  const { pid, port, path: target, headers } = contender;
  const { statusLine, answerBytes } = sample;
  const before = cpuMs(pid);
  const startMs = performance.now();
  const { answers, failures } = await generator.run({
    ...{ port, path: target, headers, connections, statusLine, answerBytes },
    durationMs: turnMs,
  });
  const tookMs = performance.now() - startMs;
  if (failures > 0) throw new Error(`${failures} of ${answers} answers of ${target} were wrong`);
  const worked = before === undefined ? tookMs : (cpuMs(pid) ?? 0) - before;
  return { usPerAnswer: (worked * 1000) / answers, answersPerSecond: (answers * 1000) / tookMs };
};

interface Comparison {
  readonly what: string;
  readonly theirName: string;
  readonly budget?: number;
  readonly ours: Contender;
  readonly theirs: Contender;
}

/** Each goes first every other time, and neighbours in time are compared, so that a slow second hits both alike. */
const compare = async (
  generator: Generator,
  { what, theirName, budget, ours, theirs }: Comparison,
  turns: number,
): Promise<Measurement> => {
  const samples = { ours: await ask(ours), theirs: await ask(theirs) };
  if (samples.ours.body.length !== samples.theirs.body.length) {
    throw new Error(`${what}: not the same picture`);
  }
  const pairs: { readonly ours: Turn; readonly theirs: Turn }[] = [];
  for (let turn = -2; turn < turns; turn += 1) {
    const run = {
      ours: async () => runTurn(generator, ours, samples.ours),
      theirs: async () => runTurn(generator, theirs, samples.theirs),
    };
    const first = turn % 2 === 0 ? await run.ours() : await run.theirs();
    const second = turn % 2 === 0 ? await run.theirs() : await run.ours();
    if (turn >= 0) {
      pairs.push(turn % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
    }
  }
  const ratio = median(pairs.map((pair) => pair.theirs.usPerAnswer / pair.ours.usPerAnswer));
  const us = (side: 'ours' | 'theirs'): string =>
    median(pairs.map((pair) => pair[side].usPerAnswer)).toFixed(1);
  const rate = median(pairs.map((pair) => pair.ours.answersPerSecond)).toFixed(0);
  return {
    what,
    figure: `${ratio.toFixed(2)}x ${theirName} (${us('ours')} / ${us('theirs')} us CPU, ${rate}/s)`,
    budget: budget === undefined ? 'none' : `>= ${budget}x`,
    met: budget === undefined || ratio >= budget,
  };
};

const startBare = async (answers: BareAnswers): Promise<Pick<Contender, 'pid' | 'port'>> => {
  const child = forkServer('./bare-server.ts');
  cleanups.push(async () => end(child));
  const listening = once(child, 'message');
  child.send(answers);
  const [port] = (await listening) as [number];
  return { port, pid: child.pid ?? 0 };
};

const cleanups: (() => Promise<unknown>)[] = [];

const measure = async (folder: string, turns: number): Promise<readonly Measurement[]> => {
  const served = await startDarkroom({ DARKROOM_DATA: join(folder, 'data') });
  cleanups.push(async () => end(served.child));
  const generator = startGenerator();
  cleanups.push(generator.end);
  const headers = { Host: `127.0.0.1:${served.port}` };
  const ours: Contender = { port: served.port, pid: served.child.pid ?? 0, path, headers };
  for (let visit = 0; visit < 3; visit += 1) await ask(ours); // made, found, and ready
  const whole = await ask(ours);
  const conditional = { ...headers, 'If-None-Match': whole.headers['ETag'] ?? '' };
  const ours304 = { ...ours, headers: conditional };
  const notModified = await ask(ours304);
  const bare = await startBare({
    headers: ownHeaders(whole),
    body: whole.body.toString('base64'),
    notModifiedHeaders: ownHeaders(notModified),
  });
  const bareWhole: Contender = { ...bare, path: '/', headers };
  const bare304: Contender = { ...bare, path: '/304', headers: conditional };
  const size = `${(whole.body.length / 1000).toFixed(0)} KB`;
  const toBare = { theirName: 'bare node:http', budget: budgets.bare };
  const measurements = [
    await compare(generator, { what: `memory hit, ${size}`, ...toBare, ours, theirs: bareWhole }, turns),
    await compare(generator, { what: '304', ...toBare, ours: ours304, theirs: bare304 }, turns),
  ];
  if (!hasNginx()) {
    console.log('     nginx is not installed: not compared with it');
    return measurements;
  }
  const nginx = await startNginx(folder, whole.body);
  cleanups.push(async () => end(nginx.child));
  const file: Contender = { port: nginx.port, pid: nginx.workerPid, path: '/picture.jpg', headers };
  const etag = (await ask(file)).headers['ETag'] ?? '';
  const file304 = { ...file, headers: { ...headers, 'If-None-Match': etag } };
  return [
    ...measurements,
    await compare(
      generator,
      {
        what: `memory hit, ${size}`,
        theirName: 'nginx, one file',
        budget: budgets.nginx,
        ours,
        theirs: file,
      },
      turns,
    ),
    await compare(generator, { what: '304', theirName: 'nginx', ours: ours304, theirs: file304 }, turns),
  ];
};

export const benchHits = async (turns: number): Promise<readonly Measurement[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-hits-'));
  console.log(`     load of the machine: ${loadavg()[0]?.toFixed(1)}`);
  try {
    return await measure(folder, turns);
  } finally {
    for (const clean of cleanups.splice(0).toReversed()) await clean();
    await rm(folder, { recursive: true, force: true });
  }
};
