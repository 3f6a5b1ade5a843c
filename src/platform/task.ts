import type { Context } from 'aws-lambda';
import { isPassing, RetryableError } from './errors.ts';

/**
 * A handler for a task of a state machine. State machines know by name what to try again, and the SDK has a
 * name of its own for every service's trouble: what passes by itself leaves here as a RetryableError.
 */
export function taskHandler<Input, Result>(handle: (input: Input, context: Context) => Promise<Result>) {
  return async (input: Input, context: Context): Promise<Result> => {
    try {
      return await handle(input, context);
    } catch (cause) {
      if (!isPassing(cause)) throw cause;
      throw new RetryableError(`A service did not answer, or was too busy: ${cause.name}.`, { cause });
    }
  };
}
