/** What a file looks like from outside: for as long as that stays the same, so does its content. */

/** Of Node's `BigIntStats`. */
export interface FileStats {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/**
 * Inode, size, time of modification and time of change. The last moves even when a tool sets the modification time back
 * (`cp -p`, `rsync -t`), and the inode when a file is replaced by another.
 */
export const stampOf = ({ ino, size, mtimeNs, ctimeNs }: FileStats): string =>
  [ino, size, mtimeNs, ctimeNs].map((part) => part.toString(36)).join('-');
