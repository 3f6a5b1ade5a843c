import { setImmediate as nextTurn } from 'node:timers/promises';
import { asJson, isJson, type Json } from '../json.ts';
import type { DirectRequest } from '../lambda/protocol.ts';
import type { AwsApi } from './aws.ts';

/** The services that are asked most, by the SDK's names for them. Their outputs hold no times and no bytes. */
const services: ReadonlyMap<string, string> = new Map([
  ['DynamoDB', 'dynamodb'],
  ['EventBridge', 'events'],
  ['Scheduler', 'scheduler'],
  ['SESv2', 'ses'],
]);

/**
 * Answers a function's request by its input, with the output that the SDK would read from the answer.
 * @returns undefined when the request has to be made: it is refused and nothing was done, faults are injected, or only the
 *   wire has a form for what is in it
 */
export async function answerDirectly(aws: AwsApi, asked: DirectRequest): Promise<Json | undefined> {
  const service = services.get(asked.service);
  if (service === undefined || !isPlain(asked.input)) return undefined;
  const { operation, input, functionName, trace } = asked;
  const output = await aws.perform({ service, operation, input }, functionName, trace);
  await nextTurn(); // an answer takes time, in which others go on: that decides who is first
  return output === undefined ? undefined : { ...asJson(output), $metadata: {} };
}

/** True for what JSON holds as it is: no times, no bytes. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return isJson(value) && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
