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

/** The names that services give to being too busy, with status 400; 429 and 5xx speak for themselves. */
const busy = /Throttl|TooManyRequests|RequestLimitExceeded|ThroughputExceeded/;

/** Whether it is an AWS service's trouble that passes by itself: it was too busy, it failed, or no answer came. */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error) || !('$metadata' in error)) return false; // the SDK marks what it threw
  const { httpStatusCode: status } = error.$metadata as { readonly httpStatusCode?: number }; // as the SDK has it
  return status === undefined || status === 429 || status >= 500 || busy.test(error.name);
}
