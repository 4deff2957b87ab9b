import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../cli/run.ts';

const clients = 60;
/**
 * Between one answer and the next request of half of the clients: their connections look idle when the signal comes.
 * Far less than the second after which the server takes nobody to be there, for pauses grow on a busy machine.
 */
const pauseMs = 20;
let data = '';
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'darkroom-drain-'));
});
afterAll(async () => rm(data, { recursive: true }));

const portOf = async (child: ChildProcess): Promise<number> => {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const found = /^Darkroom at http:\/\/127\.0\.0\.1:(\d+)$/m.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
  throw new Error(`No greeting: ${text}`);
};

interface Outcome {
  readonly status: number;
  readonly isWhole: boolean;
  readonly isLast: boolean;
}

/** One request on the one connection of the agent. Rejects with whatever breaks it. */
const ask = async (port: number, path: string, agent: Agent): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        const isWhole = bytes === Number(headers['content-length']);
        resolve({ status, isWhole, isLast: headers.connection === 'close' });
      });
    });
    asking.on('error', reject);
    asking.end();
  });

/** As a proxy does: again and again on one kept connection, until an answer says that it was the last. */
const askOnAndOn = async (
  port: number,
  pathOf: (turn: number) => string,
  pausing: boolean,
): Promise<readonly Outcome[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcomes: Outcome[] = [];
  try {
    for (let turn = 0; outcomes.at(-1)?.isLast !== true; turn += 1) {
      outcomes.push(await ask(port, pathOf(turn), agent));
      if (pausing) await pause(pauseMs);
    }
  } finally {
    agent.destroy();
  }
  return outcomes;
};

describe('SIGTERM in the middle of a continuous load', () => {
  it('fails not one request', async () => {
    const child = start(['serve'], { PORT: '0', DARKROOM_DATA: data });
    const port = await portOf(child);
    const exited = once(child, 'exit');
    const hit = '/demo/image/upload/c_fill,w_100,h_100/landscape.jpg';
    const agent = new Agent({ keepAlive: false });
    for (let visit = 0; visit < 3; visit += 1) await ask(port, hit, agent);
    let turns = 0;
    const pathOf = (client: number) => (turn: number) => {
      turns += 1;
      // In the thick of it. Most ask for what is there, some for what has to be made.
      if (turns === clients * 20) child.kill('SIGTERM');
      return client % 10 === 0 ? `/demo/image/upload/w_${20 + ((client + turn) % 300)}/portrait.jpg` : hit;
    };
    const load = await Promise.allSettled(
      Array.from({ length: clients }, async (_, client) =>
        askOnAndOn(port, pathOf(client), client % 2 === 1),
      ),
    );
    expect(load.filter(({ status }) => status === 'rejected')).toEqual([]);
    const outcomes = load.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    expect(outcomes.filter(({ status, isWhole }) => status !== 200 || !isWhole)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(clients * 20);
    expect(await exited).toEqual([0, null]);
  }, 60_000);
});
