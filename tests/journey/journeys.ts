import type { MessageList } from '../../src/journey/model/messages.ts';
import type { JourneyContext } from '../../src/journey/parsing/parse.ts';

const answerable = true;

/**
 * The messages that the journeys of these tests may send: `nudge` has SMS texts, `draft` lacks Japanese,
 * `offer` shows a coupon, and `hint` does in its English body only. All but `draft` have a link.
 */
export const messages: MessageList = {
  reminder: { en: { ownTexts: [], answerable }, ja: { ownTexts: [], answerable } },
  'last-call': { en: { ownTexts: ['sms'], answerable }, ja: { ownTexts: [], answerable } },
  offer: { en: { ownTexts: [], answerable, coupon: 'shown' }, ja: { ownTexts: [], answerable, coupon: 'shown' } },
  hint: { en: { ownTexts: [], answerable, coupon: 'shown' }, ja: { ownTexts: ['sms'], answerable, coupon: 'partly' } },
  nudge: { en: { ownTexts: ['sms'], answerable }, ja: { ownTexts: ['sms'], answerable } },
  draft: { en: { ownTexts: [] } },
};

/** A journey of these tests stands in the folder abandoned-cart of a shop that writes English and Japanese. */
export const context: JourneyContext = {
  file: 'statemachines/abandoned-cart/journey.yaml',
  folder: 'abandoned-cart',
  locales: ['en', 'ja'],
  messages,
  fields: {
    'cart.channel': { type: { is: 'choice', of: ['web', 'store'] } },
    'cart.giftWrap': { type: { is: 'flag' } },
    'cart.weight': { type: { is: 'number' } },
    'customer.loyalty.card': { type: { is: 'text' } },
    tags: { type: { is: 'text' }, list: true },
  },
};

/** A sound journey up to its steps. */
export const head = `journey: abandoned-cart
about: Reminds a shopper of what is still in the cart.
purpose: marketing
starts:
  on: cart.updated
  once per: cart
ends: { when: [order.placed] }
`;

/** A sound journey with these steps, one a line, indented by two. */
export function withSteps(...steps: readonly string[]): string {
  return `${head}steps:\n${steps.map((line) => `  ${line}\n`).join('')}`;
}
