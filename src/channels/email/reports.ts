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

const recipients = z.optional(z.array(z.looseObject({ emailAddress: z.optional(z.string()) })));

const sesDetail = z.looseObject({
  eventType: z.string(),
  mail: z.looseObject({
    timestamp: z.string(),
    tags: z.optional(z.record(z.string(), z.unknown())),
    destination: z.optional(z.array(z.string())),
  }),
  bounce: z.optional(
    z.looseObject({ bounceType: z.string(), bounceSubType: z.optional(z.string()), bouncedRecipients: recipients }),
  ),
  complaint: z.optional(
    z.looseObject({
      complaintSubType: z.nullish(z.string()),
      complaintFeedbackType: z.nullish(z.string()),
      complainedRecipients: recipients,
    }),
  ),
});

type SesDetail = z.output<typeof sesDetail>;

/** The parts of SES's events that name their own time. */
const timed = z.looseObject({ timestamp: z.string() });

/** Events of SES that mean the same whatever else they say. `Reject`: SES found a virus after it took the message. */
const sesVerdicts = new Map<string, Verdict>([
  ['Delivery', { kind: 'delivered' }],
  ['Open', { kind: 'opened' }],
  ['Click', { kind: 'clicked' }],
  ['Reject', failed('rejected', 'Reject')],
  ['Rendering Failure', failed('rejected', 'Rendering Failure')],
]);

/** The lists by which SES drops a message that it accepted: its own for all accounts, and that of this account. */
const ownLists = ['Suppressed', 'OnAccountSuppressionList'];

/** Feedback that reaches us as a complaint and is none: the reader said "not spam"; a host failed to authenticate us. */
const noComplaints = ['not-spam', 'auth-failure'];

const busEvent = z.looseObject({ source: z.literal('aws.ses') });

/** Events of SES, as the account's default bus has them. */
export const emailReports: ReportReader = {
  knows: (body) => busEvent.safeParse(body).success,
  read: (body) => readSesEvent(body) ?? readPassing(body),
};

/**
 * Reads an SES event as EventBridge brings it.
 * @returns undefined for a message that is not Aftercart's, and for reports that settle nothing: a delay, a soft bounce
 * (out-of-office notes come as such), a "not spam"
 * @throws ZodError when it is no SES event
 */
export function readSesEvent(event: unknown): Report | undefined {
  const { detail } = z.looseObject({ detail: sesDetail }).parse(event);
  const tags = tagsOf(detail);
  const verdict = sesVerdict(detail);
  if (verdict === undefined || !tags.success) return undefined;
  const address = mailbox(detail);
  return { channel: 'email', tags: tags.data, at: timeOf(detail), ...(address && { address }), ...verdict };
}

/** A report on a message of ours that settles nothing. */
function readPassing(event: unknown): PassingReport | undefined {
  const { detail } = z.looseObject({ detail: sesDetail }).parse(event);
  if (!tagsOf(detail).success) return undefined;
  return { settles: 'nothing', channel: 'email', sent: fromIso(detail.mail.timestamp), at: timeOf(detail) };
}

function tagsOf({ mail }: SesDetail) {
  const tagList = Object.entries(mail.tags ?? {}).map(([name, value]) => [name, [value].flat()[0]]);
  return tagsSchema.safeParse(Object.fromEntries(tagList));
}

/** When it happened: the event's own time, or else that of the mail. A delay has a name of two words. */
function timeOf(detail: SesDetail): number {
  const own = timed.safeParse(detail[detail.eventType.charAt(0).toLowerCase() + detail.eventType.slice(1)]);
  return fromIso(own.success ? own.data.timestamp : detail.mail.timestamp);
}

function sesVerdict(detail: SesDetail): Verdict | undefined {
  const { eventType, bounce, complaint } = detail;
  if (eventType === 'Bounce') return bounceVerdict(bounce);
  return eventType === 'Complaint' ? complaintVerdict(complaint) : sesVerdicts.get(eventType);
}

/** Only a permanent bounce closes the address. One that comes from a list of SES's own says that nothing was sent. */
function bounceVerdict(bounce: SesDetail['bounce']): Verdict | undefined {
  if (bounce?.bounceType !== 'Permanent') return undefined;
  const { bounceSubType: list = '' } = bounce;
  if (ownLists.includes(list)) return { ...failed('suppressed', list), suppress: 'bounce' };
  return { kind: 'bounced', suppress: 'bounce' };
}

function complaintVerdict(complaint: SesDetail['complaint']): Verdict | undefined {
  const { complaintFeedbackType: type, complaintSubType: list } = complaint ?? {};
  if (list && ownLists.includes(list)) return { ...failed('suppressed', list), suppress: 'complaint' };
  return type && noComplaints.includes(type) ? undefined : { kind: 'complained', suppress: 'complaint' };
}

/**
 * The recipient of the mail. A bounce may name the mailbox it was forwarded to, so the address that we wrote to comes
 * first.
 */
function mailbox({ mail, bounce, complaint }: SesDetail): string | undefined {
  const { destination: [only, ...others] = [] } = mail;
  const [named] = bounce?.bouncedRecipients ?? complaint?.complainedRecipients ?? [];
  const address = others.length === 0 ? (only ?? named?.emailAddress) : (named?.emailAddress ?? only);
  return address && (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim();
}
