import { lastPart } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import type { Resource } from '../template/resource.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { describeTask, fastestMove, MoveTasks } from './move-tasks.ts';
import { pageOf } from './paging.ts';
import { Queue, type QueueMessage, type QueueSettings } from './queue.ts';
import { AwsError, type Caller, type Operation, required, type Service, within } from './service.ts';
import { describeMessage, describeQueue } from './sqs-answer.ts';
import { eachOf, readBatch, readMessage, readReceive, readVisibility } from './sqs-request.ts';

/** The queues of the stack, and the SQS API on them. */
export class Sqs implements Service {
  readonly id = 'sqs';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly queues: readonly Queue[];
  readonly #ids: Ids;
  readonly #moves: MoveTasks;

  constructor(stack: Stack, clock: VirtualClock, ids: Ids) {
    this.#ids = ids;
    this.queues = stack.ofType('AWS::SQS::Queue').map((resource) => {
      const settings = queueSettings(resource);
      return new Queue(settings, clock, (message) => this.byArn(settings.redrive?.deadLetterArn ?? '').put(message));
    });
    this.#moves = new MoveTasks(clock, ids, (arn) => this.byArn(arn));
    this.operations = this.#operations();
  }

  /** The queue of that ARN. @throws AwsError when there is none */
  byArn(queueArn: string): Queue {
    return this.#find((queue) => queue.settings.arn === queueArn, queueArn);
  }

  /** Puts a message into the queue of that ARN. @throws AwsError when it is too large, or there is no such queue */
  send(queueArn: string, body: string, attributes: Readonly<Record<string, string>> = {}): void {
    const queue = this.byArn(queueArn);
    readMessage({ MessageBody: body });
    queue.send(this.#ids.next(), body, { attributes });
  }

  /** The messages of the queues that take what others gave up on. */
  deadLetters(deadLetterArns: ReadonlySet<string>): readonly { queue: string; message: QueueMessage }[] {
    return this.queues
      .filter((queue) => deadLetterArns.has(queue.settings.arn))
      .flatMap((queue) => queue.messages.map((message) => ({ queue: queue.settings.name, message })));
  }

  /** All messages, by queue name. */
  save(): Json {
    return Object.fromEntries(this.queues.map((queue) => [queue.settings.name, queue.messages]));
  }

  /** Puts messages of an earlier run back; what was being worked on is available again. */
  restore(saved: Json): void {
    for (const queue of this.queues) {
      for (const message of asList(saved[queue.settings.name])) queue.put(message as QueueMessage); // as saved above
    }
  }

  #find(fits: (queue: Queue) => boolean, name: string): Queue {
    const queue = this.queues.find(fits);
    if (queue !== undefined) return queue;
    throw new AwsError('QueueDoesNotExist', `The queue ${name} does not exist: there are ${this.#names()}.`);
  }

