import type { Json } from '../aws/json.ts';
import { fillCart, placeOrder, startCheckout, tellOfInquiry } from './acts.ts';
import { afterOrder } from './after-order.ts';
import type { DemoCustomer } from './customers.ts';
import { type DemoEvent, Diary, day, hour, minute } from './diary.ts';
import type { Random } from './random.ts';
import { basket, coffeeOf, type Goods, productsOf } from './shop/goods.ts';

/** One customer's month. */
export class Month {
  readonly #diary: Diary;
  readonly #random: Random;
  readonly #start: number;
  readonly #days: number;

  constructor(customer: DemoCustomer, random: Random, start: number, days: number) {
    this.#diary = new Diary(customer);
    this.#random = random;
    this.#start = start;
    this.#days = days;
  }

  /** All that happens to the customer, in no order. */
  events(): readonly DemoEvent[] {
    const { anonymous } = this.#customer;
    const visits = this.#random.pick([
      [1, 70],
      [2, 24],
      [3, 6],
    ]);
    const times = Array.from({ length: visits }, () => this.#someTime()).sort((a, b) => a - b);
    const [first = this.#start] = times;
    if (!anonymous && this.#random.chance(0.3)) this.#diary.add('customer.created', first - 5 * minute, {});
    for (const time of times) this.#visit(time);
    if (!anonymous && this.#random.chance(0.05)) this.#comesBack();
    this.#extras();
    return this.#diary.events;
  }

  get #customer(): DemoCustomer {
    return this.#diary.customer;
  }

  /** Occasional events, apart from any visit. */
  #extras(): void {
    const random = this.#random;
    const { currency, language } = this.#customer;
    const [product] = productsOf(basket(random, currency, language).lines);
    if (product && random.chance(0.06)) this.#diary.add('product.back_in_stock', this.#someTime(), { product });
    if (random.chance(0.06)) tellOfInquiry(this.#diary, this.#someTime(), random.chance(0.8));
    if (random.chance(0.05)) {
      const tier = { id: 'gold', name: language === 'ja' ? 'ゴールド' : 'Gold' };
      this.#diary.add('customer.tier_reached', this.#someTime(), { tier });
    }
    const order = this.#diary.events.find(({ type }) => type === 'order.placed');
    if (order && random.chance(0.03))
      this.#diary.add('journey.requested', order.at + 20 * day, { journey: { name: 'win-back' } });
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
    const diary = this.#diary;
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
      diary.add('product.viewed', at - (10 - nth) * minute, { product }, this.#customer.anonymous);
    }
    if (outcome === 'looks') return;
    const cart = fillCart(diary, at, goods);
    if (outcome === 'buys' || outcome === 'stops') startCheckout(diary, at + 2 * minute, goods, cart);
    if (outcome === 'buys') this.#order(at + random.between(3, 40) * minute, goods, cart);
    if (outcome === 'returns') this.#order(at + random.between(5, 60) * hour, goods, cart);
    if (outcome === 'empties') diary.add('cart.emptied', at + random.between(10, 200) * minute, { cart: { id: cart } });
  }

  #order(at: number, goods: Goods, cart?: string): void {
    const { anonymous, known } = this.#customer;
    if (anonymous) this.#diary.add('customer.updated', at - minute, {}, { ...known, ...anonymous } satisfies Json);
    const order = placeOrder(this.#diary, at, { goods, cart, isPromised: this.#random.chance(0.85) });
    afterOrder(this.#diary, this.#random, { id: order, at, goods });
  }
}
