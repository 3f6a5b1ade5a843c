import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { RetryableError } from '../model/errors.ts';

/** Milliseconds: an erasure may take as long as a function may run, and is not asked for twice at once. */
export const whileErasing = { connect: 2_000, request: 55_000, attempts: 1 } as const;

/**
 * Has the function that exports and erases do what a message asks for, and waits for it.
 * @throws RetryableError when it did not, or did not say so: the message is tried again
 */
export function dataAsker(client: LambdaClient, functionName: string) {
  return async (message: unknown): Promise<void> => {
    const answer = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(message) }),
    );
    if (answer.FunctionError !== undefined) {
      throw new RetryableError(`${functionName} could not do what it was asked for: its log says why.`);
    }
  };
}
