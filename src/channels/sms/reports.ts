import * as z from 'zod/mini';
import { smsDeliveries, smsFailures } from '../../model/sms-event.ts';
import { failed, type Report, tagsSchema, type Verdict } from '../reports.ts';

const smsEvent = z.looseObject({
  eventType: z.string(),
  eventTimestamp: z.number(),
  isFinal: z.optional(z.boolean()),
  destinationPhoneNumber: z.optional(z.string()),
  context: z.optional(z.unknown()),
});

const deliveries: readonly string[] = smsDeliveries;
const failures: readonly string[] = smsFailures;

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

function smsVerdict(eventType: string, isFinal: boolean | undefined): Verdict | undefined {
  if (deliveries.includes(eventType)) return isFinal === false ? undefined : { kind: 'delivered' };
  if (!isFinal || !failures.includes(eventType)) return undefined;
  return { ...failed('failed', eventType), ...(eventType === 'TEXT_INVALID' && { suppress: 'bounce' }) };
}
