import * as z from 'zod/mini';
import { readSesEvent } from '../../channels/email/reports.ts';
import { hearFromTopic, type TopicPorts } from './hear-from-topic.ts';
import { recordFeedback } from './record-feedback.ts';

/** What the SMS topic puts on the queue. */
const notification = z.looseObject({
  Type: z.literal('Notification'),
  Message: z.string(),
  Timestamp: z.optional(z.string()),
});

const busEvent = z.looseObject({ source: z.literal('aws.ses') });

/**
 * Hears what a message of the queue of reports says: an event of SES as the default bus has it, or a notification of the
 * SMS topic. A notification that could not be put on the queue, and is handed in by hand, may have lost what was around
 * its text.
 * @throws ZodError when it is none of these
 */
export async function hearReport(body: unknown, ports: TopicPorts): Promise<void> {
  if (!busEvent.safeParse(body).success) {
    const notified = notification.safeParse(body);
    return hearFromTopic(notified.success ? notified.data : { Message: JSON.stringify(body) }, ports);
  }
  const report = readSesEvent(body);
  if (report === undefined) return;
  await recordFeedback(report, ports);
  ports.count('Feedback', { channel: report.channel, kind: report.kind });
}
