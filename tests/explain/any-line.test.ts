import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainDelivery } from '../../src/engine/explain/explain-delivery.ts';
import type { CustomerExplanation, DayExplanation } from '../../src/model/explain-request.ts';
import type { Message } from '../../src/model/message.ts';
import { doorReasons, holdReasons, outcomes, skipReasons } from '../../src/model/outcome.ts';
import type { Run } from '../../src/model/run.ts';
import type { TurnedAway } from '../../src/model/turned-away.ts';
import { World } from '../engine/world.ts';
import { journeys, messages, settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const name = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('__proto__', 'cart-journey', 'reminder', '', '日本'),
);
const time = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(0, 9e15, -9e15));
const rival = fc.record({ run: name, step: maybe(name), at: time, priority: maybe(fc.integer()) });
const setting = fc.record({ name, value: maybe(fc.oneof(fc.integer(), name)) });
const basis = fc.record({
  version: maybe(name),
  setting: maybe(setting),
  rivals: maybe(fc.array(rival, { maxLength: 3 })),
  event: maybe(fc.record({ on: name, at: time })),
  end: maybe(name),
  channels: maybe(fc.dictionary(fc.constantFrom('email', 'sms', 'fax'), fc.constantFrom(...skipReasons))),
  word: maybe(fc.record({ source: name, at: time })),
  zone: maybe(fc.oneof(fc.constantFrom('Asia/Tokyo', 'Nowhere'), name)),
  zoneFrom: maybe(fc.constantFrom('told', 'phone', 'moon')),
  since: maybe(time),
});
const reason = maybe(fc.oneof(fc.constantFrom(...holdReasons, ...skipReasons, 'no-answer'), name));
const hold = fc.record({
  reason: fc.oneof(fc.constantFrom(...holdReasons), name),
  at: time,
  until: maybe(time),
  basis: maybe(basis),
});

const line = fc.record({
  journey: name,
  step: name,
  message: maybe(name),
  outcome: fc.constantFrom(...outcomes),
  reason,
  detail: maybe(name),
  basis: maybe(basis),
  holds: maybe(fc.array(hold, { maxLength: 4 })),
  due: time,
  at: time,
  until: maybe(time),
  channel: maybe(fc.constantFrom('email', 'sms', 'fax')),
  feedback: maybe(fc.dictionary(fc.constantFrom('delivered', 'opened', 'failed', 'eaten'), time)),
});
const run = fc.record({
  journey: name,
  startedAt: time,
  ended: maybe(fc.record({ at: time, why: fc.constantFrom('event', 'refused', 'left'), reason: name })),
  next: maybe(fc.record({ at: time, priority: fc.integer() })),
  awaiting: maybe(fc.record({ step: name, on: fc.array(name, { maxLength: 3 }), token: name })),
});
const refusal = fc.record({
  journey: name,
  subject: fc.constantFrom('cart', 'customer', 'order', 'moon'),
  reason: fc.oneof(fc.constantFrom(...doorReasons), name),
  times: fc.array(time, { maxLength: 3 }),
  basis: maybe(basis),
});

/** Undefined fields are no fields, as in the table. */
const stored = (value: object): object => JSON.parse(JSON.stringify(value));

describe('the answer', () => {
  it('comes in both languages whatever the table holds of a customer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 6 }),
        fc.array(run, { maxLength: 3 }),
        fc.array(refusal, { maxLength: 3 }),
        fc.constantFrom('en', 'ja'),
        async (lines, runs, refusals, lang) => {
          const world = new World().at('2026-03-02T09:00:00Z');
          await world.ingest(busEvent('customer.created', '2026-03-01T00:00:00Z', { id: 'e' }));
          const [identity] = await world.stores.identities.find({ id: shopper.id });
          const customer = identity?.owner ?? '';
          const put = (sk: string, value: object) =>
            world.table.put({ pk: `C#${customer}`, sk }, stored({ customer, ...value }), 0);
          for (const [place, one] of lines.entries()) {
            const own = `cart-journey-0123456789abcdef0123-${place}`;
            const value = { ...one, key: `${own}_x`, run: own } as unknown as Message; // any text may stand in the table
            await put(`4#message#${value.key}`, value);
          }
          for (const [place, one] of runs.entries()) {
            const value = {
              id: `r-${place}`,
              subject: { kind: 'customer', id: customer },
              input: {},
              ...one,
            } as unknown as Run; // as above
            await put(`2#run#x#${place}`, value);
          }
          for (const [place, one] of refusals.entries()) {
            await put(`4#refused#x#y#${place}`, one as unknown as TurnedAway); // as above
          }
          const ports = { stores: world.stores, clock: () => world.now, settings, messages, journeys };
          const told = await explainDelivery({ do: 'customer', who: shopper.id, lang }, ports);
          const { lines: all, planned } = told as CustomerExplanation; // the customer is known
          const texts = [...all, ...planned].flatMap(({ sentences }) => sentences);
          expect(
            texts.filter((text) => /undefined|NaN|\[object|Invalid/.test(text.replaceAll(/[“「].*?[”」]/g, ''))),
          ).toEqual([]);
          const day = { do: 'day', journey: 'cart-journey', day: '2026-03-02', lang, limit: 9 };
          expect(((await explainDelivery(day, ports)) as DayExplanation).pages).toBe(1); // as asked
        },
      ),
      { numRuns: 150 },
    );
  });
});
