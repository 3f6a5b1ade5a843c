import { asJson, asNumber, asText } from '../../../local/aws/json.ts';
import { loadStack } from '../../../local/aws/template/stack.ts';
import type { QueueSettings } from './queue.ts';

/** A queue and its mapping as the synthesized stack has them. @throws Error when the stack has no such queue */
export function deployedQueue(cdkOut: string, name: string): QueueSettings {
  const stack = loadStack(cdkOut, 'http://127.0.0.1');
  const queue = stack.ofType('AWS::SQS::Queue').find((found) => found.name === name);
  const mapping = stack
    .ofType('AWS::Lambda::EventSourceMapping')
    .find(({ properties }) => asText(properties.EventSourceArn) === queue?.arn);
  if (queue === undefined || mapping === undefined) throw new Error(`The stack feeds no function from ${name}.`);
  const { properties } = mapping;
  return {
    delay: asNumber(queue.properties.DelaySeconds, 0) * 1000,
    visibility: asNumber(queue.properties.VisibilityTimeout, 30) * 1000,
    maxReceiveCount: asNumber(asJson(queue.properties.RedrivePolicy).maxReceiveCount, 0),
    concurrency: asNumber(asJson(properties.ScalingConfig).MaximumConcurrency, 2),
    batchSize: asNumber(properties.BatchSize, 10),
    window: asNumber(properties.MaximumBatchingWindowInSeconds, 0) * 1000,
  };
}
