import type { NounExamples } from '../events.ts';
import { consent, customer, shop } from '../example-parts.ts';

export const customerExamples: NounExamples<'customer'> = {
  'customer.updated': {
    version: 1,
    id: 'evt-customer-c-1001-7',
    occurredAt: '2026-11-01T10:15:00+09:00',
    shop,
    customer: { ...customer, phone: '+819012345678', consent },
  },
  'customer.erased': {
    version: 1,
    id: 'evt-erasure-c-1001',
    occurredAt: '2026-11-20T09:00:00+09:00',
    shop,
    customer: { id: customer.id, email: customer.email },
  },
  'customer.data_requested': {
    version: 1,
    id: 'evt-data-request-c-1001',
    occurredAt: '2026-11-18T09:00:00+09:00',
    shop,
    customer: { id: customer.id, email: customer.email },
  },
};