  #names(): string {
    return this.queues.map((queue) => queue.settings.name).join(', ') || 'none';
  }

  #of(input: Json): Queue {
    const name = lastPart(required(input, 'QueueUrl'), '/');
    return this.#find((queue) => queue.settings.name === name, name);
  }

  #operations(): Record<string, Operation> {
    return { ...this.#messageOperations(), ...this.#queueOperations(), ...this.#moveOperations() };
  }

  #messageOperations(): Record<string, Operation> {
    const deleteOne = (queue: Queue, entry: Json): Json => {
      queue.delete(receiptOf(queue, entry));
      return {};
    };
    const hideOne = (queue: Queue, entry: Json): Json => {
      queue.changeVisibility(receiptOf(queue, entry), readVisibility(entry) ?? 0);
      return {};
    };
    return {
      SendMessage: (input, caller) => this.#sendOne(this.#of(input), input, caller),
      SendMessageBatch: (input, caller) => {
        const queue = this.#of(input);
        return eachOf(readBatch(input), (entry) => this.#sendOne(queue, entry, caller));
      },
      ReceiveMessage: (input) => {
        const { most, visibility } = readReceive(input);
        const messages = this.#of(input).receive(most, visibility);
        return messages.length === 0 ? {} : { Messages: messages.map((message) => describeMessage(message, input)) };
      },
      DeleteMessage: (input) => deleteOne(this.#of(input), input),
      DeleteMessageBatch: (input) => {
        const queue = this.#of(input);
        return eachOf(readBatch(input), (entry) => deleteOne(queue, entry));
      },
      ChangeMessageVisibility: (input) => hideOne(this.#of(input), input),
      ChangeMessageVisibilityBatch: (input) => {
        const queue = this.#of(input);
        return eachOf(readBatch(input), (entry) => hideOne(queue, entry));
      },
    };
  }

  #queueOperations(): Record<string, Operation> {
    return {
      PurgeQueue: (input) => {
        this.#of(input).purge();
        return {};
      },
      GetQueueAttributes: (input) => describeQueue(this.#of(input), input),
      GetQueueUrl: (input) => {
        const name = required(input, 'QueueName');
        return { QueueUrl: this.#find((queue) => queue.settings.name === name, name).settings.url };
      },
      ListQueues: (input) => {
        const prefix = asText(input.QueueNamePrefix) ?? '';
        const urls = this.queues.map(({ settings }) => settings).filter(({ name }) => name.startsWith(prefix));
        const { page, next } = pageOf(urls, input, queuePaging);
        return { QueueUrls: page.map(({ url }) => url), ...(next && { NextToken: next }) };
      },
      ListDeadLetterSourceQueues: (input) => ({
        queueUrls: this.#sourcesOf(this.#of(input)).map(({ settings }) => settings.url),
      }),
    };
  }

  #moveOperations(): Record<string, Operation> {
    return {
      StartMessageMoveTask: (input) => {
        const source = this.byArn(required(input, 'SourceArn'));
        if (this.#sourcesOf(source).length === 0) {
          throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
        }
        const destination = asText(input.DestinationArn);
        const perSecond = within(input, 'MaxNumberOfMessagesPerSecond', 1, fastestMove, 'InvalidParameterValue');
        return { TaskHandle: this.#moves.start(source, destination ? this.byArn(destination) : undefined, perSecond) };
      },
      ListMessageMoveTasks: (input) => {
        const most = within(input, 'MaxResults', 1, 10, 'InvalidParameterValue') ?? 1;
        const source = this.byArn(required(input, 'SourceArn'));
        return { Results: this.#moves.of(source).slice(0, most).map(describeTask) };
      },
      CancelMessageMoveTask: (input) => ({
        ApproximateNumberOfMessagesMoved: this.#moves.cancel(required(input, 'TaskHandle')),
      }),
    };
  }

  /** The queues whose dead letters go to this one. */
  #sourcesOf(deadLetters: Queue): readonly Queue[] {
    return this.queues.filter(({ settings }) => settings.redrive?.deadLetterArn === deadLetters.settings.arn);
  }

  #sendOne(queue: Queue, input: Json, caller?: Caller): Json {
    const { body, attributes, delay } = readMessage(input);
    const message = queue.send(this.#ids.next(), body, { attributes, delay, trace: caller?.trace });
    return { MessageId: message.id, MD5OfMessageBody: message.md5 };
  }
}

const queuePaging = {
  size: 'MaxResults',
  token: 'NextToken',
  most: 1000,
  usual: 1000,
  badSize: 'InvalidParameterValue',
  badToken: 'InvalidParameterValue',
} as const;

/** The receipt that a request holds. @throws AwsError when it is none of the queue's */
function receiptOf(queue: Queue, input: Json): string {
  const receipt = required(input, 'ReceiptHandle');
  if (queue.gave(receipt)) return receipt;
  throw new AwsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${receipt}" is not a valid receipt handle.`,
    404,
  );
}

function queueSettings({ name, arn, ref, properties }: Resource): QueueSettings {
  const redrive = asJson(properties.RedrivePolicy);
  const deadLetterArn = asText(redrive.deadLetterTargetArn);
  return {
    name,
    arn,
    url: ref,
    visibilityMilliseconds: asNumber(properties.VisibilityTimeout, 30) * 1000,
    delayMilliseconds: asNumber(properties.DelaySeconds, 0) * 1000,
    retentionMilliseconds: asNumber(properties.MessageRetentionPeriod, 345_600) * 1000,
    ...(deadLetterArn && { redrive: { deadLetterArn, maxReceiveCount: asNumber(redrive.maxReceiveCount, 10) } }),
  };
}
