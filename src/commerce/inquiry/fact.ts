import type { EventOf } from '../events.ts';
import { shortId, shownText, withoutUndefined } from '../in-message.ts';
import { earliest, laterOf, latest } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';
import { maxLength } from '../values/text.ts';

/** A question to the shop, and how far its answer got. */
export interface InquiryFact {
  readonly kind: 'inquiry';
  readonly id: string;
  /** When it was first said to be received, and when what it says was last said. */
  readonly receivedAt?: number;
  readonly toldAt?: number;
  readonly answeredAt?: number;
  readonly closedAt?: number;
  readonly subject?: string;
  readonly answerBy?: string;
}

export const inquiryFacts: NounFacts<InquiryFact, EventOf<'inquiry'>> = {
  fromEvents: {
    'inquiry.received': ({ inquiry: { id, subject, answerBy } }, at) => ({
      kind: 'inquiry',
      id,
      receivedAt: at,
      toldAt: at,
      subject,
      answerBy,
    }),
    'inquiry.answered': ({ inquiry }, at) => ({ kind: 'inquiry', id: inquiry.id, answeredAt: at }),
    'inquiry.closed': ({ inquiry }, at) => ({ kind: 'inquiry', id: inquiry.id, closedAt: at }),
  },
  join: (one, other) => ({
    kind: 'inquiry',
    id: one.id,
    ...laterOf(contentOf(one), contentOf(other), ({ toldAt }) => toldAt),
    receivedAt: earliest(one.receivedAt, other.receivedAt),
    answeredAt: latest(one.answeredAt, other.answeredAt),
    closedAt: earliest(one.closedAt, other.closedAt),
  }),
  occurrences: ({ id, receivedAt, answeredAt, closedAt }) => [
    ...occurred('inquiry.received', receivedAt, { id, subjects: { inquiry: id } }),
    ...occurred('inquiry.answered', answeredAt, { id, subjects: { inquiry: id } }),
    ...occurred('inquiry.closed', closedAt, { id, subjects: { inquiry: id } }),
  ],
};

/** The content of one event: a later event replaces it as a whole. */
function contentOf({ toldAt, receivedAt, subject, answerBy }: InquiryFact) {
  return { toldAt: toldAt ?? receivedAt, subject, answerBy };
}

export function inquiryInMessage({
  id,
  subject,
  answerBy,
}: InquiryFact): Pick<InquiryFact, 'id' | 'subject' | 'answerBy'> {
  return { id: shortId(id), ...withoutUndefined({ subject: shownText(subject, maxLength.title), answerBy }) };
}
