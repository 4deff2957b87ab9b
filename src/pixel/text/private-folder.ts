/** A folder for files that native libraries must be given by name: ours alone, and the same for all our processes. */
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Anybody may have made a folder of that name before us, to have us use what he puts into it. One of ours is closed
 * again: volumes are opened to a group when they are mounted in Kubernetes.
 */
const isOurs = (folder: string): boolean => {
  const stat = lstatSync(folder);
  if (!stat.isDirectory()) return false;
  if (process.getuid === undefined) return true;
  if (stat.uid !== process.getuid()) return false;
  if ((stat.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return true;
};

const makeFolder = (): string => {
  const folder = path.join(tmpdir(), `darkroom-fonts-${process.getuid?.() ?? 'user'}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return isOurs(folder) ? folder : mkdtempSync(`${folder}-`);
};

let made: string | undefined;

export const privateFolder = (): string => (made ??= makeFolder());

const isThere = (file: string, size: number): boolean =>
  statSync(file, { throwIfNoEntry: false })?.size === size;

/**
 * The path of a file with this content. Its name must depend on nothing but the content, for other processes write it
 * too: whole or not at all. Something may have tidied it away meanwhile, so it is asked for before every use.
 */
export const keepFile = (name: string, content: Uint8Array | string): string => {
  const file = path.join(privateFolder(), name);
  const bytes = Buffer.from(content);
  if (!isThere(file, bytes.length)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, bytes, { mode: 0o600 });
    renameSync(fresh, file);
  }
  return file;
};
