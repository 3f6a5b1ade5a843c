import type { Channel } from '../../commerce/customer/channel.ts';
import { day, hour } from '../../commerce/values/time-units.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Run } from '../../model/run.ts';
import { type Caps, usualReplies } from '../../model/store-settings.ts';
import type { Track } from './lanes.ts';

interface ReplyTrack extends Omit<Track, 'lane'> {
  readonly lane: 'replies';
}

/**
 * The places of the texts that answer texts within any 24 hours: a sender's number is easily forged, and each answer costs.
 * Two thirds of a day's replies come by and by, the others at once: together no more than the limit of the shop.
 */
export function replyTrack({ smsRepliesPerDay = usualReplies }: Pick<Caps, 'smsRepliesPerDay'>): ReplyTrack {
  return { lane: 'replies', number: 0, length: Math.ceil((1.5 * day) / smsRepliesPerDay) };
}

/** A place this far ahead, in milliseconds, is none. */
export const replyReach = 12 * hour;

/** True of a message about what a customer asked by the same channel: `askShop` names such an inquiry after it. */
export function isReply(channel: Channel, purpose: Purpose, run: Pick<Run, 'subject'> | undefined): boolean {
  const subject = run?.subject;
  if (purpose !== 'transactional' || subject?.kind !== 'inquiry' || !subject.id.startsWith(`${channel}-`)) return false;
  return /^-[0-9a-f]{20}-[0-9a-z]+$/.test(subject.id.slice(channel.length));
}
