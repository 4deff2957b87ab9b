/** Errors of the file system, told apart by their codes. */

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Nothing there: no file, no folder above it, or one that went while we looked. */
export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** The outcome; undefined when there is nothing. */
export const ifThere = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};
