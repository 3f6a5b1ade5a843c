import { account, arn } from '../account.ts';
import type { Json } from '../json.ts';
import type { Mail } from '../outbox.ts';

/** An event of a mail after it was sent. */
export type MailFeedback = 'delivery' | 'reject' | 'bounce' | 'suppressed' | 'complaint' | 'open' | 'click';

interface EventKind {
  /** As in `eventType` and `detail-type`. */
  readonly eventType: string;
  readonly detailType: string;
  /** The time since the send, in milliseconds. */
  readonly after: number;
  readonly detail: (mail: Mail, timestamp: string, after: number) => Json;
}

const second = 1000;
const minute = 60 * second;

/** SES's events, each with the part of the detail that is its own. */
export const sesEvents: Readonly<Record<MailFeedback | 'send', EventKind>> = {
  send: { eventType: 'Send', detailType: 'Email Sent', after: second, detail: () => ({}) },
  delivery: {
    eventType: 'Delivery',
    detailType: 'Email Delivered',
    after: 3 * second,
    detail: (mail, timestamp, processingTimeMillis) => ({
      timestamp,
      processingTimeMillis,
      recipients: [mail.to],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a1-1.smtp-out.amazonses.com',
    }),
  },
  reject: {
    eventType: 'Reject',
    detailType: 'Email Rejected',
    after: 2 * second,
    detail: () => ({ reason: 'Bad content' }),
  },
  bounce: {
    eventType: 'Bounce',
    detailType: 'Email Bounced',
    after: 5 * second,
    detail: (mail, timestamp) => ({
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        { emailAddress: mail.to, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
      ],
      timestamp,
      feedbackId: `${mail.id}-bounce`,
      reportingMTA: 'dns; a1-1.smtp-out.amazonses.com',
    }),
  },
  suppressed: {
    eventType: 'Bounce',
    detailType: 'Email Bounced',
    after: 2 * second,
    detail: (mail, timestamp) => ({
      bounceType: 'Permanent',
      bounceSubType: 'Suppressed',
      bouncedRecipients: [{ emailAddress: mail.to, action: 'failed', status: '5.1.1' }],
      timestamp,
      feedbackId: `${mail.id}-bounce`,
      reportingMTA: 'dns; amazonses.com',
    }),
  },
  complaint: {
    eventType: 'Complaint',
    detailType: 'Email Complaint Received',
    after: 40 * minute,
    detail: (mail, timestamp) => ({
      complainedRecipients: [{ emailAddress: mail.to }],
      timestamp,
      feedbackId: `${mail.id}-complaint`,
      userAgent: 'Local mailbox',
      complaintFeedbackType: 'abuse',
      arrivalDate: timestamp,
    }),
  },
  open: {
    eventType: 'Open',
    detailType: 'Email Opened',
    after: 25 * minute,
    detail: (_mail, timestamp) => ({ ipAddress: '192.0.2.1', timestamp, userAgent: 'Local mailbox' }),
  },
  click: {
    eventType: 'Click',
    detailType: 'Email Clicked',
    after: 26 * minute,
    detail: (mail, timestamp) => ({
      ipAddress: '192.0.2.1',
      link: /href="(https?:[^"]+)"/.exec(mail.html)?.[1] ?? '',
      linkTags: null,
      timestamp,
      userAgent: 'Local mailbox',
    }),
  },
};

/** The mailbox simulator's reaction to an address of its own; undefined for any other address. */
export function simulatedFeedback(address: string): readonly MailFeedback[] | undefined {
  const name = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1]?.toLowerCase();
  if (name === 'bounce') return ['bounce'];
  if (name === 'suppressionlist') return ['suppressed'];
  if (name === 'complaint') return ['delivery', 'complaint'];
  return name === undefined ? undefined : ['delivery'];
}

/** The detail of an SES event about the mail. */
export function sesEventDetail(kind: MailFeedback | 'send', mail: Mail, at: number): Json {
  const { eventType, detail, after } = sesEvents[kind];
  return {
    eventType,
    mail: describeMail(mail),
    [eventType.toLowerCase()]: detail(mail, new Date(at).toISOString(), after),
  };
}

function describeMail(mail: Mail): Json {
  const address = /<([^>]+)>/.exec(mail.from)?.[1] ?? mail.from;
  const domain = address.slice(address.indexOf('@') + 1);
  return {
    timestamp: new Date(mail.at).toISOString(),
    source: mail.from,
    sourceArn: arn('ses', `identity/${domain}`),
    sendingAccountId: account,
    messageId: mail.id,
    destination: [mail.to],
    headersTruncated: false,
    headers: [
      { name: 'From', value: mail.from },
      { name: 'To', value: mail.to },
      { name: 'Subject', value: mail.subject },
      { name: 'MIME-Version', value: '1.0' },
      ...mail.headers,
    ],
    commonHeaders: { from: [mail.from], to: [mail.to], messageId: mail.id, subject: mail.subject },
    tags: {
      'ses:configuration-set': mail.configurationSet === undefined ? [] : [mail.configurationSet],
      'ses:source-ip': ['192.0.2.0'],
      'ses:from-domain': [domain],
      'ses:caller-identity': ['local'],
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  };
}
