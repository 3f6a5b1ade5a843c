import { contactOf, joinContacts } from '../contact.ts';
import { type Contents, keptContents } from '../contents.ts';
import type { EventOf } from '../events.ts';
import { type ContentsContext, contentsInMessage, shortId, shownText, withoutUndefined } from '../in-message.ts';
import { earliest, laterOf } from '../join.ts';
import { type NounFacts, occurred } from '../noun-facts.ts';
import type { Money } from '../values/money.ts';
import { maxLength } from '../values/text.ts';
import { webLink } from '../values/web-link.ts';
import type { Refund } from './event.ts';
import type { CountedAs } from './sums.ts';

/** At most so many refunds of an order are kept: the last ones. */
export const keptRefunds = 40;

/** An order, folded from its events, whatever order they arrive in. */
export interface OrderFact extends Partial<Contents> {
  readonly kind: 'order';
  readonly id: string;
  readonly number?: string;
  /** The page that puts the same goods into a cart again. */
  readonly reorderUrl?: string;
  /** When it was first said to be placed, and when what it holds was last said. */
  readonly placedAt?: number;
  readonly toldAt?: number;
  readonly cancelledAt?: number;
  /** When the shop promised to have sent it, ISO 8601. */
  readonly dispatchBy?: string;
  /** The cart that it came from. */
  readonly cart?: string;
  /** The part of it that is already in sums of settled facts, by the customer whose sums they are. */
  readonly inSums?: Readonly<Record<string, CountedAs>>;
  /** By refund id; `at` is when that refund was last heard of. */
  readonly refunds: Record<string, Pick<Refund, 'status'> & { readonly total?: Money; readonly at: number }>;
}

export const orderFacts: NounFacts<OrderFact, EventOf<'order'>> = {
  fromEvents: {
    'order.placed': (event, at) => {
      const { id, number, url, reorderUrl, dispatchBy } = event.order;
      const content = { number, url, reorderUrl, dispatchBy, cart: event.cart?.id, ...keptContents(event.order) };
      return { kind: 'order', id, placedAt: at, toldAt: at, ...content, ...contactOf(event, at), refunds: {} };
    },
    'order.cancelled': ({ order }, at) => ({ kind: 'order', id: order.id, cancelledAt: at, refunds: {} }),
    'order.refunded': ({ order, refund: { id, status, total } }, at) => ({
      kind: 'order',
      id: order.id,
      refunds: { [id]: { status, at, ...(total && { total }) } },
    }),
  },
  join: (one, other) => ({
    kind: 'order',
    id: one.id,
    ...laterOf(contentOf(one), contentOf(other), ({ toldAt }) => toldAt),
    placedAt: earliest(one.placedAt, other.placedAt),
    cancelledAt: earliest(one.cancelledAt, other.cancelledAt),
    ...joinContacts(one.contact, other.contact),
    refunds: joinRefunds(one.refunds, other.refunds),
    ...joinSums(one, other),
  }),
  occurrences: ({ id: order, placedAt, cancelledAt, cart, refunds }) => [
    ...occurred('order.placed', placedAt, { id: order, subjects: { order, ...(cart !== undefined && { cart }) } }),
    ...occurred('order.cancelled', cancelledAt, { id: order, subjects: { order } }),
    ...Object.entries(refunds).flatMap(([id, { at }]) => occurred('order.refunded', at, { id, subjects: { order } })),
  ],
};

/** The content of one event: a later event replaces it as a whole. */
function contentOf({
  toldAt,
  placedAt,
  number,
  url,
  reorderUrl,
  dispatchBy,
  cart,
  total,
  lines,
  moreLines,
}: OrderFact) {
  return { toldAt: toldAt ?? placedAt, number, url, reorderUrl, dispatchBy, cart, total, lines, moreLines };
}

/** The part of an order that is in each customer's sums. */
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

/** An order as a message may show it. */
export interface OrderContext extends ContentsContext {
  readonly number: string;
  readonly dispatchBy?: string;
  readonly reorderUrl?: string;
}

export function orderInMessage(order: OrderFact): OrderContext {
  return {
    ...contentsInMessage(order),
    number: shownText(order.number, maxLength.number) ?? shortId(order.id),
    ...withoutUndefined({ dispatchBy: order.dispatchBy, reorderUrl: webLink(order.reorderUrl) }),
  };
}
