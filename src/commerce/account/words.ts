import type { EventOf } from '../events.ts';
import type { NounWords } from '../words.ts';

export const accountWords: NounWords<EventOf<'account'>> = {
  events: { 'customer.created': { en: 'somebody becomes a customer', ja: '会員登録がある' } },
};
