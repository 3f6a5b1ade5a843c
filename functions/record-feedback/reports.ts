import * as z from 'zod/mini';
import type { Channel } from '../../src/contracts/channel.ts';
import { purposes } from '../../src/contracts/channel.ts';
import type { FeedbackKind } from '../../src/contracts/message.ts';
import type { Suppression } from '../../src/contracts/profile.ts';
import { fromIso } from '../../src/policy/timing.ts';

/** A report of SES or of a carrier in Aftercart's words. */
export interface Report {
  readonly channel: Channel;
  readonly tags: z.output<typeof tagsSchema>;
  readonly kind: FeedbackKind;
  readonly at: number;
  /** The mailbox or number that it is about, in clear: never logged. */
  readonly address?: string;
  /** Set when the channel must not be used again. */
  readonly suppress?: Suppression['reason'];
}

const tagsSchema = z.object({
  customer: z.string(),
  message: z.string(),
  journey: z.string(),
  purpose: z.enum(purposes),
  variant: z.optional(z.string()),
});

const sesEvent = z.object({
  detail: z.looseObject({
    eventType: z.string(),
    mail: z.looseObject({ timestamp: z.string(), tags: z.optional(z.record(z.string(), z.array(z.string()))) }),
    bounce: z.optional(z.looseObject({ bounceType: z.string() })),
  }),
});

/** The parts of SES's events that name their own time. */
const timed = z.looseObject({ timestamp: z.string() });

const sesKinds: Readonly<Record<string, FeedbackKind>> = {
  Delivery: 'delivered',
  Bounce: 'bounced',
  Complaint: 'complained',
  Open: 'opened',
  Click: 'clicked',
  Reject: 'failed',
};

/**
 * Reads an SES event as EventBridge brings it.
 * @returns undefined for a message that is not Aftercart's, and for reports that settle nothing (a delay, a soft bounce)
 * @throws ZodError when it is no SES event
 */
export function readSesEvent(event: unknown): Report | undefined {
  const { detail } = sesEvent.parse(event);
  const kind = sesKinds[detail.eventType];
  const given = Object.entries(detail.mail.tags ?? {}).map(([name, [value]]) => [name, value]);
  const tags = tagsSchema.safeParse(Object.fromEntries(given));
  const softBounce = detail.bounce !== undefined && detail.bounce.bounceType !== 'Permanent';
  if (kind === undefined || !tags.success || softBounce) return undefined;
  const own = timed.safeParse(detail[detail.eventType.toLowerCase()]);
  const at = fromIso(own.success ? own.data.timestamp : detail.mail.timestamp);
  const suppress = kind === 'bounced' ? 'bounce' : kind === 'complained' ? 'complaint' : undefined;
  return { channel: 'email', tags: tags.data, kind, at, ...(suppress && { suppress }) };
}

const smsEvent = z.looseObject({
  eventType: z.string(),
  eventTimestamp: z.number(),
  isFinal: z.optional(z.boolean()),
  context: z.optional(z.unknown()),
});

/** Event types after which the number is not written to again: it does not exist, or its owner said STOP. */
const deadNumbers: Readonly<Record<string, Suppression['reason']>> = {
  TEXT_INVALID: 'bounce',
  TEXT_BLOCKED: 'complaint',
};

/**
 * Reads an SMS event as AWS End User Messaging publishes it.
 * @returns undefined for a text that is not Aftercart's, and for reports on the way
 * @throws ZodError when it is no SMS event
 */
export function readSmsEvent(event: unknown): Report | undefined {
  const { eventType, eventTimestamp, isFinal, context } = smsEvent.parse(event);
  const tags = tagsSchema.safeParse(context);
  const delivered = eventType === 'TEXT_DELIVERED' || eventType === 'TEXT_SUCCESSFUL';
  if (!tags.success || !(delivered || isFinal)) return undefined;
  const suppress = deadNumbers[eventType];
  return {
    channel: 'sms',
    tags: tags.data,
    kind: delivered ? 'delivered' : 'failed',
    at: eventTimestamp,
    ...(suppress && { suppress }),
  };
}
