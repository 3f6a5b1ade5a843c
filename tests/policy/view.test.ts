import { describe, expect, it } from 'vitest';
import type { StoreEvent } from '../../src/commerce/events.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Message } from '../../src/model/message.ts';
import type { Run } from '../../src/model/run.ts';
import type { Subject } from '../../src/model/subject.ts';
import { type ViewShape, viewShape } from '../../src/model/view.ts';
import { matchesPattern } from '../../src/pattern/match.ts';
import { asksFor, viewOf } from '../../src/policy/condition/view.ts';
import { emptyProfile, foldProfile } from '../../src/policy/customer/profile.ts';
import { factOf, foldFact } from '../../src/policy/past/fold-fact.ts';
import { datesOf } from '../../src/policy/run/dates.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { segments } from '../fixtures/catalogue.ts';
import { type Detail, shopper, storeEvent } from '../fixtures/events.ts';

const started = '2026-03-02T09:00:00Z';

/** What the events leave behind, for a run about the subject. */
function known(subject: Subject, events: readonly StoreEvent[]) {
  const facts = new Map<string, Fact>();
  for (const event of events) {
    const key = JSON.stringify(factOf(event));
    const fact = foldFact(facts.get(key), event);
    if (fact) facts.set(key, JSON.parse(JSON.stringify(fact)));
  }
  const startedAt = fromIso(started);
  const rest = { customer: 'c', journey: 'j', startedBy: 'e', test: false };
  const input = { customer: 'c', run: 'r', journey: 'j', next: { until: started } };
  const run: Run = { id: 'r', subject, startedAt, input, ...rest };
  const profile = events.reduce((known, event) => foldProfile(known, event, true), emptyProfile('c'));
  return { now: fromIso('2026-03-12T08:00:00Z'), run, profile, segments, facts: [...facts.values()] };
}

describe('an order that an import tells of', () => {
  const told = (overrides: Detail = {}) =>
    storeEvent('order.placed', '2026-03-04T09:00:00Z', {
      order: { id: 'o-2', total: { amount: 12.5, currency: 'USD' }, lines: [] },
      ...overrides,
    });
  const ordersAfter = (...events: readonly StoreEvent[]) =>
    viewOf(known({ kind: 'customer', id: 'c' }, [storeEvent('order.placed', started), ...events])).orders;

  it('counts among all orders, and never since the start of a run', () => {
    expect(ordersAfter(told({ history: true }))).toMatchObject({ count: 2, 'since start': 0 });
  });

  it('counts since the start once a live event tells of it, whichever comes first', () => {
    for (const events of [
      [told(), told({ history: true })],
      [told({ history: true }), told()],
    ]) {
      expect(ordersAfter(...events)).toMatchObject({ count: 2, 'since start': 1 });
    }
  });
});

const parcel = { id: 's-1', expectedAt: '2026-03-06T12:00:00+09:00' };
const customer = { ...shopper, name: 'Shopper', locale: 'ja-JP', country: 'JP', timeZone: 'Asia/Tokyo' };
const story = [
  storeEvent('order.placed', started, { customer }),
  storeEvent('order.placed', '2026-03-04T09:00:00Z', {
    order: { id: 'o-2', total: { amount: 12.5, currency: 'USD' }, lines: [] },
  }),
  storeEvent('order.placed', '2026-03-05T09:00:00Z', {
    order: { id: 'o-3', total: { amount: 99, currency: 'USD' }, lines: [] },
  }),
  storeEvent('order.cancelled', '2026-03-05T10:00:00Z', { order: { id: 'o-3' } }),
  storeEvent('order.refunded', '2026-03-06T09:00:00Z', {
    refund: { id: 'r-1', status: 'open', total: { amount: 4.5, currency: 'USD' } },
  }),
  storeEvent('shipment.dispatched', '2026-03-03T09:00:00Z', { shipment: parcel }),
];

