import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const checkoutWords: SubjectWords<EventOf<'checkout'>> = {
  noun: { en: 'checkout', ja: '購入手続き' },
  events: { 'checkout.started': { en: 'a checkout is started', ja: '購入手続きが始まる' } },
};
