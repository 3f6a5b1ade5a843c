import type { EventType } from '../../commerce/event.ts';
import type { ReviewFact } from '../../commerce/fact.ts';
import type { AwaitedEvent, MessageEvent } from '../../model/awaited.ts';
import type { Fact } from '../../model/fact.ts';
import type { Feedback, Message } from '../../model/message.ts';
import type { SubjectKind } from '../../model/subject.ts';
import { pastOf } from './past.ts';

/** Something that happened, as the facts or the ledger remember it: what, when, and to which things. */
export interface Happening<On extends AwaitedEvent = EventType> {
  readonly on: On;
  /** The id of the thing that the event tells of. */
  readonly id: string;
  readonly at: number;
  readonly subjects: Partial<Record<SubjectKind, string>>;
}

/** All that the facts remember, oldest first. */
export function happenings(facts: readonly Fact[]): Happening[] {
  const past = pastOf(facts).happenings;
  const carts = past.flatMap(({ subjects: { order, cart } }) =>
    order !== undefined && cart !== undefined ? [cart] : [],
  );
  const bought = new Set([
    ...carts,
    ...facts.flatMap((fact) => (fact.kind === 'order' && fact.cart !== undefined ? [fact.cart] : [])),
  ]);
  // What an order of the customer's own says of its cart needs no second word.
  const known = facts.map((fact) =>
    fact.kind === 'cart' && bought.has(fact.id) ? { ...fact, boughtAt: undefined } : fact,
  );
  return [...past, ...known.flatMap(happeningsOf)].sort((a, b) => a.at - b.at);
}

const reported: readonly (readonly [MessageEvent, keyof Feedback])[] = [
  ['message.opened', 'opened'],
  ['message.clicked', 'clicked'],
];

/**
 * What the customer did with the last message of a run. One that is held counts as the last: who clicked in the one
 * before has not seen it yet.
 * @param messages the run's lines of the ledger
 */
export function messageHappenings(messages: readonly Message[]): Happening<MessageEvent>[] {
  const intended = messages.filter(({ outcome }) => outcome !== 'skipped');
  const last = intended.toSorted((one, other) => other.due - one.due || other.at - one.at)[0];
  return reported.flatMap(([on, kind]) => {
    const at = last?.feedback?.[kind];
    return last === undefined || at === undefined ? [] : [{ on, id: last.key, at, subjects: {} }];
  });
}

/** What one fact remembers. */
export function happeningsOf(fact: Fact): Happening[] {
  const list: Happening[] = [];
  const add = (on: EventType, at: number | undefined, subjects: Happening['subjects'], id = fact.id) => {
    if (at !== undefined) list.push({ on, id, at, subjects });
  };
  switch (fact.kind) {
    case 'cart':
      add('cart.updated', fact.updatedAt, { cart: fact.id });
      add('cart.emptied', fact.emptiedAt, { cart: fact.id });
      add('order.placed', fact.boughtAt, { cart: fact.id });
      break;
    case 'checkout':
      add('checkout.started', fact.startedAt, {
        checkout: fact.id,
        ...(fact.cart !== undefined && { cart: fact.cart }),
      });
      break;
    case 'order':
      add('order.placed', fact.placedAt, { order: fact.id, ...(fact.cart !== undefined && { cart: fact.cart }) });
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
    case 'survey':
      add('survey.answered', fact.at, { survey: fact.id, ...(fact.order !== undefined && { order: fact.order }) });
      break;
    case 'referral':
      add('referral.completed', fact.completedAt, { referral: fact.id });
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
