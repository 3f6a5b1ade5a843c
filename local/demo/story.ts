import type { Json } from '../json.ts';
import { type DemoCustomer, demoCustomers } from './customers.ts';
import { basket, productsOf } from './goods.ts';
import { Random } from './random.ts';

/** An event of a story: when it happens, and when the shop's backend gets round to posting it. */
export interface StoryEvent {
  readonly type: string;
  readonly at: number;
  readonly postAt: number;
  readonly detail: Json;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A month at the demo shop: sign-ups, visits, carts, orders, parcels, refunds, reviews and inquiries of its customers. As in life
 * some events are posted late, some twice, a few are tests, and one does not fit its contract. The same for the same
 * arguments.
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
  const orderly = demoCustomers(customers, since, random).flatMap((customer) =>
    new Month(customer, random, start, days).events(),
  );
  const odd = [
    testOrder(start + 9 * day),
    oldOrder(start + 12 * day),
    brokenOrder(start + 15 * day),
    signUpOnPaper(start + 5 * day),
  ];
  return [...orderly.flatMap((event) => posted(event, random)), ...odd].sort((a, b) => a.postAt - b.postAt);
}

type Happening = Omit<StoryEvent, 'postAt'>;

/** Some events come late, some twice. */
function posted(event: Happening, random: Random): StoryEvent[] {
  const postAt = event.at + (random.chance(0.05) ? random.between(minute, 90 * minute) : random.between(200, 3000));
  const once = { ...event, postAt: Math.round(postAt) };
  return random.chance(0.05)
    ? [once, { ...once, postAt: once.postAt + Math.round(random.between(minute, hour)) }]
    : [once];
}

/** One customer's month. */
class Month {
  readonly #customer: DemoCustomer;
  readonly #random: Random;
  readonly #start: number;
  readonly #days: number;
  readonly #events: Happening[] = [];
  #counter = 0;

  constructor(customer: DemoCustomer, random: Random, start: number, days: number) {
    this.#customer = customer;
    this.#random = random;
    this.#start = start;
    this.#days = days;
  }

