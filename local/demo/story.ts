import type { Words } from '../../src/commerce/words.ts';
import type { Json } from '../aws/json.ts';
import { demoCustomers } from './customers.ts';
import { type DemoEvent, day, detail, hour, minute } from './diary.ts';
import { leadEvents, leads } from './leads.ts';
import { Month } from './month.ts';
import { Random } from './random.ts';
import { recommendations } from './recommendations.ts';

/** An event of a story: when it happens, and when the shop's backend gets round to posting it. */
export interface StoryEvent {
  readonly type: string;
  readonly at: number;
  readonly postAt: number;
  readonly detail: Json;
  /** True if the shop's order system posts it to a connector; everything else comes by the bus. */
  readonly byConnector?: true;
}

/**
 * A month at the demo shop: sign-ups, visits, carts, orders, parcels, refunds, reviews, answers, recommendations and
 * inquiries of its customers. As in life some events are posted late, some twice, a few are tests, and one does not fit
 * its contract. The first nine customers have stories of their own. The same for the same arguments.
 */
export function demoStory({
  customers,
  days,
  start,
}: {
  customers: number;
  days: number;
  start: number;
}): StoryEvent[] {
  const random = new Random(customers * 1000 + days);
  const since = new Date(start - 30 * day).toISOString();
  const months = demoCustomers(customers, since, random, leads).map((customer) => ({
    customer,
    events: leadEvents(customer, start) ?? new Month(customer, random, start, days).events(),
  }));
  const orderly = [...months.flatMap(({ events }) => events), ...recommendations(months, random)];
  const odd = [
    testOrder(start + 9 * day),
    oldOrder(start + 12 * day),
    brokenOrder(start + 15 * day),
    signUpOnPaper(start + 5 * day),
  ];
  const all = [...orderly.flatMap((event) => posted(event, random)), ...odd].sort((a, b) => a.postAt - b.postAt);
  return all.map((event) => (isOfOrders(event) ? { ...event, byConnector: true } : event));
}

/** True if the shop's order system reports it. The connector would refuse the broken order at once: it shows what the bus does. */
function isOfOrders({ type, detail }: StoryEvent): boolean {
  return type.startsWith('order.') && !Object.hasOwn(brokenOnPurpose, String(detail.id));
}

/** Some events come late, some twice. */
function posted(event: DemoEvent, random: Random): StoryEvent[] {
  const postAt = event.at + (random.chance(0.05) ? random.between(minute, 90 * minute) : random.between(200, 3000));
  const once = { ...event, postAt: Math.round(postAt) };
  return random.chance(0.05)
    ? [once, { ...once, postAt: once.postAt + Math.round(random.between(minute, hour)) }]
    : [once];
}

const noGoods = { total: { amount: 1000, currency: 'JPY' }, lines: [] };

function testOrder(at: number): StoryEvent {
  const order = { id: 'order-test', ...noGoods };
  const customer = { id: 'c-test', email: 'test@example.com' };
  return {
    type: 'order.placed',
    at,
    postAt: at,
    detail: { ...detail('event-test', at, customer, { order }), test: true },
  };
}

/** An order of last week that the backend forgot to post. */
function oldOrder(postAt: number): StoryEvent {
  const at = postAt - 7 * day;
  const order = { id: 'order-old', ...noGoods };
  return {
    type: 'order.placed',
    at,
    postAt,
    detail: detail('event-old', at, { id: 'c-old', email: 'old@example.com' }, { order }),
  };
}

/** The story's events that do not fit their contract, by id, each with the reason. */
export const brokenOnPurpose: Readonly<Record<string, Words>> = {
  'event-broken': { en: 'an order whose amount is the text "1,000"', ja: '金額が文字列「1,000」の注文' },
};

/** An order whose backend writes amounts with a comma. */
function brokenOrder(at: number): StoryEvent {
  const order = { id: 'order-broken', total: { amount: '1,000', currency: 'JPY' }, lines: [] };
  return {
    type: 'order.placed',
    at,
    postAt: at,
    detail: detail('event-broken', at, { id: 'c-broken', email: 'broken@example.com' }, { order }),
  };
}

/** Somebody filled in a form at the counter: the shop lets them into a journey by hand. */
function signUpOnPaper(at: number): StoryEvent {
  const said = { granted: true, at: new Date(at - day).toISOString(), source: 'form at the counter' };
  const customer = { id: 'c-paper', email: 'paper@example.com', locale: 'ja', consent: { email: said } };
  const journey = { name: 'welcome' };
  return { type: 'journey.requested', at, postAt: at, detail: detail('event-by-hand', at, customer, { journey }) };
}
