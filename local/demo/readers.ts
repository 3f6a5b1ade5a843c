import { createHash } from 'node:crypto';
import { asJson, asText, type Json } from '../aws/json.ts';
import type { MailFeedbackOf } from '../aws/services/ses.ts';
import { customerId } from './customers.ts';
import { leads } from './leads.ts';

const day = 24 * 3_600_000;

/** An order so soon after an offer is one that the offer may have led to. */
const [soonest, latest] = [3_600_000, 3 * day];

/** Of those who order so soon, how many came by the link in the mail. */
const cameByLink = 0.5;

/** The customers' reactions to a mail, decided by the mail alone: about half open, one in twenty clicks. */
export const usualReaders: MailFeedbackOf = ({ tags }) => {
  const lot = lotOf(tags.message ?? '');
  if (lot < 0.01) return ['bounce'];
  if (lot < 0.013) return ['delivery', 'complaint'];
  if (lot < 0.065) return ['delivery', 'open', 'click'];
  return lot < 0.52 ? ['delivery', 'open'] : ['delivery'];
};

/**
 * The same for customers whose orders are told beforehand: half of those who order within three days of a marketing mail
 * came back by its link. The first customers of the demo always do, and read everything. What is credited to a mail is
 * the stack's own decision.
 */
export function readersOf(story: readonly { readonly type: string; readonly at: number; readonly detail: Json }[]) {
  const orders = Map.groupBy(
    story.filter(({ type }) => type === 'order.placed'),
    ({ detail }) => asText(asJson(detail.customer).email),
  );
  const ids = leads.map((_, index) => customerId(index + 1));
  const eager = new Set(
    story.flatMap(({ detail }) => {
      const { id, email } = asJson(detail.customer);
      return ids.includes(asText(id) ?? '') ? (asText(email) ?? []) : [];
    }),
  );
  const read: MailFeedbackOf = (mail) => {
    const usual: ReturnType<MailFeedbackOf> = eager.has(mail.to) ? ['delivery', 'open'] : usualReaders(mail);
    if (mail.tags.purpose !== 'marketing' || usual.includes('bounce') || usual.includes('complaint')) return usual;
    const comesBack = (orders.get(mail.to) ?? []).some(({ at }) => at >= mail.at + soonest && at <= mail.at + latest);
    const byLink = eager.has(mail.to) || lotOf(`${mail.tags.message} comes back`) < cameByLink;
    return comesBack && byLink ? ['delivery', 'open', 'click'] : usual;
  };
  return read;
}

/** A number of [0, 1) that the text alone decides. */
function lotOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt16BE() / 65_536;
}
