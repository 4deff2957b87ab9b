/** The outcome of a pure step: a value, or the diagnostic that says why there is none. */
import { type Diagnostic, Failure } from './errors.ts';

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Diagnostic };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (error: Diagnostic): Result<never> => ({ ok: false, error });

/** Leaves the core: the value, or a thrown {@link Failure}. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Failure(result.error);
};
