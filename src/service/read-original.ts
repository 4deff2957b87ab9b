/** The bytes of originals, for as long as they are needed, with a bound on those of all requests together. */
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
  /** Reads all of them at once. Undefined when one has changed since it was opened. */
  readonly use: <T>(
    sources: readonly Source[],
    signal: AbortSignal,
    stopwatch: Stopwatch,
    work: (bytes: readonly Uint8Array[]) => Promise<T>,
  ) => Promise<T | undefined>;
  /** Has somebody look at one that he reads by himself, within the same bounds. */
  readonly look: <T>(
    source: Source,
    signal: AbortSignal,
    stopwatch: Stopwatch,
    work: () => Promise<T>,
  ) => Promise<T>;
}

/** Requests that wait to hold an original; renders are bounded long before. */
const maxWaiting = 256;

export const createReadOriginal = ({ limits, maxBytesHeld }: ReadDeps): ReadOriginal => {
  const { maxInputBytes, originTimeoutMs } = limits;
  const memory = createGate({ capacity: maxBytesHeld, maxWaiting });
  const checkSizes = (sources: readonly Source[]): void => {
    if (sources.some(({ size }) => size > maxInputBytes)) throw fail('source.too-many-bytes');
  };
  const inTime = async <T>(
    signal: AbortSignal,
    stopwatch: Stopwatch,
    work: (limited: AbortSignal) => Promise<T>,
  ): Promise<T> =>
    stopwatch.time('origin', async () =>
      withinTime({ timeoutMs: originTimeoutMs, code: 'origin.timeout' }, signal, work),
    );
  return {
    look: async (source, signal, stopwatch, work) => {
      checkSizes([source]);
      return inTime(signal, stopwatch, work);
    },
    use: async (sources, signal, stopwatch, work) => {
      checkSizes(sources);
      // At once for all of them: whoever held one and waited for another could wait for ever.
      const size = sources.reduce((sum, source) => sum + source.size, 0);
      const leave = await stopwatch.time('queue', async () => memory.enter(size, signal));
      try {
        const read = await inTime(signal, stopwatch, async (limited) =>
          Promise.all(sources.map(async (source) => source.bytes(maxInputBytes, limited))),
        );
        const bytes = read.filter((each) => each !== undefined);
        // Only now is it certain: a server may not have said how many there are.
        if (bytes.reduce((sum, { byteLength }) => sum + byteLength, 0) > maxBytesHeld) {
          throw fail('source.too-many-bytes', 'The original and its layers have too many bytes together');
        }
        return bytes.length < sources.length ? undefined : await work(bytes);
      } finally {
        leave();
      }
    },
  };
};
