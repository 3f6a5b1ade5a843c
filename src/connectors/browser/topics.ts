import type { PlatformTopic } from '../contract/topic.ts';

/** The calls of a page that are heard. Nothing else comes from a page: no order, no consent, no address. */
export const browserTopics: Readonly<Record<string, PlatformTopic>> = {
  view: { becomes: ['product.viewed'] },
  cart: {
    becomes: ['cart.updated', 'cart.emptied'],
    when: {
      en: 'the whole cart as it is after a change; emptied when it has no lines',
      ja: '変更後のカート全体。明細がなければ空になったとみなします',
    },
  },
  checkout: { becomes: ['checkout.started'] },
  identify: {
    becomes: ['customer.updated'],
    when: {
      en: 'only with a token that the shop’s backend signed',
      ja: 'バックエンドが署名したトークンがある場合のみ',
    },
  },
};
