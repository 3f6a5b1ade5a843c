import type { Context } from 'aws-lambda';
import { isPassing, RetryableError, SettingError, stoppedBy } from '../model/errors.ts';
import { logger } from './logger.ts';

/** The log's text when nothing goes until a person has mended something. infra/parts/counted.ts counts it. */
export const accountStopped = 'account stopped';

/**
 * A handler for a task of a state machine. State machines retry by error names, and the SDK has its own names for every
 * service's trouble: a passing error leaves here as a RetryableError. State machines are patient, so a fault that a
 * person has to mend is logged in words that an alarm counts.
 */
export function taskHandler<Input, Result>(handle: (input: Input, context: Context) => Promise<Result>) {
  return async (input: Input, context: Context): Promise<Result> => {
    try {
      return await handle(input, context);
    } catch (cause) {
      const reason = stoppedBy(cause);
      if (reason !== undefined) logger.error(accountStopped, { reason });
      if (cause instanceof RetryableError || !isPassing(cause)) throw cause;
      throw new RetryableError(toldOf(cause), { cause });
    }
  };
}

function toldOf(cause: Error): string {
  if (cause instanceof SettingError) return cause.message;
  return `A service did not answer, or was too busy: ${cause.name}.`;
}
