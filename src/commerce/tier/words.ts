import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const tierWords: SubjectWords<EventOf<'tier'>> = {
  noun: { en: 'tier', ja: '会員ランク' },
  events: { 'customer.tier_reached': { en: 'a customer reaches a tier', ja: '会員ランクが上がる' } },
};
