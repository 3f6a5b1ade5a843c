import { readSmsEvent } from '../../channels/sms/reports.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { Ports } from '../ports.ts';
import { isInboundText, readInboundText, takeInboundText } from './inbound-text.ts';
import { type FeedbackPorts, recordFeedback } from './record-feedback.ts';

/** A notification of the SMS topic. */
export interface Notification {
  readonly Message: string;
  /** When it was published, ISO 8601. A notification that was handed in again by hand may lack it. */
  readonly Timestamp?: string;
}

export type TopicPorts = FeedbackPorts & Pick<Ports, 'count'>;

/**
 * Takes what the SMS topic says: a carrier's report on a text of ours, or a text that a customer sent. Of these only the
 * words that open or close a number mean something; others are counted.
 * @throws ZodError when it is neither
 */
export async function hearFromTopic({ Message, Timestamp }: Notification, ports: TopicPorts) {
  const { count, clock, open } = ports;
  const message: unknown = JSON.parse(Message);
  if (isInboundText(message)) {
    const text = readInboundText(message, Timestamp === undefined ? clock() : fromIso(Timestamp));
    const dated = Timestamp !== undefined || text?.kind === 'stop'; // a START without a time might undo a later STOP
    if (text !== undefined && dated) await takeInboundText(text, await open());
    return count('InboundText', { kind: text?.kind ?? 'other' });
  }
  const report = readSmsEvent(message);
  if (report === undefined) return;
  await recordFeedback(report, ports);
  count('Feedback', { channel: report.channel, kind: report.kind });
}
