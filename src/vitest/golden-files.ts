/** Where goldens and the evidence of failures lie, from the name that a test gives. */
import path from 'node:path';

export interface GoldenFiles {
  readonly golden: string;
  /** Start of the names of what a failure leaves behind. */
  readonly failedStem: string;
}

/** Parts of a path that every file system takes and that lead nowhere else. */
const plainName = /^(?!\.)[^\p{Cc}\\:*?"<>|/]+(?:\/(?!\.)[^\p{Cc}\\:*?"<>|/]+)*$/u;

/** A test's full title as a file name: letters and digits of any language, the rest becomes `-`. */
const nameOfTest = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 120);

export const locateGolden = (
  test: { readonly path: string; readonly title: string },
  name: string = nameOfTest(test.title),
  folder = 'golden',
): GoldenFiles => {
  if (!plainName.test(name)) {
    throw new TypeError(
      `toMatchGolden: "${name}" cannot be the name of a file; use letters, digits and - _ . /`,
    );
  }
  const beside = path.dirname(test.path);
  return {
    golden: path.resolve(beside, folder, `${name}.png`),
    failedStem: path.join(beside, '.failed', name),
  };
};
