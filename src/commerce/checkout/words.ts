import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const checkoutWords: SubjectWords<EventOf<'checkout'>> = {
  noun: { en: 'checkout', ja: '購入手続き' },
  events: { 'checkout.started': { en: 'a checkout is started', ja: '購入手続きに進む' } },
  fields: {
    startedAt: { en: 'start', ja: '開始日時' },
  },
  containing: {
    'checkout lines productId': { en: 'the checkout contains the product {}', ja: '購入手続きに商品{}が含まれる' },
  },
};
