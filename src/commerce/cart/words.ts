import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const cartWords: SubjectWords<EventOf<'cart'>> = {
  noun: { en: 'cart', ja: 'カート' },
  events: {
    'cart.updated': { en: 'a cart changes', ja: 'カートの中身が変わる' },
    'cart.emptied': { en: 'the cart is emptied', ja: 'カートが空になる' },
  },
  fields: {
    updatedAt: { en: 'last change', ja: '最後の変更日時' },
    emptiedAt: { en: 'emptying', ja: '空になった日時' },
  },
  containing: {
    'cart lines productId': { en: 'the cart contains the product {}', ja: 'カートに商品{}が含まれる' },
  },
};
