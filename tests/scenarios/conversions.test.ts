import { describe, expect, it } from 'vitest';
import type { Mail } from '../../local/aws/outbox.ts';
import { sesEventDetail } from '../../local/aws/services/ses-events.ts';
import { Random } from '../../local/demo/random.ts';
import type { Conversion } from '../../src/model/conversion.ts';
import { type Customer, cart, inTokyo, onClockOf, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const journeys = ['abandoned-cart', 'welcome'];

/** Whom the orders are credited to: order, message, and how and when it was last touched before. */
async function creditedTo(shop: LocalShop, customer: Customer): Promise<string[]> {
  const items = (await shop.items()).filter(({ sk }) => sk.startsWith('5#conversion#'));
  return items
    .map(({ value }) => value as Conversion) // by its key
    .map(({ id, journey, message, touch: { kind, at } }) =>
      [id, journey, message.replace(/^.*_/, ''), kind, onClockOf(customer, at)].join(' '),
    );
}

/** Lets SES report that the mail was opened or clicked at an instant, which may be long past. */
async function report(shop: LocalShop, kind: 'open' | 'click', mail: Mail | undefined, at: string): Promise<void> {
  if (mail === undefined) expect.fail('there is no such mail');
  const { status } = await fetch(
    `${shop.runtime.endpoint}/2015-03-31/functions/aftercart-record-feedback/invocations`,
    {
      method: 'POST',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=T/20260302/ap-northeast-1/lambda/aws4_request, x' },
      body: JSON.stringify({ source: 'aws.ses', detail: sesEventDetail(kind, mail, Date.parse(at)) }),
    },
  );
  expect(status).toBe(200);
}

describe('an order', () => {
  it('after a click counts for the journey although the run was completed long before', () =>
    inShop(
      opens,
      async (shop) => {
        const shopper = inTokyo('shopper');
        shop.post('cart.updated', shopper, cart('cart-1'));
        await shop.until('2026-03-05T09:00:00+09:00');
        expect(await shop.runsOf(shopper)).toMatchObject([{ ended: { why: 'completed' } }]);
        shop.post('order.placed', shopper, order('order-1'));
        await shop.until('2026-03-05T09:05:00+09:00');
        const run = (await shop.runsOf(shopper)).find(({ journey }) => journey === 'abandoned-cart');
        expect(run).toMatchObject({
          ended: { why: 'completed' },
          goal: { on: 'order.placed', at: Date.parse('2026-03-05T09:00:00+09:00') },
        });
        expect(await creditedTo(shop, shopper)).toEqual(['order-1 abandoned-cart last-call clicked 2026-03-03 10:26']);
      },
      { journeys, feedback: { mail: () => ['delivery', 'open', 'click'] } },
    ));

  it('after letters of two journeys counts for the one that was touched last', () =>
    inShop(
      opens,
      async (shop) => {
        const newcomer = inTokyo('newcomer');
        shop.post('customer.created', newcomer);
        await shop.until('2026-03-02T20:00:00+09:00');
        shop.post('cart.updated', newcomer, cart('cart-1'));
        await shop.until('2026-03-03T13:00:00+09:00');
        const [hello, reminder] = shop.mailsTo(newcomer);
        expect([hello, reminder].map((mail) => mail?.tags.step)).toEqual(['hello', 'reminder']);
        await report(shop, 'click', reminder, '2026-03-03T11:00:00+09:00');
        await report(shop, 'open', hello, '2026-03-03T12:00:00+09:00');
        shop.post('order.placed', newcomer, order('order-1'));
        await shop.until('2026-03-03T13:05:00+09:00');
        expect(await creditedTo(shop, newcomer)).toEqual(['order-1 welcome hello opened 2026-03-03 12:00']);
        await report(shop, 'open', reminder, '2026-03-03T13:01:00+09:00');
        expect(await creditedTo(shop, newcomer)).toEqual(['order-1 welcome hello opened 2026-03-03 12:00']);
        await report(shop, 'click', reminder, '2026-03-03T12:30:00+09:00');
        expect(await creditedTo(shop, newcomer)).toEqual(['order-1 abandoned-cart reminder clicked 2026-03-03 12:30']);
        const runs = await shop.runsOf(newcomer);
        expect(runs.filter(({ goal }) => goal !== undefined).map(({ journey }) => journey)).toEqual(journeys);
      },
      { journeys },
    ));

  it('outside the window counts for nobody', () =>
    inShop(
      opens,
      async (shop) => {
        const shopper = inTokyo('shopper');
        shop.post('cart.updated', shopper, cart('cart-1'));
        await shop.until('2026-03-07T10:00:01+09:00');
        shop.post('order.placed', shopper, order('order-1'));
        await shop.until('2026-03-07T10:05:00+09:00');
        expect((await shop.runsOf(shopper)).map(({ goal }) => goal)).toEqual([undefined]);
        expect(await creditedTo(shop, shopper)).toEqual([]);
      },
      { journeys, feedback: { mail: () => ['delivery', 'open', 'click'] } },
    ));

  it.each([1, 2, 3])('counts the same when everything comes twice and in any order (%i)', (seed) =>
    inShop(
      opens,
      async (shop) => {
        const shopper = inTokyo('shopper');
        shop.post('cart.updated', shopper, cart('cart-1'));
        await shop.until('2026-03-06T09:00:00+09:00');
        const [reminder, lastCall] = shop.mailsTo(shopper);
        const place = (id: string, at: string) => async () => {
          shop.post('order.placed', shopper, order(id), Date.parse(at));
          await shop.runtime.play({ until: shop.now + 1000 });
        };
        const news = [
          () => report(shop, 'open', reminder, '2026-03-02T15:00:00+09:00'),
          () => report(shop, 'click', lastCall, '2026-03-03T11:00:00+09:00'),
          () => report(shop, 'open', reminder, '2026-03-03T12:00:00+09:00'),
          place('order-1', '2026-03-03T13:00:00+09:00'),
          () => report(shop, 'open', lastCall, '2026-03-04T12:00:00+09:00'),
          place('order-2', '2026-03-04T13:00:00+09:00'),
          () => report(shop, 'click', reminder, '2026-03-05T12:00:00+09:00'),
        ];
        const random = new Random(seed);
        const twice = [...news, ...news].map((tell) => ({ tell, lot: random.next() }));
        for (const { tell } of twice.sort((one, other) => one.lot - other.lot)) await tell();
        await shop.until('2026-03-06T10:00:00+09:00');
        expect(await creditedTo(shop, shopper)).toEqual([
          'order-1 abandoned-cart reminder opened 2026-03-03 12:00',
          'order-2 abandoned-cart last-call opened 2026-03-04 12:00',
        ]);
        const run = (await shop.runsOf(shopper)).find(({ journey }) => journey === 'abandoned-cart');
        expect(run?.goal?.at).toBe(Date.parse('2026-03-03T13:00:00+09:00'));
      },
      { journeys },
    ),
  );
});
