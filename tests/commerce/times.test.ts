import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { busEvent } from '../fixtures/events.ts';

const received = '2026-03-02T09:00:05.250Z';
const shopper = { id: 'c-1' };

/** The event as it is read at a time. */
function read(occurredAt: string, overrides: object = {}, envelope: object = {}, now = received) {
  const event = { ...busEvent('order.placed', occurredAt, { customer: shopper, ...overrides }), ...envelope };
  return readStoreEvent(event, { now: Date.parse(now), shop: 'demo' }).event;
}

const agreed = (at: string) => ({
  customer: { ...shopper, consent: { email: { granted: true, at, source: 'form' } } },
});

describe('the time of an event', () => {
  it('stays as written when it is past', () => {
    for (const at of ['2026-03-02T18:00:05+09:00', '2026-03-02T09:00:05.123456789Z', '2003-01-01T00:00:00Z'])
      expect(read(at).occurredAt).toBe(at);
  });

  it('becomes the time of receipt when it lies up to a day ahead', () => {
    expect(read('2026-03-02T18:00:05Z').occurredAt).toBe(received); // local time in Japan, written as UTC
    expect(read('2026-03-03T09:00:05Z').occurredAt).toBe(received);
  });

  it.each(['2026-03-03T09:00:06Z', '2027-03-02T09:00:00Z', '9999-12-31T23:59:59Z'])(
    'is refused when it lies more than a day ahead: %s',
    (at) => {
      expect(() => read(at)).toThrow('detail.occurredAt must not be more than a day ahead');
    },
  );

  it.each([
    '2026-03-02T09:00:00',
    '2026-03-02T24:00:00Z',
    '2026-03-02T23:59:60Z',
    '2026-02-30T09:00:00Z',
    '2026-03-02T09:00:00.1234567891Z',
    '2026-03-02T09:00:00+25:00',
    '1999-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '2026-03-02',
    1_772_442_000_000,
  ])('is refused when it cannot be parsed or lies before 2000: %s', (occurredAt) => {
    expect(() => read(received, { occurredAt })).toThrow('detail.occurredAt');
  });

  it('is the same after every redelivery, by the second in the envelope', () => {
    const envelope = { time: '2026-03-02T09:00:04Z' };
    for (const now of [received, '2026-03-02T09:06:00Z', '2026-03-02T12:00:00Z'])
      expect(read('2026-03-02T18:00:05Z', {}, envelope, now).occurredAt).toBe('2026-03-02T09:00:04.999Z');
    expect(read('2026-03-02T09:00:04.700Z', {}, envelope).occurredAt).toBe('2026-03-02T09:00:04.700Z');
  });

  it.each([['2026-03-02T09:00:06Z'], ['2026-01-01T00:00:00Z'], ['soon'], [undefined], [5]])(
    'goes by our clock when the time of the envelope is %j',
    (time) => {
      expect(read('2026-03-02T18:00:05Z', {}, { time }).occurredAt).toBe(received);
    },
  );
});

describe('the time of a consent', () => {
  it('becomes the time of receipt when it lies minutes ahead, as on a fast clock', () => {
    const { consent } = read('2026-03-02T09:00:00Z', agreed('2026-03-02T09:05:05Z')).customer;
    expect(consent?.email?.at).toBe(received);
  });

  it('makes an agreement void when it lies further ahead of the receipt, whenever the event is delivered', () => {
    const envelope = { time: '2026-03-02T09:00:04Z' };
    for (const now of [received, '2026-03-03T00:00:00Z']) {
      const event = {
        ...busEvent('order.placed', '2026-03-02T09:00:00Z', agreed('2026-03-02T18:00:00Z')),
        ...envelope,
      };
      const { event: kept, dropped } = readStoreEvent(event, { now: Date.parse(now), shop: 'demo' });
      expect([kept.customer.consent, dropped]).toEqual([{}, ['customer.consent.email']]);
    }
  });

  it('of an opt-out becomes the time of receipt, however far ahead it lies', () => {
    const optOut = { granted: false, at: '2026-03-02T18:00:00Z', source: 'form' };
    const { consent } = read('2026-03-02T09:00:00Z', { customer: { ...shopper, consent: { email: optOut } } }).customer;
    expect(consent?.email).toMatchObject({ granted: false, at: received });
  });

  it('that lies further ahead makes an agreement void', () => {
    expect(read('2026-03-02T09:00:00Z', agreed('9999-01-01T00:00:00Z')).customer.consent).toEqual({});
  });
});

describe('a date that the shop promises', () => {
  const order = { id: 'o-1', total: { amount: 1, currency: 'USD' }, lines: [] };

  it('may lie up to ten years ahead', () => {
    const told = (dispatchBy: string) => () => read(received, { order: { ...order, dispatchBy } });
    expect(told('2035-01-01T00:00:00Z')()).toMatchObject({ order: { dispatchBy: '2035-01-01T00:00:00Z' } });
    expect(told('2040-01-01T00:00:00Z')).toThrow('detail.order.dispatchBy must not be more than ten years ahead');
    expect(told('1999-01-01T00:00:00Z')).toThrow('detail.order.dispatchBy');
  });

  it('is checked in parcels and inquiries, too', () => {
    const late = '2060-01-01T00:00:00Z';
    const intake = { now: Date.parse(received), shop: 'demo' };
    const parcel = busEvent('shipment.delayed', received, { shipment: { id: 's-1', expectedAt: late } });
    const inquiry = busEvent('inquiry.received', received, { inquiry: { id: 'q-1', answerBy: late } });
    expect(() => readStoreEvent(parcel, intake)).toThrow('detail.shipment.expectedAt must not be more than ten years');
    expect(() => readStoreEvent(inquiry, intake)).toThrow('detail.inquiry.answerBy must not be more than ten years');
  });
});
