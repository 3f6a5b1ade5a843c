import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const productWords: SubjectWords<EventOf<'product'>> = {
  noun: { en: 'product', ja: '商品' },
  events: {
    'product.viewed': { en: 'a product is looked at', ja: '商品が閲覧される' },
    'product.back_in_stock': { en: 'a product is back in stock', ja: '商品が再入荷する' },
  },
};
