import type { Json } from '../aws/json.ts';
import type { DemoCustomer } from './customers.ts';
import { basket, coffeeOf, productsOf } from './goods.ts';
import type { Random } from './random.ts';

/** Something that happens at the demo shop; when the shop's backend posts it is another matter. */
export interface DemoEvent {
  readonly type: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly detail: Json;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** One customer's month. */
export class Month {
  readonly #customer: DemoCustomer;
  readonly #random: Random;
  readonly #start: number;
  readonly #days: number;
  readonly #events: DemoEvent[] = [];
  #counter = 0;

  constructor(customer: DemoCustomer, random: Random, start: number, days: number) {
    this.#customer = customer;
    this.#random = random;
    this.#start = start;
    this.#days = days;
  }

  /** All that happens to the customer, in no order. */
  events(): DemoEvent[] {
    const visits = this.#random.pick([
      [1, 70],
      [2, 24],
      [3, 6],
    ]);
    const times = Array.from({ length: visits }, () => this.#someTime()).sort((a, b) => a - b);
    const [first = this.#start] = times;
    if (!this.#customer.anonymous && this.#random.chance(0.3)) this.#add('customer.created', first - 5 * minute, {});
    for (const time of times) this.#visit(time);
    if (!this.#customer.anonymous && this.#random.chance(0.05)) this.#comesBack();
    this.#extras();
    return this.#events;
  }

  /** Occasional events, apart from any visit. */
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
    const order = this.#events.find(({ type }) => type === 'order.placed');
    if (order && random.chance(0.03))
      this.#add('journey.requested', order.at + 20 * day, { journey: { name: 'win-back' } });
  }

  /** Buys the same beans every week and a half. */
  #comesBack(): void {
    const random = this.#random;
    const goods = coffeeOf(this.#customer.currency, this.#customer.language);
    const first = this.#start + random.between(0, 6) * day;
    for (const round of [0, 1, 2]) {
      const at = first + (round * 10 + random.between(-0.5, 0.5)) * day;
      this.#order(Math.max(at, this.#start + hour), goods);
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

  #order(at: number, goods: Json, cart?: string): void {
    const random = this.#random;
    const id = this.#id('order');
    const promised = random.chance(0.85) && { dispatchBy: new Date(Math.round(at + 2 * day)).toISOString() };
    const url = `https://shop.example.com/orders/${id}`;
    const order = { id, number: id.toUpperCase(), url, ...goods, ...promised };
    if (this.#customer.anonymous) {
      const customer = { ...this.#customer.known, ...this.#customer.anonymous };
      this.#add('customer.updated', at - minute, {}, customer);
    }
    this.#add('order.placed', at, { order, ...(cart !== undefined && { cart: { id: cart } }) });
    if (random.chance(0.03)) this.#add('order.cancelled', at + random.between(1, 20) * hour, { order: { id } });
    else if (random.chance(0.98)) {
      const hours = random.chance(0.05) ? random.between(60, 200) : random.between(12, 36); // late, or in time
      this.#parcel(at + hours * hour, id);
    }
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
    if (random.chance(0.2)) this.#answer(delivered + random.between(4.5, 9) * day, order);
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

  /** A survey answer from 0 to 10; a lower one more often has a comment. */
  #answer(at: number, order: string): void {
    const score = this.#random.pick([
      [10, 30],
      [9, 24],
      [8, 20],
      [7, 10],
      [6, 6],
      [4, 5],
      [2, 3],
      [0, 2],
    ]);
    const words =
      this.#customer.language === 'ja' ? '届くまでに時間がかかりました。' : 'It took a long time to arrive.';
    const comment = this.#random.chance(score > 6 ? 0.05 : 0.5) && { comment: words };
    this.#add('survey.answered', at, { survey: { id: `survey-of-${order}`, score, ...comment }, order: { id: order } });
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

/**
 * The detail of an event of the demo shop.
 * @param at epoch milliseconds
 */
export function detail(id: string, at: number, customer: Json, nouns: Json): Json {
  return { id, occurredAt: new Date(at).toISOString(), shop: 'demo', customer, ...nouns };
}