describe('the view of a condition', () => {
  const view = viewOf(known({ kind: 'order', id: 'o-1' }, story));

  it('tells of the customer without addresses', () => {
    expect(view.customer).toEqual({
      name: 'Shopper',
      locale: 'ja-JP',
      country: 'JP',
      'time zone': 'Asia/Tokyo',
      consent: { email: true, sms: true },
    });
    expect(JSON.stringify(view)).not.toContain('example.com');
  });

  it('tells of what the run is about as events do: money in major units, times as texts, refunds as a list', () => {
    expect(view.order).toMatchObject({
      id: 'o-1',
      placedAt: started,
      total: { amount: 48, currency: 'USD' },
      refunds: [{ id: 'r-1', status: 'open', total: { amount: 4.5, currency: 'USD' }, at: '2026-03-06T09:00:00Z' }],
    });
    expect(view.shipment).toMatchObject({ dispatchedAt: '2026-03-03T09:00:00Z', ...parcel });
    expect(view).not.toHaveProperty('cart');
  });

  it('counts orders in force, and the days since any; the order that started the run is not since the start', () => {
    expect(view.orders).toEqual({
      count: 2,
      'since start': 1,
      spent: { amount: 60.5, currency: 'USD' },
      total: { amount: 12.5, currency: 'USD' },
      'days since last': 6,
      'open refunds': 1,
    });
  });

  it('of a customer who never ordered counts none, and knows no last order', () => {
    const [cart] = [storeEvent('cart.updated', started)];
    expect(viewOf(known({ kind: 'cart', id: 'cart-1' }, [cart])).orders).toEqual({
      count: 0,
      'since start': 0,
      'open refunds': 0,
    });
  });

  it('shows the outcome of the run’s last message', () => {
    const line = { key: 'k', customer: 'c', run: 'r', journey: 'j', purpose: 'marketing', at: 1 } as const;
    const messages: Message[] = [
      { ...line, step: 'later', outcome: 'sent', due: 2, feedback: { delivered: 3, opened: 4 } },
      { ...line, key: 'r_first', step: 'first', outcome: 'skipped', due: 1 },
    ];
    const { messages: seen } = viewOf({ ...known({ kind: 'order', id: 'o-1' }, story), messages });
    expect(seen).toEqual({ last: { outcome: 'sent', delivered: true, opened: true, clicked: false }, coupon: false });
  });

  interface Line {
    readonly code?: string;
    readonly expiresAt?: number;
    readonly outcome?: 'skipped';
  }
  it.each<[state: string, line: Line, has: boolean]>([
    ['valid and not used', {}, true],
    ['over', { expiresAt: fromIso('2026-03-11T14:59:59Z') }, false],
    ['used', { code: 'USED' }, false],
    ['of a message that never went', { outcome: 'skipped' }, false],
  ])('has a coupon of the run that is %s', (_, { expiresAt, code, outcome }, has) => {
    const used = storeEvent('coupon.redeemed', '2026-03-05T09:00:00Z', { coupon: { code: 'USED' } });
    const line = {
      key: 'k',
      customer: 'c',
      run: 'r',
      journey: 'j',
      step: 's',
      purpose: 'marketing',
      at: 1,
      due: 1,
    } as const;
    const coupon = { code: code ?? 'FRESH', expiresAt: expiresAt ?? fromIso('2026-03-12T14:59:59Z') };
    const messages: Message[] = [{ ...line, outcome: outcome ?? 'sent', coupon }];
    const view = viewOf({ ...known({ kind: 'order', id: 'o-1' }, [...story, used]), messages });
    expect(matchesPattern({ messages: { coupon: [true] } }, view)).toBe(has);
    expect(matchesPattern({ messages: { coupon: [false] } }, view)).toBe(!has);
  });

  it('holds what the list of known keys says, and nothing else', () => {
    const more = [storeEvent('cart.updated', started), storeEvent('checkout.started', started)];
    const subjects: Subject[] = [
      { kind: 'order', id: 'o-1' },
      { kind: 'cart', id: 'cart-1' },
      { kind: 'checkout', id: 'k-1' },
      { kind: 'review', id: 'v-1' },
    ];
    const review = storeEvent('review.submitted', started);
    for (const subject of subjects) {
      expect(unknown(viewOf(known(subject, [...story, ...more, review])), viewShape)).toEqual([]);
    }
  });

  it.each([
    [true, { messages: { last: { opened: [true] } } }],
    [true, { $or: [{ orders: { count: [0] } }, { messages: { last: { opened: [true] } } }] }],
    [false, { orders: { count: [0] } }],
  ])('asks the ledger: %s for %j', (asks, condition) => {
    expect(asksFor(condition, 'messages')).toBe(asks);
  });

  it.each([
    [{ orders: { 'since start': [0] } }, false],
    [{ order: { refunds: { status: ['open'] } } }, true],
    [{ order: { total: { amount: [{ numeric: ['>=', 48] }] } } }, true],
    [{ shipment: { deliveredAt: [{ exists: false }] } }, true],
    [{ customer: { name: [{ exists: true }] }, orders: { 'days since last': [{ numeric: ['<', 6] }] } }, false],
  ])('answers %j with %s', (condition, answer) => {
    expect(matchesPattern(condition, view)).toBe(answer);
  });
});

describe('the dates of a run', () => {
  const asked = { profile: emptyProfile('c'), from: fromIso('2026-03-05T00:00:00Z'), zone: 'Asia/Tokyo' };

  it('are those of its own things, in epoch milliseconds', () => {
    const { run, facts } = known({ kind: 'order', id: 'o-1' }, story);
    const dates = Object.entries(datesOf(run, { ...asked, facts })).filter(([, at]) => at !== undefined);
    expect(Object.fromEntries(dates.map(([path, at]) => [path, toIso(at)]))).toEqual({
      'order.placedAt': started,
      'shipment.dispatchedAt': '2026-03-03T09:00:00Z',
      'shipment.expectedAt': '2026-03-06T03:00:00Z',
    });
  });

  it("are the subject's own where another parcel of the order has some too", () => {
    const other = storeEvent('shipment.dispatched', '2026-03-04T09:00:00Z', { shipment: { id: 's-2' } });
    const { run, facts } = known({ kind: 'shipment', id: 's-1' }, [...story, other]);
    expect(datesOf(run, { ...asked, facts })['shipment.dispatchedAt']).toBe(fromIso('2026-03-03T09:00:00Z'));
  });
});

/** The keys that no condition could ask for, and the parts of what the list calls a value. */
function unknown(value: unknown, shape: ViewShape): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => unknown(one, shape));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const inside = shape[key];
    if (inside === undefined) return below === undefined ? [] : [key];
    if (inside === 'any') return [];
    return unknown(below, inside === true ? {} : inside).map((inner) => `${key}.${inner}`);
  });
}
