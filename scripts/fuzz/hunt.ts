/** Asks a running server for one odd thing after the other, and tells which answers a server must never give. */
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { arbitraryTarget } from './targets.ts';

export interface Finding {
  readonly path: string;
  /** 0 where none came in time, or the connection broke. */
  readonly status: number;
  readonly said: string;
}

export interface Hunt {
  readonly asked: number;
  /** How many answers of each status. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly findings: readonly Finding[];
}

export interface HuntOptions {
  readonly port: number;
  readonly seed: number;
  readonly count: number;
  /** Ends earlier when this has passed. */
  readonly untilMs?: number;
  /** Of the server, for one request. */
  readonly deadlineMs: number;
}

/** As many as there are slots without anybody waiting long: this is no overload. */
const atOnce = 3;
const chunk = 200;

const clients = ['image/avif,image/webp,*/*', 'image/webp,*/*', '*/*'];

const ask = async (agent: Agent, path: string, { port, deadlineMs }: HuntOptions): Promise<Finding> =>
  new Promise((resolve) => {
    const accept = clients[path.length % clients.length] ?? '*/*';
    const asking = request({ host: '127.0.0.1', port, path, agent, headers: { accept } }, (response) => {
      response.resume();
      response.on('close', () => {
        const whole = response.complete ? (response.statusCode ?? 0) : 0;
        resolve({ path, status: whole, said: String(response.headers['x-cld-error'] ?? '') });
      });
    });
    asking.setTimeout(deadlineMs + 60_000, () => asking.destroy(new Error('no answer in time')));
    asking.on('error', ({ message }) => resolve({ path, status: 0, said: message }));
    asking.end();
  });

/** A redirect or an error of the client's is an answer; being overloaded is not what is looked for here. */
const isWrong = ({ status }: Finding): boolean => status === 0 || (status >= 500 && status !== 503);

export const hunt = async (options: HuntOptions): Promise<Hunt> => {
  const { seed, count, untilMs = Infinity } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const statuses = new Map<number, number>();
  const findings: Finding[] = [];
  let asked = 0;
  for (let round = 0; asked < count && performance.now() < untilMs; round += 1) {
    const paths = fc.sample(arbitraryTarget, {
      seed: seed + round,
      numRuns: Math.min(chunk, count - asked),
    });
    const take = paths.values();
    const drive = async (): Promise<void> => {
      for (const path of take) {
        const finding = await ask(agent, path, options);
        statuses.set(finding.status, (statuses.get(finding.status) ?? 0) + 1);
        if (isWrong(finding)) findings.push(finding);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, drive));
    asked += paths.length;
  }
  agent.destroy();
  return { asked, statuses, findings };
};
