/**
 * A file's identity without reading it: its stamp.
 *
 * Clocks of file systems tick. A file that changed a moment ago can change again within the same tick and look the
 * same, so an identity taken that early is given out once and never again: the next look takes the file for changed,
 * and has an identity that lasts. Git has the same trouble with its index:
 * https://git-scm.com/docs/racy-git
 */
import { type FileStats, stampOf } from '../values/file-stamp.ts';

/** Linux stamps files with a clock of 4 to 10 ms. */
const tickMs = 50;
/** FAT counts in two seconds, HFS+ and old NFS in one: times that fall on a whole second may be such. */
const coarseTickMs = 2000;

const isWholeSecond = (ns: bigint): boolean => ns % 1_000_000_000n === 0n;

let provisional = 0;

export const identify = (stats: FileStats, nowMs: number): string => {
  const { mtimeNs, ctimeNs } = stats;
  const text = stampOf(stats);
  const changedNs = ctimeNs > mtimeNs ? ctimeNs : mtimeNs;
  const ageMs = nowMs - Number(changedNs / 1_000_000n);
  if (ageMs > (isWholeSecond(changedNs) ? coarseTickMs : tickMs)) return text;
  provisional += 1;
  return `${text}-p${provisional}`;
};
