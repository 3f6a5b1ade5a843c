import type { DeliverInput, SendAndAwaitInput, StepResult } from '../../model/step.ts';
import { awaitEvent } from '../await-event.ts';
import type { ResumeDependencies } from '../resume.ts';
import { deliverMessage } from './deliver-message.ts';
import type { DeliverDependencies } from './delivery.ts';

/** What the use case works with. */
export type SendAndAwaitDependencies = DeliverDependencies & ResumeDependencies;

/**
 * Delivers a message, and then lets its run wait for an event if the task is an await as well. The wait begins whatever
 * came of the message. Broken off between the two, the task is called again, and finds the message done.
 * @throws what {@link deliverMessage} throws; RetryableError when the state machine should call again
 */
export async function deliverAndAwait(
  input: DeliverInput | SendAndAwaitInput,
  dependencies: SendAndAwaitDependencies,
): Promise<StepResult> {
  if (!('await' in input)) return deliverMessage(input, dependencies);
  const { await: awaited, token, ...message } = input;
  const result = await deliverMessage({ ...message, awaits: awaited.step.id }, dependencies);
  const { customer, run, journey, next } = input;
  await awaitEvent({ customer, run, journey, next, ...awaited, token }, dependencies);
  return result;
}
