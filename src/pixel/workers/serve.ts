/** A worker's side: one original open at a time, with those of its layers; one order after the other. */
import { fail, Failure } from '../../errors.ts';
import type { LayerContent, OpenImage, PixelEngine } from '../../ports.ts';
import type { Originals } from './originals.ts';
import {
  type Act,
  type Answer,
  type ContentRef,
  type ContentRefs,
  detach,
  type Order,
  type Outcomes,
} from './protocol.ts';
import { readContentFile } from './read-content-file.ts';

export interface Server {
  readonly answer: (order: Order) => Promise<Answer>;
  /** Lets go of what is open. */
  readonly close: () => void;
}

/** Nothing here is given up: it is the front that kills. */
const { signal } = new AbortController();

export const createServer = (engine: PixelEngine, originals: Originals): Server => {
  let open: OpenImage | undefined;

  const read = async ({ key, bytes, file }: ContentRef): Promise<Uint8Array | undefined> => {
    const kept = key === undefined ? undefined : originals.get(key);
    if (kept !== undefined) return kept;
    const given = bytes === undefined ? file && (await readContentFile(file)) : detach(bytes);
    if (given === undefined) return undefined;
    if (key !== undefined) originals.put(key, given);
    return given;
  };

  /** Everything, or the indices of what is not there. */
  const readAll = async (
    contents: ContentRefs,
  ): Promise<readonly (LayerContent | undefined)[] | { readonly missing: readonly number[] }> => {
    const all: (LayerContent | undefined)[] = [];
    const missing: number[] = [];
    for (const [index, content] of contents.entries()) {
      const bytes = content && (await read(content));
      if (content !== undefined && bytes === undefined) missing.push(index);
      const key = content?.key;
      all.push(bytes && { kind: content.kind, bytes, hints: key === undefined ? {} : { key } });
    }
    return missing.length === 0 ? all : { missing };
  };

  const answer: Server['answer'] = async ({ act, contents }) => {
    try {
      if (contents !== undefined) {
        open = undefined;
        const found = await readAll(contents);
        if ('missing' in found) return { kind: 'missing', indices: found.missing };
        const [original, ...layers] = found;
        if (original !== undefined) open = await engine.open(original.bytes, signal, original.hints, layers);
      }
      if (open === undefined) throw fail('internal.bug', 'A worker was given an order without an original');
      return { kind: 'done', value: await perform(open, act) };
    } catch (error) {
      return { kind: 'failed', failure: describe(error) };
    }
  };

  return {
    answer,
    close: () => {
      open = undefined;
    },
  };
};

const perform = async (image: OpenImage, act: Act): Promise<Outcomes[Act['kind']]> => {
  switch (act.kind) {
    case 'facts':
      return image.facts;
    case 'measure':
      return image.measure(act.measure, signal);
    case 'sample':
      return image.sample(act.index, act.maxSide, signal);
    case 'render':
      return image.render(act.plan, signal);
    case 'passes':
      return image.describePasses(act.plan, signal);
    case 'deliverable':
      return image.deliverable(signal);
  }
};

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const describe = (error: unknown): (Answer & { readonly kind: 'failed' })['failure'] => {
  const failure = error instanceof Failure ? error : fail('internal.bug', undefined, error);
  return {
    diagnostic: failure.diagnostic,
    ...(failure.cause !== undefined && { cause: textOf(failure.cause) }),
  };
};
