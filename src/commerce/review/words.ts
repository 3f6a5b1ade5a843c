import type { EventOf } from '../events.ts';
import type { SubjectWords } from '../words.ts';

export const reviewWords: SubjectWords<EventOf<'review'>> = {
  noun: { en: 'review', ja: 'レビュー' },
  events: { 'review.submitted': { en: 'a review is submitted', ja: 'レビューが投稿される' } },
  fields: {
    rating: { en: 'rating', ja: '評価' },
    product: { en: 'product id', ja: '商品ID' },
    productId: { en: 'product id', ja: '商品ID' },
  },
  units: { 'review rating': { en: '', ja: '点' } },
};
