/** What S3 and its likes mean by an error: that there is nothing, or that something is broken. */
import { Failure, fail } from '../../errors.ts';
import { asFailure } from '../remote-failure.ts';

/** As much of the SDK's errors as matters; an answer of 304 is one as well. */
interface ServiceError {
  readonly name: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

const isServiceError = (error: unknown): error is Error & ServiceError =>
  error instanceof Error &&
  '$metadata' in error &&
  typeof error.$metadata === 'object' &&
  error.$metadata !== null;

export const statusOf = (error: unknown): number | undefined =>
  isServiceError(error) ? error.$metadata.httpStatusCode : undefined;

const absences = new Set([
  'NoSuchKey',
  'NotFound',
  'NoSuchVersion',
  'KeyTooLongError',
  'MethodNotAllowed', // a deleted object
  'XMinioInvalidObjectName', // a name that the file system behind it cannot have
]);
/** Who may not list a bucket is told this of every key that does not exist. */
const refusals = new Set(['AccessDenied', 'Forbidden', 'AllAccessDisabled']);

/** Whether there is nothing under the key. Wrong credentials or a missing bucket are no absence: nothing works then. */
export const meansMissing = (error: unknown): boolean => {
  if (!isServiceError(error)) return false;
  if (absences.has(error.name) || refusals.has(error.name)) return true;
  // A gateway in front may answer without a code of S3's.
  return [404, 403].includes(statusOf(error) ?? 0) && !/^[A-Z]\w+$/.test(error.name);
};

export const mayNotList = (error: unknown): boolean => isServiceError(error) && refusals.has(error.name);

/** The SDK's errors hold the whole exchange, signature included: nothing for a log. */
const withoutExchange = ({ name, message }: Error, status: number | undefined): Error =>
  new Error(`${name}${status === undefined ? '' : ` (${status})`}: ${message}`);

export const asS3Failure = (error: unknown, bucket: string, signal: AbortSignal): Failure => {
  if (error instanceof Failure || signal.aborted || !(error instanceof Error)) {
    return asFailure(error, signal);
  }
  const cause = withoutExchange(error, statusOf(error));
  if (error.name === 'TimeoutError') return fail('origin.timeout', undefined, cause);
  if (statusOf(error) === undefined) return fail('origin.unreachable', undefined, cause);
  return fail('origin.unreachable', `The bucket ${bucket} cannot be read: ${error.name}`, cause);
};
