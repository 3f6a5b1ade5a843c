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
