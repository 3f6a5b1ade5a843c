import type { Report } from '../../src/channels/contract/report.ts';
import { readSesEvent } from '../../src/channels/email/reports.ts';
import { readSmsEvent } from '../../src/channels/sms/reports.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import type { World } from '../engine/world.ts';

/** What Amazon SES calls what a story can tell of. */
const sesNames = {
  delivered: 'Delivery',
  bounced: 'Bounce',
  complained: 'Complaint',
  opened: 'Open',
  clicked: 'Click',
};

/** What happens to a message, or what its reader does with it. */
export type Deed = keyof typeof sesNames;

/** What SES, or the carrier of a text, reports of a message that was sent. @param at epoch milliseconds */
export function reportOf({ tags, channel }: World['sent'][number], deed: Deed, at: number): Report {
  const report = channel === 'sms' ? readSmsEvent(smsEvent(tags, at)) : readSesEvent(sesEvent(tags, deed, at));
  if (report === undefined) throw new Error(`Nobody reports that a message by ${channel} was ${deed}.`);
  return report;
}

function sesEvent(tags: object, deed: Deed, at: number): unknown {
  const lists = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
  const mail = { timestamp: toIso(at), tags: lists };
  return { detail: { eventType: sesNames[deed], mail, bounce: { bounceType: 'Permanent' } } };
}

function smsEvent(context: object, eventTimestamp: number): unknown {
  return { eventType: 'TEXT_DELIVERED', eventTimestamp, context };
}
