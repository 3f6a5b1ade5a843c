import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SenderReport } from '../engine/sender/report.ts';

/** Tells those who get the alarms. SNS has a sender of its own, so a report arrives although the shop's mail does not. */
export function topicReporter(client: SNSClient, TopicArn: string): (report: SenderReport) => Promise<void> {
  return async ({ subject: Subject, text: Message }) => {
    await client.send(new PublishCommand({ TopicArn, Subject, Message }));
  };
}
