import { describe, expect, it } from 'vitest';
import { parseStoreEvent } from '../../src/contracts/event.ts';
import { formatMoney, majorUnits } from '../../src/contracts/money.ts';
import { busEvent } from '../fixtures/events.ts';

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
    [-48, 'EUR', -4800],
  ])('%s %s is %i minor units', (amount, currency, minor) => {
    const event = parseStoreEvent(busEvent('cart.updated', at, total(amount, currency)));
    expect(event).toMatchObject({ cart: { total: { minor, currency } } });
  });

  it.each([
    [12.345, 'USD', 'detail.cart.total.amount has more than the 2 decimals of USD'],
    ['1.5', 'JPY', 'detail.cart.total.amount has more than the 0 decimals of JPY'],
    ['12,50', 'EUR', 'detail.cart.total.amount'],
    [1, 'eur', 'detail.cart.total.currency'],
  ])('%s %s is an error', (amount, currency, problem) => {
    expect(() => parseStoreEvent(busEvent('cart.updated', at, total(amount, currency)))).toThrow(problem);
  });

  it('is written as the reader expects it', () => {
    expect(formatMoney({ minor: 1250, currency: 'USD' }, 'en-US')).toBe('$12.50');
    expect(formatMoney({ minor: 1250, currency: 'JPY' }, 'ja-JP')).toBe('￥1,250');
    expect(majorUnits({ minor: 1250, currency: 'JPY' })).toBe(1250);
  });
});

describe('events', () => {
  it('tolerate fields that the contract does not name', () => {
    expect(parseStoreEvent(busEvent('cart.emptied', at, { source_name: 'web' }))).toMatchObject({
      type: 'cart.emptied',
    });
  });

  it.each([
    [
      'no customer identity',
      { customer: { name: 'x' } },
      'needs at least one of id, email, phone, lineId, anonymousId',
    ],
    ['a time without offset', { occurredAt: '2026-03-02T09:00:00' }, 'detail.occurredAt'],
    ['a phone number that is not E.164', { customer: { phone: '090-1234-5678' } }, 'detail.customer.phone'],
    [
      'a zone nobody knows',
      { customer: { id: 'c', timeZone: 'Mars/Base' } },
      'must be an IANA zone such as Asia/Tokyo',
    ],
    ['a locale that is none', { customer: { id: 'c', locale: 'not a locale' } }, 'must be a BCP 47 tag such as ja-JP'],
  ])('with %s are refused by field', (_what, overrides, problem) => {
    expect(() => parseStoreEvent(busEvent('customer.updated', at, overrides))).toThrow(problem);
  });

  it('accept the addresses that Japanese carriers gave out', () => {
    const event = busEvent('customer.updated', at, { customer: { email: 'a..b.@docomo.example.com' } });
    expect(parseStoreEvent(event)).toMatchObject({ customer: { email: 'a..b.@docomo.example.com' } });
  });

  it.each([
    [undefined],
    [null],
    [{}],
    [{ 'detail-type': 'order.shipped', detail: {} }],
    [{ 'detail-type': 'toString' }],
    ['x'],
  ])('of no known type are refused: %j', (event) => {
    expect(() => parseStoreEvent(event)).toThrow('detail-type must be one of customer.updated, cart.updated');
  });
});
