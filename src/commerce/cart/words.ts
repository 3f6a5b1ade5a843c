import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const cartWords: SubjectWords<EventOf<'cart'>> = {
  noun: { en: 'cart', ja: 'カート' },
  events: {
    'cart.updated': { en: 'a cart changes', ja: 'カートの中身が変わる' },
    'cart.emptied': { en: 'the cart is emptied', ja: 'カートが空になる' },
  },
};
