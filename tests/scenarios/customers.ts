import { Temporal } from 'temporal-polyfill';

/** A part of an event, as a test writes it. */
export type Detail = Readonly<Record<string, unknown>>;

/** A customer as a shop tells of them. */
export interface Customer {
  readonly id?: string;
  readonly anonymousId?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly country?: string;
  readonly timeZone?: string;
  readonly birthday?: string;
  readonly consent?: Detail;
}

/** Agreed to marketing by e-mail, long ago. */
export const consentToEmail = { email: { granted: true, at: '2025-06-01T00:00:00Z', source: 'checkout' } };

/** A customer in Tokyo who agreed to e-mail. */
export function inTokyo(id: string, more: Customer = {}) {
  return { ...personal(id), locale: 'ja', country: 'JP', consent: consentToEmail, ...more };
}

/** A customer in New York who agreed to e-mail. */
export function inNewYork(id: string, more: Customer = {}) {
  return { ...personal(id), locale: 'en', country: 'US', consent: consentToEmail, ...more };
}

/** Data that no other text contains, so that a leak is found wherever it is. */
function personal(id: string) {
  const digits = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 100_000_000, 7);
  return {
    id,
    email: `mail-of-${id}@example.com`,
    phone: `+8190${String(digits).padStart(8, '0')}`,
    name: `Name-of-${id}`,
  };
}

/** What could tell who a customer is. */
export function personalData({ email, phone, name }: Customer): string[] {
  return [email, phone, name].filter((value) => value !== undefined);
}

/** A time as the customer's clock shows it: `2026-03-07 16:00`, with seconds when there are any. */
export function onClockOf({ country, timeZone }: Customer, time: number): string {
  const zone = timeZone ?? (country === 'US' ? 'America/New_York' : 'Asia/Tokyo');
  const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDateTime();
  return local
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')
    .replace(/(:\d\d):00$/, '$1');
}

const beans = {
  productId: 'p-1',
  title: 'コーヒー豆',
  quantity: 2,
  price: { amount: 2400, currency: 'JPY' },
  url: 'https://shop.example.com/products/p-1',
};

const goods = { total: { amount: 4800, currency: 'JPY' }, lines: [beans] };

/** A cart of coffee beans. */
export function cart(id: string): { readonly cart: Detail } {
  return { cart: { id, ...goods, url: `https://shop.example.com/carts/${id}` } };
}

/** A checkout of what is in the cart. */
export function checkout(cartId: string): Detail {
  const id = `of-${cartId}`;
  return { checkout: { id, ...goods, url: `https://shop.example.com/checkouts/${id}` }, cart: { id: cartId } };
}

/** A product by its name alone. */
export function product(id: string): Detail {
  return { product: { id, title: id, url: `https://shop.example.com/products/${id}` } };
}

/** An order of coffee beans. */
export function order(id: string): { readonly order: Detail } {
  return { order: { id, number: `No. ${id}`, ...goods, url: `https://shop.example.com/orders/${id}` } };
}

/** A parcel that holds the whole order. */
export function parcel(orderId: string): Detail {
  return { order: { id: orderId }, shipment: { id: `parcel-of-${orderId}` } };
}

/** A refund of the whole order. */
export function refund(orderId: string, status = 'open'): Detail {
  return { order: { id: orderId }, refund: { id: `refund-of-${orderId}`, status } };
}
