/** Undoes a packing that we did not ask for: some servers pack whatever they send. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fail } from '../../errors.ts';
import type { RemoteBody } from '../remote-source.ts';

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const lengthOf = (answer: IncomingMessage): { readonly size?: number } => {
  const text = answer.headers['content-length'] ?? '';
  return /^\d{1,15}$/.test(text) ? { size: Number(text) } : {};
};

export const unpack = (answer: IncomingMessage): RemoteBody => {
  const coding = (answer.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return { stream: answer, ...lengthOf(answer) };
  const create = Object.hasOwn(unpackers, coding) ? unpackers[coding] : undefined;
  if (create === undefined) {
    answer.destroy();
    throw fail('origin.unreachable', `The origin sent a content-encoding that was not asked for: ${coding}`);
  }
  const unpacker = create();
  // Errors come out at the unpacker, and whoever reads it sees them; either end takes the other with it.
  pipeline(answer, unpacker, () => undefined);
  return { stream: unpacker };
};
