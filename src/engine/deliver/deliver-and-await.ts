import type { DeliverInput, SendAndAwaitInput, StepResult } from '../../model/step.ts';
import { awaitEvent } from '../await-event.ts';
import type { ResumePorts } from '../resume.ts';
import { deliverMessage } from './deliver-message.ts';
import type { DeliverPorts } from './delivery.ts';

export type SendAndAwaitPorts = DeliverPorts & ResumePorts;

/**
 * Delivers a message, and then lets its run wait for an event if the task is an await as well. The wait begins whatever
 * the outcome of the message. If it breaks off between the two, the task is called again, and finds the message done.
 * @throws the errors of {@link deliverMessage}; RetryableError when the state machine should call again
 */
export async function deliverAndAwait(
  input: DeliverInput | SendAndAwaitInput,
  ports: SendAndAwaitPorts,
): Promise<StepResult> {
  if (!('await' in input)) return deliverMessage(input, ports);
  const { await: awaited, token, ...message } = input;
  const result = await deliverMessage({ ...message, awaits: awaited.step.id }, ports);
  const { customer, run, journey, next } = input;
  await awaitEvent({ customer, run, journey, next, ...awaited, token }, ports);
  return result;
}