  events(): Happening[] {
    const visits = this.#random.pick([
      [1, 70],
      [2, 24],
      [3, 6],
    ]);
    const times = Array.from({ length: visits }, () => this.#someTime()).sort((a, b) => a - b);
    const [first = this.#start] = times;
    if (!this.#customer.anonymous && this.#random.chance(0.3)) this.#add('customer.created', first - 5 * minute, {});
    for (const time of times) this.#visit(time);
    this.#extras();
    return this.#events;
  }

  /** What happens now and then, apart from any visit. */
  #extras(): void {
    const random = this.#random;
    const goods = basket(random, this.#customer.currency, this.#customer.language);
    const [product] = productsOf(goods.lines);
    if (product && random.chance(0.06)) this.#add('product.back_in_stock', this.#someTime(), { product });
    if (random.chance(0.06)) this.#inquiry(this.#someTime());
    if (random.chance(0.05)) {
      const tier = { id: 'gold', name: this.#customer.language === 'ja' ? 'ゴールド' : 'Gold' };
      this.#add('customer.tier_reached', this.#someTime(), { tier });
    }
  }

  #someTime(): number {
    return this.#start + Math.round(this.#random.between(0, this.#days) * day);
  }

  #visit(at: number): void {
    const random = this.#random;
    const goods = basket(random, this.#customer.currency, this.#customer.language);
    const outcome = random.pick([
      ['buys', 42],
      ['returns', 8],
      ['empties', 5],
      ['leaves', 20],
      ['stops', 10],
      ['looks', 15],
    ]);
    for (const [nth, product] of productsOf(goods.lines).entries()) {
      this.#add('product.viewed', at - (10 - nth) * minute, { product }, this.#customer.anonymous);
    }
    if (outcome === 'looks') return;
    const id = this.#id('cart');
    const cart = { id, url: `https://shop.example.com/cart/${id}`, ...goods };
    this.#add('cart.updated', at, { cart }, this.#customer.anonymous);
    if (outcome === 'buys' || outcome === 'stops') this.#checkout(at + 2 * minute, goods, id);
    if (outcome === 'buys') this.#order(at + random.between(3, 40) * minute, goods, id);
    if (outcome === 'returns') this.#order(at + random.between(5, 60) * hour, goods, id);
    if (outcome === 'empties') this.#add('cart.emptied', at + random.between(10, 200) * minute, { cart: { id } });
  }

  #checkout(at: number, goods: Json, cart: string): void {
    const id = this.#id('checkout');
    const checkout = { id, url: `https://shop.example.com/checkout/${id}`, ...goods };
    this.#add('checkout.started', at, { checkout, cart: { id: cart } }, this.#customer.anonymous);
  }

  #order(at: number, goods: Json, cart: string): void {
    const random = this.#random;
    const id = this.#id('order');
    const order = { id, number: id.toUpperCase(), url: `https://shop.example.com/orders/${id}`, ...goods };
    if (this.#customer.anonymous) {
      const customer = { ...this.#customer.known, ...this.#customer.anonymous };
      this.#add('customer.updated', at - minute, {}, customer);
    }
    this.#add('order.placed', at, { order, cart: { id: cart } });
    if (random.chance(0.03)) this.#add('order.cancelled', at + random.between(1, 20) * hour, { order: { id } });
    else if (random.chance(0.98)) this.#parcel(at + random.between(12, 36) * hour, id);
  }

  #parcel(at: number, order: string): void {
    const random = this.#random;
    const shipment = { id: this.#id('parcel'), carrier: 'Example Post', trackingNumber: `EX${order}` };
    const parcel = { order: { id: order }, shipment };
    this.#add('shipment.dispatched', at, parcel);
    if (random.chance(0.04)) return; // lost, or nobody reported it
    const delivered = at + random.between(20, 90) * hour;
    if (random.chance(0.08)) {
      const expectedAt = new Date(delivered).toISOString();
      this.#add('shipment.delayed', at + 10 * hour, { ...parcel, shipment: { ...shipment, expectedAt } });
    }
    if (random.chance(0.6)) this.#add('shipment.out_for_delivery', delivered - 4 * hour, parcel);
    this.#add('shipment.delivered', delivered, parcel);
    if (random.chance(0.05)) this.#refund(delivered + random.between(2, 60) * hour, order);
    else if (random.chance(0.12)) this.#review(delivered + random.between(1, 8) * day, order);
  }

  #inquiry(at: number): void {
    const id = this.#id('inquiry');
    const subject = this.#customer.language === 'ja' ? '商品について' : 'A product';
    const answerBy = new Date(at + 2 * day).toISOString();
    this.#add('inquiry.received', at, { inquiry: { id, subject, answerBy } });
    this.#add('inquiry.answered', at + day, { inquiry: { id } });
    if (this.#random.chance(0.8)) this.#add('inquiry.closed', at + 2 * day, { inquiry: { id } });
  }

  #refund(at: number, order: string): void {
    const id = this.#id('refund');
    this.#add('order.refunded', at, { order: { id: order }, refund: { id, status: 'open' } });
    this.#add('order.refunded', at + 3 * day, { order: { id: order }, refund: { id, status: 'completed' } });
  }

  #review(at: number, order: string): void {
    const rating = this.#random.pick([
      [5, 55],
      [4, 25],
      [3, 10],
      [2, 5],
      [1, 5],
    ]);
    this.#add('review.submitted', at, { order: { id: order }, review: { id: this.#id('review'), rating } });
  }

  #add(type: string, at: number, nouns: Json, customer: Json = this.#customer.known): void {
    const time = Math.round(at);
    this.#events.push({ type, at: time, detail: detail(this.#id('event'), time, customer, nouns) });
  }

  #id(noun: string): string {
    this.#counter += 1;
    return `${noun}-${this.#customer.number}-${this.#counter}`;
  }
}

function detail(id: string, at: number, customer: Json, nouns: Json): Json {
  return { id, occurredAt: new Date(at).toISOString(), shop: 'demo', customer, ...nouns };
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
