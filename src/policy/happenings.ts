import type { EventType } from '../contracts/event.ts';
import type { Fact, ReviewFact } from '../contracts/fact.ts';
import type { SubjectKind } from '../contracts/run.ts';

/** Something that happened, as the facts remember it: what, when, and to which things. */
export interface Happening {
  readonly on: EventType;
  /** The id of the thing that the event tells of. */
  readonly id: string;
  readonly at: number;
  readonly subjects: Partial<Record<SubjectKind, string>>;
}

/** All that the facts remember, oldest first. */
export function happenings(facts: readonly Fact[]): Happening[] {
  return facts.flatMap(happeningsOf).sort((a, b) => a.at - b.at);
}

function happeningsOf(fact: Fact): Happening[] {
  const list: Happening[] = [];
  const add = (on: EventType, at: number | undefined, subjects: Happening['subjects'], id = fact.id) => {
    if (at !== undefined) list.push({ on, id, at, subjects });
  };
  switch (fact.kind) {
    case 'cart':
      add('cart.updated', fact.updatedAt, { cart: fact.id });
      add('cart.emptied', fact.emptiedAt, { cart: fact.id });
      break;
    case 'checkout':
      add('checkout.started', fact.startedAt, {
        checkout: fact.id,
        ...(fact.cart !== undefined && { cart: fact.cart }),
      });
      break;
    case 'order':
      add('order.placed', fact.placedAt, { order: fact.id });
      add('order.cancelled', fact.cancelledAt, { order: fact.id });
      for (const [id, { at }] of Object.entries(fact.refunds)) add('order.refunded', at, { order: fact.id }, id);
      break;
    case 'shipment':
      add('shipment.dispatched', fact.dispatchedAt, { order: fact.order, shipment: fact.id });
      add('shipment.out_for_delivery', fact.outForDeliveryAt, { order: fact.order, shipment: fact.id });
      add('shipment.delayed', fact.delayedAt, { order: fact.order, shipment: fact.id });
      add('shipment.delivered', fact.deliveredAt, { order: fact.order, shipment: fact.id });
      break;
    case 'review':
      add('review.submitted', fact.at, reviewSubjects(fact));
      break;
    case 'coupon':
      add('coupon.redeemed', fact.redeemedAt, fact.order === undefined ? {} : { order: fact.order });
      break;
    case 'browsing':
      for (const { id, at } of fact.products) add('product.viewed', at, { product: id }, id);
      break;
    case 'product':
      add('product.back_in_stock', fact.backInStockAt, { product: fact.id });
      break;
    case 'inquiry':
      add('inquiry.received', fact.receivedAt, { inquiry: fact.id });
      add('inquiry.answered', fact.answeredAt, { inquiry: fact.id });
      add('inquiry.closed', fact.closedAt, { inquiry: fact.id });
      break;
    case 'tier':
      add('customer.tier_reached', fact.reachedAt, { tier: fact.id });
      break;
  }
  return list;
}

function reviewSubjects(review: ReviewFact): Happening['subjects'] {
  return { review: review.id, ...(review.order !== undefined && { order: review.order }) };
}
