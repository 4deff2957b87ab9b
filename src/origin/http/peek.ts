/** Reads the beginning of a body, to the end if that is near. */
import { Readable } from 'node:stream';

export interface Peeked {
  /** Everything, when the end came within the limit. */
  readonly bytes?: Uint8Array;
  /** Otherwise the body as if nothing of it had been read. */
  readonly rest?: Readable;
}

export const peek = async (body: Readable, maxBytes: number): Promise<Peeked> => {
  const iterator = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let total = 0;
  while (total <= maxBytes) {
    const next = await iterator.next();
    if (next.done === true) return { bytes: Buffer.concat(chunks, total) };
    total += next.value.length;
    chunks.push(next.value);
  }
  const replay = async function* replay(): AsyncGenerator<Uint8Array> {
    yield* chunks.splice(0);
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  const rest = Readable.from(replay(), { objectMode: false });
  rest.once('close', () => body.destroy()); // a generator that was never begun would leave it open
  return { rest };
};
