import type { EventOf } from '../events.ts';
import type { NounWords } from '../words.ts';

export const journeyRequestWords: NounWords<EventOf<'journey'>> = {
  events: { 'journey.requested': { en: 'somebody of the shop asks for it', ja: '担当者が指示する' } },
  parts: { journey: { en: 'journey', ja: 'ジャーニー' } },
};
