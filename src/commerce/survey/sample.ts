import type { NounExamples } from '../events.ts';
import { customer, shop } from '../example-parts.ts';
import type { SampleShop } from '../sample-shop.ts';
import type { SurveyFact } from './fact.ts';

export const surveyExamples: NounExamples<'survey'> = {
  'survey.answered': {
    version: 1,
    id: 'evt-survey-order-4001',
    occurredAt: '2026-11-17T21:15:00+09:00',
    shop,
    customer,
    survey: { id: 'survey-order-4001', score: 9, comment: '香りがとても良かったです。' },
    order: { id: 'order-4001' },
  },
};

export function sampleSurvey({ at }: SampleShop): SurveyFact {
  return { kind: 'survey', id: 's-1', at, score: 9 };
}
