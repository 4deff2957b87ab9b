/**
 * What all processes have added since the folder was last counted: a file of lines that each appends to, so that the one
 * who evicts knows of the others without listing a million files.
 */
import { randomBytes } from 'node:crypto';
import { appendFile, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ifThere } from './system-error.ts';
import { withFolder } from './write-file.ts';

export interface Growth {
  readonly add: (bytes: number) => void;
  /** Tells the others. */
  readonly publish: () => Promise<void>;
  readonly ofOthers: () => Promise<number>;
  readonly forget: () => Promise<void>;
}

/** A line of nobody's hand. */
const pattern = /^([0-9a-f]{12}) (\d{1,15})$/;

export const createGrowth = (file: string): Growth => {
  const own = randomBytes(6).toString('hex');
  let unpublished = 0;
  return {
    add: (bytes) => {
      unpublished += bytes;
    },
    publish: async () => {
      const bytes = unpublished;
      if (bytes === 0) return;
      await withFolder(dirname(file), async () => appendFile(file, `${own} ${bytes}\n`)); // short: in one piece
      unpublished -= bytes;
    },
    ofOthers: async () => {
      const text = (await ifThere(readFile(file, 'utf8'))) ?? '';
      let sum = 0;
      for (const line of text.split('\n')) {
        const [, author, bytes] = line.match(pattern) ?? [];
        if (author !== undefined && author !== own) sum += Number(bytes);
      }
      return sum;
    },
    forget: async () => {
      await ifThere(truncate(file));
    },
  };
};
