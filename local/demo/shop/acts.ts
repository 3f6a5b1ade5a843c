import type { StoreFact } from '../../../src/commerce/nouns.ts';
import type { LineItem } from '../../../src/commerce/values/line-item.ts';
import { type Money, majorUnits } from '../../../src/commerce/values/money.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { Json } from '../../aws/json.ts';
import { isoTime } from '../acts.ts';
import { day, detail } from '../diary.ts';
import { shopUrl } from './addresses.ts';
import { type Goods, goodsOf } from './goods.ts';
import { findProduct } from './products.ts';
import type { Visit } from './visit.ts';

/** An event that a page of the shop posts: what its backend would post. */
export interface Act {
  readonly type: string;
  readonly detail: Json;
}

/** Finds the event for a form that was sent; undefined when it asks for nothing that can be done. */
export function actOf(form: URLSearchParams, visit: Visit, now: number): Act | undefined {
  if (visit.from === undefined) return undefined;
  const nouns = nounsOf(form, visit, now);
  if (nouns === undefined) return undefined;
  const [type, about] = nouns;
  return { type, detail: detail(newId('event', now), now, customerOf(visit.from.customer), about) };
}

function nounsOf(form: URLSearchParams, visit: Visit, now: number): readonly [string, Json] | undefined {
  const id = form.get('id') ?? '';
  const facts = visit.from === undefined ? [] : visit.shop.factsOf(visit.from.customer.customer);
  const find = <K extends StoreFact['kind']>(kind: K) =>
    facts.find((fact): fact is Extract<StoreFact, { kind: K }> => fact.kind === kind && fact.id === id);
  switch (form.get('act')) {
    case 'add':
      return withGoods(productGoods(id, visit), (goods) => cartEvent(goods, now));
    case 'buy':
      return withGoods(productGoods(id, visit), (goods) => orderEvent(goods, now));
    case 'order-cart':
      return withGoods(told(find('cart')), (goods) => orderEvent(goods, now, id));
    case 'order-checkout':
      return withGoods(told(find('checkout')), (goods) => orderEvent(goods, now));
    case 'order-again':
      return withGoods(told(find('order')), (goods) => orderEvent(goods, now));
    case 'review': {
      const rating = Number(form.get('rating'));
      if (find('order') === undefined || !(rating >= 1 && rating <= 5)) return undefined;
      return ['review.submitted', { review: { id: newId('review', now), rating }, order: { id } }];
    }
    case 'deliver': {
      const parcel = find('shipment');
      return parcel && ['shipment.delivered', { order: { id: parcel.order }, shipment: { id } }];
    }
    default:
      return undefined;
  }
}

function withGoods<T>(goods: Goods | undefined, act: (goods: Goods) => T): T | undefined {
  return goods === undefined ? undefined : act(goods);
}

function productGoods(id: string, { currency, language }: Visit): Goods | undefined {
  const product = findProduct(id);
  return product && goodsOf([{ product, quantity: 1 }], currency, language);
}

/** The goods of a fact as events carry them: in major units. */
function told(fact: { readonly total?: Money; readonly lines?: readonly LineItem[] } | undefined): Goods | undefined {
  if (fact?.total === undefined) return undefined;
  const price = (money: Money): Json => ({ amount: majorUnits(money), currency: money.currency });
  const lines = (fact.lines ?? []).map((line) => ({ ...line, ...(line.price && { price: price(line.price) }) }));
  return { total: price(fact.total), lines };
}

function cartEvent(goods: Goods, now: number): readonly [string, Json] {
  const id = newId('cart', now);
  return ['cart.updated', { cart: { id, url: `${shopUrl}/cart/${id}`, ...goods } }];
}

function orderEvent(goods: Goods, now: number, cart?: string): readonly [string, Json] {
  const id = newId('order', now);
  const number = String(now).slice(-7, -1);
  const order = { id, number, url: `${shopUrl}/orders/${id}`, ...goods, dispatchBy: isoTime(now + 2 * day) };
  return ['order.placed', { order, ...(cart !== undefined && { cart: { id: cart } }) }];
}

/** Clicks of one moment of the clock, which may stand still, make different things. */
function newId(noun: string, now: number): string {
  return `${noun}-${now.toString(36)}-${Math.random().toString(36).slice(2, 6)}`;
}

function customerOf({ identities, name, locale, country, timeZone }: Profile): Json {
  const known = Object.entries({ ...identities, name, locale, country, timeZone });
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
