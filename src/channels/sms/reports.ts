import * as z from 'zod/mini';
import { fromIso } from '../../policy/time/timing.ts';
import {
  failed,
  type PassingReport,
  type Report,
  type ReportReader,
  tagsSchema,
  type Verdict,
} from '../contract/report.ts';
import { smsDeliveries, smsFailures } from './events.ts';
import { isInboundText, readInbound } from './inbound.ts';

const smsEvent = z.looseObject({
  eventType: z.string(),
  eventTimestamp: z.number(),
  isFinal: z.optional(z.boolean()),
  destinationPhoneNumber: z.optional(z.string()),
  context: z.optional(z.unknown()),
});

const deliveries: readonly string[] = smsDeliveries;
const failures: readonly string[] = smsFailures;

/** A message that the SMS topic puts on the queue. */
const notification = z.looseObject({
  Type: z.literal('Notification'),
  Message: z.string(),
  Timestamp: z.optional(z.string()),
});

/**
 * Notifications of the SMS topic: a carrier's report on a text of ours, or a text from a customer. A notification that
 * could not be put on the queue, and is handed in by hand, may lack the envelope around its text.
 */
export const smsReports: ReportReader = {
  knows: (body) => [notification, smsEvent].some((form) => form.safeParse(body).success) || isInboundText(body),
  read(body, now) {
    const { data: notified } = notification.safeParse(body);
    const message: unknown = notified === undefined ? body : JSON.parse(notified.Message);
    if (!isInboundText(message)) return readSmsEvent(message) ?? readPassing(message);
    const published = notified?.Timestamp;
    return readInbound(message, published === undefined ? now : fromIso(published), published !== undefined);
  },
};

/**
 * Reads an SMS event as AWS End User Messaging publishes it. Only a number that does not exist is closed: a phone may be
 * off, and carriers say "blocked" and "spam" of a text's content.
 * @returns undefined for a text that is not Aftercart's, and for reports on the way
 * @throws ZodError when it is no SMS event
 */
export function readSmsEvent(event: unknown): Report | undefined {
  const { eventType, eventTimestamp: at, isFinal, destinationPhoneNumber: address, context } = smsEvent.parse(event);
  const tags = tagsSchema.safeParse(context);
  const verdict = smsVerdict(eventType, isFinal);
  if (verdict === undefined || !tags.success) return undefined;
  return { channel: 'sms', tags: tags.data, at, ...(address && { address }), ...verdict };
}

/** A report on a text of ours that settles nothing. */
function readPassing(event: unknown): PassingReport | undefined {
  const { eventTimestamp: at, context } = smsEvent.parse(event);
  return tagsSchema.safeParse(context).success ? { settles: 'nothing', channel: 'sms', sent: at, at } : undefined;
}

function smsVerdict(eventType: string, isFinal: boolean | undefined): Verdict | undefined {
  if (deliveries.includes(eventType)) return isFinal === false ? undefined : { kind: 'delivered' };
  if (!isFinal || !failures.includes(eventType)) return undefined;
  return { ...failed('failed', eventType), ...(eventType === 'TEXT_INVALID' && { suppress: 'bounce' }) };
}
