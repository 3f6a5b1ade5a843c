import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/contracts/read-event.ts';
import { busEvent } from '../fixtures/events.ts';

const received = '2026-03-02T09:00:05.250Z';
const shopper = { id: 'c-1' };

/** The event as the door lets it in at a time. */
function read(occurredAt: string, overrides: object = {}, envelope: object = {}, now = received) {
  const event = { ...busEvent('order.placed', occurredAt, { customer: shopper, ...overrides }), ...envelope };
  return readStoreEvent(event, { now: Date.parse(now), shop: 'demo' }).event;
}

const agreed = (at: string) => ({
  customer: { ...shopper, consent: { email: { granted: true, at, source: 'form' } } },
});

describe('the time of an event', () => {
  it('stays as it is written when it is past', () => {
    for (const at of ['2026-03-02T18:00:05+09:00', '2026-03-02T09:00:05.123456789Z', '2003-01-01T00:00:00Z'])
      expect(read(at).occurredAt).toBe(at);
  });

  it('is the time of receipt when it lies ahead by less than a day', () => {
    expect(read('2026-03-02T18:00:05Z').occurredAt).toBe(received); // local time in Japan, written as UTC
    expect(read('2026-03-03T09:00:05Z').occurredAt).toBe(received);
  });

  it.each(['2026-03-03T09:00:06Z', '2027-03-02T09:00:00Z', '9999-12-31T23:59:59Z'])(
    'is refused when it lies ahead by more than a day: %s',
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
  ])('is refused when nobody can read it, or no shop was open: %s', (occurredAt) => {
    expect(() => read(received, { occurredAt })).toThrow('detail.occurredAt');
  });

  it('is the same however often the event is delivered: the bus has written the second into the envelope', () => {
    const envelope = { time: '2026-03-02T09:00:04Z' };
    for (const now of [received, '2026-03-02T09:06:00Z', '2026-03-02T12:00:00Z'])
      expect(read('2026-03-02T18:00:05Z', {}, envelope, now).occurredAt).toBe('2026-03-02T09:00:04.999Z');
    expect(read('2026-03-02T09:00:04.700Z', {}, envelope).occurredAt).toBe('2026-03-02T09:00:04.700Z');
  });

  it.each([['2026-03-02T09:00:06Z'], ['2026-01-01T00:00:00Z'], ['soon'], [undefined], [5]])(
    'goes by our clock when the envelope says %j',
    (time) => {
      expect(read('2026-03-02T18:00:05Z', {}, { time }).occurredAt).toBe(received);
    },
  );
});

describe('the time of a consent', () => {
  it('is the time of receipt when it lies ahead by less than a day, so that a later word overrules it', () => {
    const { consent } = read('2026-03-02T09:00:00Z', agreed('2026-03-02T18:00:00Z')).customer;
    expect(consent?.email?.at).toBe(received);
  });

  it('is refused when it lies further ahead', () => {
    expect(() => read('2026-03-02T09:00:00Z', agreed('9999-01-01T00:00:00Z'))).toThrow(
      'detail.customer.consent.email.at must not be more than a day ahead',
    );
  });
});

describe('a date that the shop promises', () => {
  const order = { id: 'o-1', total: { amount: 1, currency: 'USD' }, lines: [] };

  it('may lie years ahead, and not ten', () => {
    const told = (dispatchBy: string) => () => read(received, { order: { ...order, dispatchBy } });
    expect(told('2035-01-01T00:00:00Z')()).toMatchObject({ order: { dispatchBy: '2035-01-01T00:00:00Z' } });
    expect(told('2040-01-01T00:00:00Z')).toThrow('detail.order.dispatchBy must not be more than ten years ahead');
    expect(told('1999-01-01T00:00:00Z')).toThrow('detail.order.dispatchBy');
  });

  it('is looked at wherever it is', () => {
    const late = '2060-01-01T00:00:00Z';
    const door = { now: Date.parse(received), shop: 'demo' };
    const parcel = busEvent('shipment.delayed', received, { shipment: { id: 's-1', expectedAt: late } });
    const inquiry = busEvent('inquiry.received', received, { inquiry: { id: 'q-1', answerBy: late } });
    expect(() => readStoreEvent(parcel, door)).toThrow('detail.shipment.expectedAt must not be more than ten years');
    expect(() => readStoreEvent(inquiry, door)).toThrow('detail.inquiry.answerBy must not be more than ten years');
  });
});
