/** The bytes of an original, for as long as they are needed, with a bound on those of all requests together. */
import { fail } from '../errors.ts';
import type { Limits, Source } from '../ports.ts';
import { withinTime } from './deadline.ts';
import { createGate } from './gate.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface ReadDeps {
  readonly limits: Pick<Limits, 'maxInputBytes' | 'originTimeoutMs'>;
  /** Of all originals that are held at a time. */
  readonly maxBytesHeld: number;
}

export interface ReadOriginal {
  /** Undefined when the original changed since it was opened. */
  readonly use: <T>(
    source: Source,
    signal: AbortSignal,
    stopwatch: Stopwatch,
    work: (bytes: Uint8Array) => Promise<T>,
  ) => Promise<T | undefined>;
}

/** Requests that wait to hold an original; renders are bounded long before. */
const maxWaiting = 256;

export const createReadOriginal = ({ limits, maxBytesHeld }: ReadDeps): ReadOriginal => {
  const { maxInputBytes, originTimeoutMs } = limits;
  const memory = createGate({ capacity: maxBytesHeld, maxWaiting });
  return {
    use: async (source, signal, stopwatch, work) => {
      if (source.size > maxInputBytes) throw fail('source.too-many-bytes');
      const leave = await stopwatch.time('queue', async () => memory.enter(source.size, signal));
      try {
        const bytes = await stopwatch.time('origin', async () =>
          withinTime({ timeoutMs: originTimeoutMs, code: 'origin.timeout' }, signal, async (limited) =>
            source.bytes(maxInputBytes, limited),
          ),
        );
        return bytes === undefined ? undefined : await work(bytes);
      } finally {
        leave();
      }
    },
  };
};
