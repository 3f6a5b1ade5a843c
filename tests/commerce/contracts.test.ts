import { describe, expect, it } from 'vitest';
import type { EventType } from '../../src/commerce/events.ts';
import { parseStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { currencyDigits, isCurrency } from '../../src/commerce/values/currency.ts';
import { formatMoney, majorUnits } from '../../src/commerce/values/money.ts';
import { busEvent, intake, line, storeEvent } from '../fixtures/events.ts';

const at = '2026-03-02T09:00:00Z';
const total = (amount: unknown, currency = 'USD') => ({ cart: { id: 'c', total: { amount, currency }, lines: [] } });

describe('money', () => {
  it.each([
    [12.5, 'USD', 1250],
    ['12.50', 'USD', 1250],
    [1200, 'JPY', 1200],
    ['1200.00', 'JPY', 1200],
    [1.234, 'KWD', 1234],
    [0.1 + 0.2, 'USD', 30],
    [505.3, 'GBP', 50530],
    [0, 'EUR', 0],
    [1e10, 'USD', 1e12],
  ])('%s %s is %i minor units', (amount, currency, minor) => {
    const event = storeEvent('cart.updated', at, total(amount, currency));
    expect(event).toMatchObject({ cart: { total: { minor, currency } } });
  });

  it.each([
    [12.345, 'HUF', 'detail.cart.total.amount has more than the 2 decimals of HUF'],
    [12.345, 'USD', 'detail.cart.total.amount has more than the 2 decimals of USD'],
    ['1.5', 'JPY', 'detail.cart.total.amount has more than the 0 decimals of JPY'],
    ['12,50', 'EUR', 'detail.cart.total.amount'],
    [1, 'eur', 'detail.cart.total.currency must be a currency of ISO 4217, such as USD'],
    [1, 'ZZZ', 'detail.cart.total.currency must be a currency of ISO 4217, such as USD'],
    [-48, 'EUR', 'detail.cart.total.amount must be 0 or more'],
    ['-48', 'EUR', 'detail.cart.total.amount must be 0 or more'],
    [1e308, 'USD', 'detail.cart.total.amount must be at most 10000000000 USD'],
    ['9'.repeat(400), 'USD', 'detail.cart.total.amount'],
    [1e13, 'JPY', 'detail.cart.total.amount must be at most 1000000000000 JPY'],
    [Number.NaN, 'JPY', 'detail.cart.total.amount'],
  ])('%s %s is an error', (amount, currency, problem) => {
    expect(() => storeEvent('cart.updated', at, total(amount, currency))).toThrow(problem);
  });

  it.each([
    [100.5, 'HUF', 101],
    ['1999.99', 'PKR', 2000],
    [0.125, 'IQD', 0],
    [10.25, 'TWD', 1025],
    [1.2345, 'CLF', 12_345],
    ['1.2345', 'UYW', 12_345],
    [1.234, 'KWD', 1234],
    [12.5, 'BGN', 1250],
  ])('%s %s is taken, and kept as %s', (amount, currency, minor) => {
    const event = storeEvent('cart.updated', at, total(amount, currency));
    expect('cart' in event && event.cart && 'total' in event.cart && event.cart.total).toEqual({ minor, currency });
  });

  it('in a currency that Node knows is kept with the decimals that it was always kept with', () => {
    for (const currency of Intl.supportedValuesOf('currency').filter(isCurrency)) {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
      expect([currency, currencyDigits(currency)]).toEqual([currency, maximumFractionDigits]);
    }
  });

  it('is written as the reader expects it', () => {
    expect(formatMoney({ minor: 1250, currency: 'USD' }, 'en-US')).toBe('$12.50');
    expect(formatMoney({ minor: 1250, currency: 'JPY' }, 'ja-JP')).toBe('1,250円');
    expect(majorUnits({ minor: 1250, currency: 'JPY' })).toBe(1250);
  });
});

describe('events', () => {
  it('keep only the fields of the contract', () => {
    const event = storeEvent('order.placed', at, {
      source_name: 'web',
      customer: { id: 'c', loyaltyCard: 12, consent: { push: { granted: true } } },
      order: {
        id: 'o',
        total: { amount: 1, currency: 'USD', tax: 0 },
        lines: [{ productId: 'p', title: 'Pen', quantity: 1, engraving: 'For Anna' }],
        lineItemId: 1_234_567_890_123_456_800,
      },
    });
    expect(event).toEqual({
      type: 'order.placed',
      version: 1,
      id: `order.placed@${at}`,
      occurredAt: at,
      shop: 'demo',
      test: false,
      customer: { id: 'c', consent: {} },
      order: {
        id: 'o',
        total: { minor: 100, currency: 'USD' },
        lines: [{ productId: 'p', title: 'Pen', quantity: 1 }],
      },
    });
  });

  it.each([
    [
      'a name but no identity',
      { customer: { name: 'x' } },
      'needs at least one of id, email, phone, lineId, instagram, x, facebook, anonymousId',
    ],
    ['no customer', { customer: undefined }, 'detail.customer'],
    ['a customer that is none', { customer: ['c'] }, 'detail.customer'],
    ['a shop that is another one', { shop: 'other' }, 'detail.shop must be demo'],
  ])('with %s are refused by field', (_what, overrides, problem) => {
    expect(() => storeEvent('customer.updated', at, overrides)).toThrow(problem);
  });

  it('with the source of another shop are refused', () => {
    const event = { ...busEvent('customer.updated', at), source: 'store.other' };
    expect(() => parseStoreEvent(event, intake)).toThrow('source must be store.demo');
    const { source: _source, ...handed } = busEvent('customer.updated', at);
    expect(parseStoreEvent(handed, intake)).toMatchObject({ shop: 'demo' });
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ 'detail-type': 'order.shipped', detail: {} }],
    [{ 'detail-type': 'x'.repeat(100_000), detail: {} }],
    [{ 'detail-type': 'toString' }],
    ['x'],
  ])('of no known type are refused: %j', (event) => {
    expect(() => parseStoreEvent(event, intake)).toThrow('detail-type must be one of customer.updated, ');
  });

  it.each(['constructor', '__proto__', 'x'.repeat(100_000)])('of type %j are refused in a short message', (type) => {
    expect(messageOf(() => parseStoreEvent({ 'detail-type': type, detail: {} }, intake)).length).toBeLessThan(1000);
  });

  it('are refused in a short message, however many fields are wrong', () => {
    const lines = Array.from({ length: 400 }, () => null);
    const order = { id: 'o-1', total: { amount: 1, currency: 'USD' }, lines };
    const message = messageOf(() => storeEvent('order.placed', at, { order }));
    expect(message).toContain('detail.order.lines.19 must be an object, not null; and 380 more');
    expect(message).not.toContain('lines.20');
    expect(message.length).toBeLessThan(20 * 350);
  });
});

