import { lacksCredentials, meaningOf, nameOfFailure } from './failures.ts';

/** A breakage that passes: the caller should try again. State machines retry it by this name. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly retryable = true;
}

/** A setting that is missing or wrong. Trying again does not help; the message says where to set it. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly retryable = false;
}

/**
 * Whether it is an AWS service's trouble that passes: it was too busy, it failed, no answer came, or the account or its
 * set-up has a fault that a person mends.
 */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const isOfSdk = '$metadata' in error || lacksCredentials(error); // so the SDK marks what it threw
  return isOfSdk && meaningOf(error) !== 'refused';
}

/**
 * What a service calls the fault of the account or its set-up that led to the error, which a person has to mend.
 * @returns undefined when nothing of that kind did
 */
export function stoppedBy(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return meaningOf(error) === 'stopped' ? nameOfFailure(error) : stoppedBy(error.cause);
}
