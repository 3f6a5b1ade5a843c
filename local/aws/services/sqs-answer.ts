import { region } from '../account.ts';
import { asList, type Json } from '../json.ts';
import type { Queue, QueueMessage } from './queue.ts';

/** A message as ReceiveMessage answers it: with those attributes only that were asked for. */
export function describeMessage(message: QueueMessage, input: Json): Json {
  const system = asked(messageAttributes(message), [
    ...asList(input.AttributeNames),
    ...asList(input.MessageSystemAttributeNames),
  ]);
  const own = asked(typedAttributes(message, 'upper'), asList(input.MessageAttributeNames));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: message.md5,
    Body: message.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(own).length > 0 && { MessageAttributes: own }),
  };
}

/** Those members whose names were asked for: by name, by `prefix.*`, or all. */
function asked(members: Json, names: readonly unknown[]): Json {
  const isAsked = (member: string): boolean =>
    names.some((name) => {
      const text = String(name);
      if (text === 'All' || text === '.*' || text === member) return true;
      return text.endsWith('.*') && member.startsWith(text.slice(0, -1));
    });
  return Object.fromEntries(Object.entries(members).filter(([name]) => isAsked(name)));
}

function messageAttributes(message: QueueMessage): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: 'LOCAL',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.trace && { AWSTraceHeader: message.trace }),
    ...(message.deadLetterSource && { DeadLetterQueueSourceArn: message.deadLetterSource }),
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

/** The attributes of a queue that were asked for. */
export function describeQueue({ settings, counts }: Queue, input: Json): Json {
  const attributes = {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(counts.available),
    ApproximateNumberOfMessagesNotVisible: String(counts.received),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    VisibilityTimeout: String(settings.visibilityMilliseconds / 1000),
    DelaySeconds: String(settings.delayMilliseconds / 1000),
    MessageRetentionPeriod: String(settings.retentionMilliseconds / 1000),
    MaximumMessageSize: String(2 ** 20),
    ReceiveMessageWaitTimeSeconds: '0',
    ...(settings.redrive && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: settings.redrive.deadLetterArn,
        maxReceiveCount: settings.redrive.maxReceiveCount,
      }),
    }),
  };
  const found = asked(attributes, asList(input.AttributeNames));
  return Object.keys(found).length > 0 ? { Attributes: found } : {};
}
