/**
 * One holder at a time among all processes on a folder. A lease is a numbered file that only one process can create;
 * its modification time is the holder's last sign of life. When that is too long ago, the next number is up for grabs;
 * who finds a higher number than its own has lost it. Files with lower numbers mean nothing, so that nobody can take
 * away by mistake what somebody else has just got.
 */
import { open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, ifThere, isAbsent } from './system-error.ts';
import { withFolder } from './write-file.ts';

export interface Lease {
  /** Takes or keeps it; false when another holds it. */
  readonly hold: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

export interface LeaseOptions {
  readonly folder: string;
  readonly nowMs: () => number;
  /** Without a sign of life for this long, others take over. */
  readonly expiresMs: number;
}

export const createLease = ({ folder, nowMs, expiresMs }: LeaseOptions): Lease => {
  let held: number | undefined;
  const fileOf = (term: number): string => join(folder, String(term));

  const readTerms = async (): Promise<readonly number[]> => {
    const files = (await ifThere(readdir(folder))) ?? [];
    return files.filter((file) => /^\d{1,15}$/.test(file)).map(Number);
  };

  const showLife = async (term: number): Promise<boolean> => {
    const seconds = nowMs() / 1000;
    try {
      await utimes(fileOf(term), seconds, seconds);
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  };

  /** Also one from the future, whose clock was set back meanwhile: its holder would have to be waited for for ever. */
  const isAlive = async (term: number): Promise<boolean> => {
    const stats = await ifThere(stat(fileOf(term)));
    return stats !== undefined && Math.abs(nowMs() - stats.mtimeMs) < expiresMs;
  };

  const take = async (term: number): Promise<boolean> => {
    try {
      const handle = await withFolder(folder, async () => open(fileOf(term), 'wx'));
      await handle.close();
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
    await showLife(term);
    return (await readTerms()).every((other) => other <= term); // or we slept while others went by
  };

  const forgetOlder = async (terms: readonly number[], current: number): Promise<void> => {
    for (const term of terms) if (term < current) await rm(fileOf(term), { force: true });
  };

  return {
    hold: async () => {
      const terms = await readTerms();
      const last = Math.max(0, ...terms);
      if (held === last && (await showLife(last))) return true;
      held = undefined;
      if (last > 0 && (await isAlive(last))) return false;
      const next = last + 1;
      if (!(await take(next))) return false;
      held = next;
      await forgetOlder(terms, next);
      return true;
    },
    release: async () => {
      if (held === undefined) return;
      const term = held;
      held = undefined;
      // It stays, with no sign of life, so that numbers never start again while somebody counts on theirs.
      await utimes(fileOf(term), 0, 0).catch(() => undefined);
    },
  };
};
