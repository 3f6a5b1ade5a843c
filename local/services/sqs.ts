import { lastPart, region } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import type { Resource, Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { Queue, type QueueMessage, type QueueSettings } from './queue.ts';
import { AwsError, type Operation, required, type Service } from './service.ts';

/** The queues of the stack, and the SQS API on them. */
export class Sqs implements Service {
  readonly id = 'sqs';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly queues: readonly Queue[];
  readonly #ids: Ids;

  constructor(stack: Stack, clock: VirtualClock, ids: Ids) {
    this.#ids = ids;
    this.queues = stack.ofType('AWS::SQS::Queue').map((resource) => {
      const settings = queueSettings(resource);
      return new Queue(settings, clock, (message) => this.byArn(settings.redrive?.deadLetterArn ?? '').put(message));
    });
    this.operations = this.#operations();
  }

  /** The queue of that ARN. @throws AwsError when there is none */
  byArn(queueArn: string): Queue {
    return this.#find((queue) => queue.settings.arn === queueArn, queueArn);
  }

  /** Puts a message into the queue of that ARN. */
  send(queueArn: string, body: string, attributes?: Readonly<Record<string, string>>): void {
    this.byArn(queueArn).send(this.#ids.next(), body, attributes);
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
    return {
      SendMessage: (input) => this.#sendOne(this.#of(input), input),
      SendMessageBatch: (input) => ({
        Successful: asList(input.Entries).map((entry) => ({
          Id: asJson(entry).Id,
          ...this.#sendOne(this.#of(input), asJson(entry)),
        })),
        Failed: [],
      }),
      ReceiveMessage: (input) => {
        const hidden = input.VisibilityTimeout === undefined ? undefined : asNumber(input.VisibilityTimeout, 0) * 1000;
        const messages = this.#of(input).receive(asNumber(input.MaxNumberOfMessages, 1), hidden);
        return messages.length === 0 ? {} : { Messages: messages.map(describeMessage) };
      },
      DeleteMessage: (input) => {
        this.#of(input).delete(required(input, 'ReceiptHandle'));
        return {};
      },
      DeleteMessageBatch: (input) => {
        const entries = asList(input.Entries).map(asJson);
        for (const entry of entries) this.#of(input).delete(required(entry, 'ReceiptHandle'));
        return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
      },
      ChangeMessageVisibility: (input) => {
        const visibility = asNumber(input.VisibilityTimeout, 0) * 1000;
        this.#of(input).changeVisibility(required(input, 'ReceiptHandle'), visibility);
        return {};
      },
      PurgeQueue: (input) => {
        this.#of(input).purge();
        return {};
      },
      GetQueueAttributes: (input) => ({ Attributes: describeQueue(this.#of(input)) }),
      GetQueueUrl: (input) => {
        const name = required(input, 'QueueName');
        return { QueueUrl: this.#find((queue) => queue.settings.name === name, name).settings.url };
      },
      ListQueues: (input) => ({
        QueueUrls: this.queues
          .filter((queue) => queue.settings.name.startsWith(asText(input.QueueNamePrefix) ?? ''))
          .map((queue) => queue.settings.url),
      }),
    };
  }

  #sendOne(queue: Queue, input: Json): Json {
    const body = required(input, 'MessageBody');
    if (Buffer.byteLength(body) > 2 ** 20)
      throw new AwsError('InvalidParameterValue', 'A message holds at most 1 MiB.');
    const delay = input.DelaySeconds === undefined ? undefined : asNumber(input.DelaySeconds, 0) * 1000;
    const message = queue.send(this.#ids.next(), body, {}, delay);
    return { MessageId: message.id, MD5OfMessageBody: message.md5 };
  }
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
    ...(deadLetterArn && { redrive: { deadLetterArn, maxReceiveCount: asNumber(redrive.maxReceiveCount, 10) } }),
  };
}

function describeMessage(message: QueueMessage): Json {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: message.md5,
    Body: message.body,
    Attributes: messageAttributes(message),
    ...(Object.keys(message.attributes).length > 0 && { MessageAttributes: typedAttributes(message, 'upper') }),
  };
}

function messageAttributes(message: QueueMessage): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: 'LOCAL',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
}

function typedAttributes(message: QueueMessage, letters: 'upper' | 'lower'): Json {
  const typed = ([name, value]: [string, string]): [string, Json] => [
    name,
    letters === 'upper'
      ? { DataType: 'String', StringValue: value }
      : { dataType: 'String', stringValue: value, stringListValues: [], binaryListValues: [] },
  ];
  return Object.fromEntries(Object.entries(message.attributes).map(typed));
}

/** A message as Lambda's event source mapping hands it to a function. */
export function lambdaRecord(message: QueueMessage, queueArn: string): Json {
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: messageAttributes(message),
    messageAttributes: typedAttributes(message, 'lower'),
    md5OfBody: message.md5,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function describeQueue({ settings, counts }: Queue): Record<string, string> {
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(counts.available),
    ApproximateNumberOfMessagesNotVisible: String(counts.received),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(settings.visibilityMilliseconds / 1000),
    DelaySeconds: String(settings.delayMilliseconds / 1000),
    ...(settings.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: settings.redrive.deadLetterArn,
        maxReceiveCount: settings.redrive.maxReceiveCount,
      }),
    }),
  };
}
