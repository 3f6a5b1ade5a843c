import { contactOf, joinContacts } from '../contact.ts';
import { type Contents, keptContents } from '../contents.ts';
import type { EventOf } from '../events.ts';
import { contentsInMessage } from '../in-message.ts';
import { laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';

/** A checkout as it last was. */
export interface CheckoutFact extends Contents {
  readonly kind: 'checkout';
  readonly id: string;
  readonly startedAt: number;
  /** The cart that it came from. */
  readonly cart?: string;
}

export const checkoutFacts: NounFacts<CheckoutFact, EventOf<'checkout'>> = {
  fromEvents: {
    'checkout.started': (event, at) => {
      const { id, url } = event.checkout;
      const cart = event.cart?.id;
      return {
        kind: 'checkout',
        id,
        startedAt: at,
        url,
        cart,
        ...keptContents(event.checkout),
        ...contactOf(event, at),
      };
    },
  },
  join: ({ contact, ...said }, { contact: otherContact, ...otherSaid }) => ({
    ...laterOf(said, otherSaid, ({ startedAt }) => startedAt),
    ...joinContacts(contact, otherContact),
  }),
  occurrences: ({ id, startedAt, cart }) =>
    occurred('checkout.started', startedAt, { id, subjects: { checkout: id, ...(cart !== undefined && { cart }) } }),
};

export const checkoutInMessage = (checkout: CheckoutFact) => contentsInMessage(checkout);
