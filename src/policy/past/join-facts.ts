import {
  type BrowsingFact,
  type CartFact,
  type Contact,
  type InquiryFact,
  keptRefunds,
  keptViews,
  type OrderFact,
  type ShipmentFact,
} from '../../commerce/fact.ts';
import type { Fact } from '../../model/fact.ts';

/*
 * A fact is the join of all that was ever said of it. Joining is commutative, associative and idempotent, so events may
 * come late, twice and in any order, and the facts of two customers who turn out to be one come to what one customer
 * who had heard everything would have. Every choice between two words is therefore settled by the words alone: by
 * when they were said, and at the same time by how they are spelt.
 */

/** All that two facts of one kind and id say together. @throws RangeError when they are not of one kind */
export function joinFacts(one: Fact, other: Fact): Fact {
  switch (one.kind) {
    case 'order':
      return joinOrders(one, same(one, other));
    case 'cart':
      return joinCarts(one, same(one, other));
    case 'checkout': {
      const { contact, ...said } = one;
      const { contact: otherContact, ...otherSaid } = same(one, other);
      return { ...laterOf(said, otherSaid, ({ startedAt }) => startedAt), ...joinContacts(contact, otherContact) };
    }
    case 'shipment':
      return joinShipments(one, same(one, other));
    case 'review':
      return laterOf(one, same(one, other), ({ at }) => at);
    case 'coupon':
      return earlierOf(one, same(one, other), ({ redeemedAt }) => redeemedAt); // a coupon is used once
    case 'browsing':
      return joinViews(one, same(one, other));
    case 'product':
      return laterOf(one, same(one, other), ({ backInStockAt }) => backInStockAt);
    case 'inquiry':
      return joinInquiries(one, same(one, other));
    case 'tier':
      return laterOf(one, same(one, other), ({ reachedAt }) => reachedAt);
    case 'survey': {
      // Who answers again has thought better of it; of two answers at once the lower holds.
      const two = same(one, other);
      if (one.at === two.at && one.score !== two.score) return one.score < two.score ? one : two;
      return laterOf(one, two, ({ at }) => at);
    }
    case 'referral':
      return earlierOf(one, same(one, other), ({ completedAt }) => completedAt);
    case 'settled': {
      const two = same(one, other);
      if (one.version === two.version && one.absorbed !== two.absorbed) return one.absorbed ? one : two;
      return laterOf(one, two, ({ version }) => version);
    }
  }
}

function same<F extends Fact>(one: F, other: Fact): F {
  if (one.kind !== other.kind) throw new RangeError(`A ${one.kind} and a ${other.kind} cannot be one fact.`);
  return other as F; // the kind is the discriminant
}

function joinOrders(one: OrderFact, other: OrderFact): OrderFact {
  return {
    kind: 'order',
    id: one.id,
    ...laterOf(wordOfOrder(one), wordOfOrder(other), ({ toldAt }) => toldAt),
    placedAt: earliest(one.placedAt, other.placedAt),
    cancelledAt: earliest(one.cancelledAt, other.cancelledAt),
    ...joinContacts(one.contact, other.contact),
    refunds: joinRefunds(one.refunds, other.refunds),
    ...joinSums(one, other),
  };
}

/** What the sums of each customer hold of an order, of whom it was known. */
function joinSums({ inSums: one }: OrderFact, { inSums: other }: OrderFact): Pick<OrderFact, 'inSums'> {
  if (one === undefined || other === undefined) {
    const inSums = one ?? other;
    return inSums ? { inSums } : {};
  }
  const inSums = { ...other };
  for (const [customer, counted] of Object.entries(one)) {
    const known = inSums[customer];
    inSums[customer] = known === undefined ? counted : laterOf(known, counted, ({ version = 0 }) => version);
  }
  return { inSums };
}

/** What one event said of an order, and another may say anew: it holds together. */
function wordOfOrder({ toldAt, placedAt, number, url, dispatchBy, cart, total, lines, moreLines }: OrderFact) {
  return { toldAt: toldAt ?? placedAt, number, url, dispatchBy, cart, total, lines, moreLines };
}

/** Of more refunds than are kept the last, and those that are open first: no review is asked for while one is. */
function joinRefunds(one: OrderFact['refunds'], other: OrderFact['refunds']): OrderFact['refunds'] {
  const refunds = new Map(Object.entries(one));
  for (const [id, refund] of Object.entries(other)) {
    const known = refunds.get(id);
    refunds.set(id, known === undefined ? refund : laterRefund(known, refund));
  }
  const isSettled = ({ status }: OrderFact['refunds'][string]) => Number(status !== 'open');
  const openFirst = [...refunds].sort(
    ([a, one], [b, two]) => isSettled(one) - isSettled(two) || two.at - one.at || (a < b ? -1 : 1),
  );
  return Object.fromEntries(openFirst.slice(0, keptRefunds));
}

