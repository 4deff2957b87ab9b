/** What reading a setting gives: its value, or what was expected instead. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });

export const expect = (expected: string): Reading<never> => ({ ok: false, expected });