describe('bounds', () => {
  const long = (length: number) => 'x'.repeat(length);
  const cases: readonly [EventType, object, string][] = [
    ['order.placed', { id: long(201) }, 'detail.id'],
    ['order.placed', { order: order({ id: long(201) }) }, 'detail.order.id'],
    ['order.placed', { order: order({ id: '注'.repeat(171) }) }, 'detail.order.id must be text of at most 512 bytes'],
    ['order.placed', { order: order({ id: 'o\n1' }) }, 'detail.order.id must be text of at most 512 bytes'],
    ['order.placed', { order: order({ id: '\uD800' }) }, 'detail.order.id must be text of at most 512 bytes'],
    ['order.placed', { order: order({ id: 'o\u200E1' }) }, 'detail.order.id must be text of at most 512 bytes'],
    ['order.placed', { order: order({ id: '__proto__' }) }, 'detail.order.id must not be a word of JavaScript'],
    ['order.placed', { order: order({ id: ' ' }) }, 'detail.order.id'],
    ['order.placed', { order: order({ id: 'Undefined' }) }, 'detail.order.id must not be a placeholder'],
    ['order.placed', { order: order({ id: '0' }) }, 'detail.order.id must not be a placeholder'],
    ['order.placed', { order: order({ number: long(61) }) }, 'detail.order.number'],
    ['order.placed', { order: order({ url: `https://shop.example.com/${long(2000)}` }) }, 'detail.order.url'],
    [
      'order.placed',
      { order: order({ url: 'https://shop.example.com@evil.example/' }) },
      'detail.order.url must not contain a user name',
    ],
    ['order.placed', { order: order({ url: 'javascript:alert(1)' }) }, 'detail.order.url'],
    ['order.placed', { order: order({ lines: Array(501).fill(line('p', 1, 1)) }) }, 'detail.order.lines'],
    ['order.placed', { order: order({ lines: [line('p', 0, 1)] }) }, 'detail.order.lines.0.quantity'],
    ['order.placed', { order: order({ lines: [line('p', 1e-300, 1)] }) }, 'detail.order.lines.0.quantity'],
    ['order.placed', { order: order({ lines: [line('p', 1e300, 1)] }) }, 'detail.order.lines.0.quantity'],
    [
      'order.placed',
      { order: order({ lines: [line('p', 1, -1)] }) },
      'detail.order.lines.0.price.amount must be 0 or more',
    ],
    [
      'order.placed',
      { order: order({ lines: [{ ...line('p', 1, 1), title: ' \u0007 ' }] }) },
      'detail.order.lines.0.title must contain words',
    ],
    [
      'order.refunded',
      { refund: { id: 'r', status: 'open', total: { amount: -1, currency: 'USD' } } },
      'detail.refund.total.amount',
    ],
    ['order.refunded', { refund: { id: '__proto__', status: 'open' } }, 'detail.refund.id must not be a word'],
    ['order.refunded', { refund: { id: 'constructor', status: 'open' } }, 'detail.refund.id must not be a word'],
    ['coupon.redeemed', { coupon: { code: long(201) } }, 'detail.coupon.code'],
    ['review.submitted', { review: { id: 'v', rating: 6 } }, 'detail.review.rating'],
    ['survey.answered', { survey: { id: 's', score: 5, comment: long(1001) } }, 'detail.survey.comment'],
    ['journey.requested', { journey: { name: long(201) } }, 'detail.journey.name'],
  ];
  it.each(cases)('of %s refuse %j', (type, overrides, problem) => {
    expect(() => storeEvent(type, at, { ...overrides })).toThrow(problem);
  });

  it('allow 500 lines, half a metre and ids that look like URLs', () => {
    const lines = [line('p', 0.5, 0), ...Array(499).fill(line('0', 1_000_000, 1))];
    const event = storeEvent('order.placed', at, { order: order({ id: ' gid://shopify/Order/450789469 ', lines }) });
    expect(event).toMatchObject({ order: { id: 'gid://shopify/Order/450789469' } });
  });
});

function order(fields: object) {
  return { id: 'o-1', total: { amount: 1, currency: 'USD' }, lines: [], ...fields };
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return String(error);
  }
}
