import type { NounExamples } from '../events.ts';
import { consent, customer, shop } from '../example-parts.ts';

export const accountExamples: NounExamples<'account'> = {
  'customer.created': {
    version: 1,
    id: 'evt-customer-c-1001-created',
    occurredAt: '2026-11-01T10:15:00+09:00',
    shop,
    customer: { ...customer, consent },
  },
};
