import { describe, expect, it } from 'vitest';
import { cart, type Detail, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const occurredAt = '2026-03-02T01:00:00Z';

const secret = { email: 'not-an-address-but-private', name: 'Private Name', phone: '090-0000-0000' };

/** Whose data does not fit, and may not be seen in a log all the same. */
const sloppy: Detail = { id: 'sloppy-1', occurredAt, shop: 'demo', customer: secret, ...cart('cart-of-sloppy') };

function deadLetters(shop: LocalShop) {
  return shop.runtime.deadLetters().map(({ queue, message }) => ({ queue, body: JSON.parse(message.body) }));
}

describe('an event that does not fit its contract', () => {
  it('ends whole as a dead letter of both queues; the rest of its batch goes on', () =>
    inShop(
      opens,
      async (shop) => {
        const [before, after] = [inTokyo('before'), inTokyo('after')];
        shop.put(
          'cart.updated',
          { id: 'good-1', occurredAt, shop: 'demo', customer: before, ...cart('cart-1') },
          sloppy,
          { id: 'good-2', occurredAt, shop: 'demo', customer: after, ...cart('cart-2') },
        );
        await shop.toTheEnd();
        const letters = deadLetters(shop);
        expect(letters.map(({ queue }) => queue).sort()).toEqual([
          expect.stringContaining('enrolment-dead-letters'),
          expect.stringContaining('ingest-dead-letters'),
        ]);
        const ingest = letters.find(({ queue }) => queue.includes('ingest'))?.body;
        const enrolment = letters.find(({ queue }) => queue.includes('enrolment'))?.body;
        expect(ingest).toMatchObject({ 'detail-type': 'cart.updated', source: 'store.demo', detail: sloppy });
        expect(enrolment).toMatchObject({ journey: 'abandoned-cart', event: { detail: sloppy } });
        for (const customer of [before, after]) {
          expect(shop.sentTo(customer).map(([step]) => step)).toEqual(['reminder', 'last-call']);
        }
        expectReasonsWithoutValues(shop);
      },
      { deadLetters: true },
    ));

  it('ends in the ingest queue alone when it starts no journey', () =>
    inShop(
      opens,
      async (shop) => {
        shop.put('order.cancelled', { id: 'bad-1', occurredAt, shop: 'demo', customer: inTokyo('any') });
        shop.put('order.renamed', { id: 'bad-2', occurredAt, shop: 'demo', customer: inTokyo('any') });
        await shop.toTheEnd();
        expect(deadLetters(shop).map(({ queue, body }) => [queue.split('/').at(-1), body['detail-type']])).toEqual([
          ['aftercart-ingest-dead-letters', 'order.cancelled'],
          ['aftercart-ingest-dead-letters', 'order.renamed'],
        ]);
      },
      { deadLetters: true },
    ));
});

describe('an event that nobody takes', () => {
  it('is named in the log by source and type, and by nothing that it says', () =>
    inShop(
      opens,
      async (shop) => {
        const detail = { id: 'lost-1', occurredAt, shop: 'demo', customer: secret };
        shop.customers.add(secret as never); // so that the books are searched for it
        shop.runtime.putEvents([
          {
            EventBusName: 'aftercart',
            Source: 'shop.demo',
            DetailType: 'order.placed',
            Detail: JSON.stringify(detail),
          },
        ]);
        shop.put('order.renamed', { id: 'bad-3', occurredAt, shop: 'demo', customer: inTokyo('any') });
        await shop.toTheEnd();
        const lines = shop.runtime.logs.of('aftercart-count-unmatched').map(({ text }) => text);
        const warnings = lines.filter((text) => text.includes('no rule matches')).map((text) => JSON.parse(text));
        expect(warnings.map(({ source, type }) => [source, type])).toEqual([
          ['shop.demo', 'order.placed'],
          ['store.demo', 'order.renamed'],
        ]);
        expect(lines.filter((text) => text.includes('UnmatchedEvent'))).toHaveLength(2);
      },
      { deadLetters: true },
    ));
});

/** The logs name the fields that do not fit; what stood in them they do not say. */
function expectReasonsWithoutValues({ lines, runtime }: LocalShop): void {
  const text = lines.map((line) => line.text).join('\n');
  expect(text).toContain('cart.updated does not fit its contract');
  expect(text).toContain('detail.customer.email');
  expect(text).toContain('detail.customer.phone');
  for (const value of Object.values(secret)) expect(text).not.toContain(value);
  const logged = runtime.logs
    .of('aftercart-ingest-event')
    .filter((line) => line.text.includes('detail.customer.email'));
  expect(logged.length).toBeGreaterThan(0);
}
