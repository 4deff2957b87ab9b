/** `/healthz`: the process answers. `/readyz`: it can do its work, proven by doing a little of it. */
import type { Log } from '../ports.ts';
import { type Headers, sharedHeaders } from './headers.ts';

/** Throws when the part does not work. */
export type Check = (signal: AbortSignal) => Promise<void>;

export interface Readiness {
  readonly checks: Readonly<Record<string, Check>>;
  readonly log: Log;
}

type Outcomes = Readonly<Record<string, 'failed' | 'ok'>>;

const checkTimeoutMs = 5000;

const statusHeaders: Headers = {
  ...sharedHeaders,
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
};

/** Always the same few bytes; waits for nothing. */
export const respondToHealth = (): Response =>
  new Response('{"status":"ok"}', { headers: { ...statusHeaders, 'Content-Length': '15' } });

/** What is wrong goes to the log: the public answer names the part and no more. */
const runCheck = async (
  name: string,
  check: Check,
  log: Log,
): Promise<readonly [string, 'failed' | 'ok']> => {
  try {
    await check(AbortSignal.timeout(checkTimeoutMs));
    return [name, 'ok'];
  } catch (error) {
    log.event('error', 'readiness.failed', { check: name, error });
    return [name, 'failed'];
  }
};

/** Whoever asks while the checks run waits for the same run, so that asking often costs nothing. */
export const createReadiness = ({ checks, log }: Readiness): (() => Promise<Response>) => {
  let running: Promise<Outcomes> | undefined;
  const run = async (): Promise<Outcomes> => {
    const outcomes = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => runCheck(name, check, log)),
    );
    return Object.fromEntries(outcomes);
  };
  return async () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    const outcomes = await running;
    const isReady = Object.values(outcomes).every((outcome) => outcome === 'ok');
    const body = JSON.stringify({ status: isReady ? 'ready' : 'not ready', checks: outcomes });
    return new Response(body, {
      status: isReady ? 200 : 503,
      headers: { ...statusHeaders, 'Content-Length': String(body.length) },
    });
  };
};
