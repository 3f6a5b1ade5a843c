import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { InquiryFact } from './fact.ts';

export const inquiryExamples: NounExamples<'inquiry'> = {
  'inquiry.received': {
    version: 1,
    id: 'evt-inquiry-9001-received',
    occurredAt: '2026-11-15T19:40:00+09:00',
    shop,
    customer,
    inquiry: { id: 'inquiry-9001', subject: '急須の蓋について', answerBy: '2026-11-17T18:00:00+09:00' },
    order: { id: 'order-4001' },
  },
  'inquiry.answered': {
    version: 1,
    id: 'evt-inquiry-9001-answered-1',
    occurredAt: '2026-11-16T11:05:00+09:00',
    shop,
    customer,
    inquiry: { id: 'inquiry-9001' },
  },
  'inquiry.closed': {
    version: 1,
    id: 'evt-inquiry-9001-closed',
    occurredAt: '2026-11-17T16:30:00+09:00',
    shop,
    customer,
    inquiry: { id: 'inquiry-9001' },
  },
};

export function sampleInquiry({ language }: SampleShop): InquiryFact {
  const subject = { en: 'Which filters fit the dripper?', ja: 'ドリッパーに合うフィルターについて' }[language];
  return { kind: 'inquiry', id: 'q-1', subject, answerBy: '2027-05-03T18:00:00+09:00' };
}
