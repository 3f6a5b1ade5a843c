import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';

export const journeyRequestExamples: NounExamples<'journey'> = {
  'journey.requested': {
    version: 1,
    id: 'evt-request-win-back-c-1001',
    occurredAt: '2026-11-21T10:00:00+09:00',
    shop,
    customer,
    journey: { name: 'win-back' },
  },
};
