import { contactOf, joinContacts } from '../contact.ts';
import { type Contents, keptContents } from '../contents.ts';
import type { EventOf } from '../events.ts';
import { contentsInMessage } from '../in-message.ts';
import { laterOf, latest } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';

/** A cart as it last was. */
export interface CartFact extends Partial<Contents> {
  readonly kind: 'cart';
  readonly id: string;
  readonly updatedAt?: number;
  readonly emptiedAt?: number;
  /** When an order that names it was last placed by a customer who is not known to be the same. */
  readonly boughtAt?: number;
}

export const cartFacts: NounFacts<CartFact, EventOf<'cart'>> = {
  fromEvents: {
    'cart.updated': (event, at) => {
      const { id, url } = event.cart;
      return { kind: 'cart', id, updatedAt: at, url, ...keptContents(event.cart), ...contactOf(event, at) };
    },
    'cart.emptied': ({ cart }, at) => ({ kind: 'cart', id: cart.id, emptiedAt: at }),
  },
  join: (one, other) => ({
    kind: 'cart',
    id: one.id,
    ...laterOf(contentOf(one), contentOf(other), ({ updatedAt }) => updatedAt),
    emptiedAt: latest(one.emptiedAt, other.emptiedAt),
    boughtAt: latest(one.boughtAt, other.boughtAt),
    ...joinContacts(one.contact, other.contact),
  }),
  occurrences: ({ id, updatedAt, emptiedAt, boughtAt }) => [
    ...occurred('cart.updated', updatedAt, { id, subjects: { cart: id } }),
    ...occurred('cart.emptied', emptiedAt, { id, subjects: { cart: id } }),
    ...occurred('order.placed', boughtAt, { id, subjects: { cart: id } }),
  ],
};

/** The content of one event: a later event replaces it as a whole. */
function contentOf({ updatedAt, url, total, lines, moreLines }: CartFact) {
  return { updatedAt, url, total, lines, moreLines };
}

export const cartInMessage = (cart: CartFact) => contentsInMessage(cart);