const stages = { open: 0, declined: 1, completed: 2 } as const;

/** Of two words at once the one that is further on. */
function laterRefund(one: OrderFact['refunds'][string], other: OrderFact['refunds'][string]) {
  if (one.at === other.at && one.status !== other.status)
    return stages[one.status] > stages[other.status] ? one : other;
  return laterOf(one, other, ({ at }) => at);
}

function joinCarts(one: CartFact, other: CartFact): CartFact {
  const word = ({ updatedAt, url, total, lines, moreLines }: CartFact) => ({ updatedAt, url, total, lines, moreLines });
  return {
    kind: 'cart',
    id: one.id,
    ...laterOf(word(one), word(other), ({ updatedAt }) => updatedAt),
    emptiedAt: latest(one.emptiedAt, other.emptiedAt),
    boughtAt: latest(one.boughtAt, other.boughtAt),
    ...joinContacts(one.contact, other.contact),
  };
}

const shipmentWords = ['carrier', 'trackingNumber', 'trackingUrl', 'expectedAt'] as const;

/** How far the parcel got, by the first word of each stage; of delays, and of everything else, by the last. */
function joinShipments(one: ShipmentFact, other: ShipmentFact): ShipmentFact {
  const words = shipmentWords.flatMap((field) => {
    const said = [one, other].flatMap((fact) => {
      const word = fact[field];
      return word === undefined ? [] : [{ word, at: fact.said?.[field] ?? 0 }];
    });
    const [first, second] = said;
    if (first === undefined) return [];
    return [{ field, ...(second === undefined ? first : laterOf(first, second, ({ at }) => at)) }];
  });
  return {
    kind: 'shipment',
    id: one.id,
    order: one.order < other.order ? one.order : other.order,
    dispatchedAt: earliest(one.dispatchedAt, other.dispatchedAt),
    outForDeliveryAt: earliest(one.outForDeliveryAt, other.outForDeliveryAt),
    delayedAt: latest(one.delayedAt, other.delayedAt),
    deliveredAt: earliest(one.deliveredAt, other.deliveredAt),
    ...Object.fromEntries(words.map(({ field, word }) => [field, word])),
    said: Object.fromEntries(words.map(({ field, at }) => [field, at])),
  };
}

/** The products last looked at, each as it was then. */
function joinViews(one: BrowsingFact, other: BrowsingFact): BrowsingFact {
  const views = new Map<string, BrowsingFact['products'][number]>();
  for (const view of [...one.products, ...other.products]) {
    const known = views.get(view.id);
    views.set(view.id, known === undefined ? view : laterOf(known, view, ({ at }) => at));
  }
  const lastFirst = [...views.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { kind: 'browsing', id: 'latest', products: lastFirst.slice(0, keptViews) };
}

function joinInquiries(one: InquiryFact, other: InquiryFact): InquiryFact {
  const word = ({ toldAt, receivedAt, subject, answerBy }: InquiryFact) => ({
    toldAt: toldAt ?? receivedAt,
    subject,
    answerBy,
  });
  return {
    kind: 'inquiry',
    id: one.id,
    ...laterOf(word(one), word(other), ({ toldAt }) => toldAt),
    receivedAt: earliest(one.receivedAt, other.receivedAt),
    answeredAt: latest(one.answeredAt, other.answeredAt),
    closedAt: earliest(one.closedAt, other.closedAt),
  };
}

function joinContacts(one: Contact | undefined, other: Contact | undefined): { readonly contact?: Contact } {
  if (one === undefined || other === undefined) return { contact: one ?? other };
  return { contact: laterOf(one, other, ({ at }) => at) };
}

/** The one that was said later; what has no time gives way, and a tie goes by the spelling. */
function laterOf<T>(one: T, other: T, time: (told: T) => number | undefined): T {
  const [a, b] = [time(one) ?? Number.NEGATIVE_INFINITY, time(other) ?? Number.NEGATIVE_INFINITY];
  if (a !== b) return a > b ? one : other;
  return spelling(one) >= spelling(other) ? one : other;
}

function earlierOf<T>(one: T, other: T, time: (told: T) => number): T {
  if (time(one) !== time(other)) return time(one) < time(other) ? one : other;
  return spelling(one) >= spelling(other) ? one : other;
}

/** The same text for the same content, in whatever order its fields were written. */
function spelling(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}
