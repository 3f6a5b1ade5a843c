import { lacksCredentials, meaningOf, nameOfFailure } from './failures.ts';

/** An error of our own. {@link isPassing} reads whether trying again may help. */
export abstract class AftercartError extends Error {
  abstract readonly retryable: boolean;
}

/** A breakage that passes: the caller should try again. State machines retry it by this name. */
export class RetryableError extends AftercartError {
  override readonly name = 'RetryableError';
  readonly retryable = true;
}

/** A setting that is missing or wrong: trying again helps once a person has mended it. The message says where. */
export class SettingError extends AftercartError {
  override readonly name = 'SettingError';
  readonly retryable = true;
}

/** A request for something that the table or the catalogue does not have, or that the journey does not allow. */
export class DomainError extends AftercartError {
  override readonly name = 'DomainError';
  readonly retryable = false;
}

/**
 * True for a passing trouble, which is no fault of the request: an error of ours says so; a service was too busy,
 * failed or did not answer; or an account, its set-up or a setting has a fault that a person mends.
 */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof AftercartError) return error.retryable;
  const isOfSdk = '$metadata' in error || lacksCredentials(error); // so the SDK marks what it threw
  return isOfSdk && meaningOf(error) !== 'refused';
}

/**
 * The name of the fault of the account, its set-up or a setting that led to the error, which a person has to mend.
 * @returns undefined when nothing of that kind did
 */
export function stoppedBy(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const isStopped = error instanceof SettingError || meaningOf(error) === 'stopped';
  return isStopped ? nameOfFailure(error) : stoppedBy(error.cause);
}
