import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * The number of receives before a message is set aside: a day of tries, as it stays hidden for six minutes after each.
 * So it outlives a day in which Lambda finds no room for it. The functions themselves decide sooner:
 * src/aws/come-back.ts lets a message wait for days for a service, and no longer than two hours by its own fault.
 */
const patience = 250;

/**
 * The most that SQS keeps a message: time for a person to look at it, or to let a queue be worked off again. A message that SQS
 * moves to the dead letters keeps the time at which it was first sent, so the days that it was tried for are gone by then.
 */
const longestKept = Duration.days(14);

/** A queue whose messages are kept for a person to look at. */
export function deadLetterQueue(scope: Construct, id: string, queueName: string): Queue {
  const queue = new Queue(scope, id, { queueName, retentionPeriod: longestKept, ...secured });
  const reason = 'This is a dead-letter queue: the end of the line, watched by an alarm.';
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
  return queue;
}

/**
 * A queue that a function works off, with its own dead-letter queue, so that what was set aside can be
 * moved back with one call.
 * @param longest how long the function may take: messages stay hidden for six times that, as Lambda advises
 * @param deliveryDelay how long every message rests before it is first seen
 */
export function workQueue(
  scope: Construct,
  id: string,
  queueName: string,
  longest: Duration,
  deliveryDelay = Duration.seconds(0),
): WorkQueue {
  const deadLetters = deadLetterQueue(scope, `${id}DeadLetters`, `${queueName}-dead-letters`);
  const queue = new Queue(scope, id, {
    queueName,
    visibilityTimeout: Duration.seconds(6 * longest.toSeconds()),
    retentionPeriod: longestKept,
    deliveryDelay,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: patience },
    ...secured,
  });
  return { queue, deadLetters };
}

export interface WorkQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/**
 * Lets EventBridge rules put events into the queue. One statement for all of them, because a queue's policy
 * holds twenty at most, and there is a rule per journey.
 * @param rules rules by name, `*` allowed: `aftercart/*` is every rule of the bus aftercart
 */
export function acceptFromRules(queue: IQueue, ...rules: string[]): void {
  const stack = Stack.of(queue);
  const arns = rules.map((resourceName) => stack.formatArn({ service: 'events', resource: 'rule', resourceName }));
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnLike: { 'aws:SourceArn': arns } },
    }),
  );
}

const secured = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
