import { beforeAll, describe, expect, it } from 'vitest';
import { consentToEmail } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { inShort, listenTo, type Result, tally } from './payload-results.ts';
import { hasPayloads, type Payload, payloadsIn, setSecrets, type Tags } from './payload-ways.ts';

const opens = '2026-03-02T10:00:00+09:00';
const shopper = { id: 'shopper', email: 'recipient@example.com', country: 'JP', consent: consentToEmail };
const texted = { id: 'texted', phone: '+819012345678', country: 'JP' };
const goods = { total: { amount: 100, currency: 'JPY' }, lines: [] };

/** A message that nobody has sent. */
const unknown = { customer: 'nobody', message: 'run_step', journey: 'post-purchase', purpose: 'transactional' };

/** What a shop is told, and what it knows in the end. */
interface Telling {
  readonly platforms: readonly (readonly [readonly Payload[], Result])[];
  readonly reports: Readonly<Record<'ofOthers' | 'ofUnknown' | 'onMail' | 'onText', Result>>;
  readonly facts: readonly string[];
  readonly ledger: readonly unknown[];
  readonly closings: readonly string[];
  readonly letters: readonly (readonly [body: string, reason: unknown])[];
}

/** How a shop is told: each delivery so many times, in this order; those of platforms one by one, or all at once. */
interface Manner {
  readonly times: number;
  readonly order: <T>(all: T[]) => T[];
  readonly atOnce: boolean;
}

async function tell(shop: LocalShop, { times, order, atOnce }: Manner): Promise<Telling> {
  await setSecrets(shop);
  const hear = listenTo(shop);
  shop.post('order.placed', shopper, { order: { id: 'o-1', ...goods } });
  shop.post('shipment.dispatched', texted, { order: { id: 'o-2' }, shipment: { id: 's-1' } });
  await shop.until('2026-03-02T10:10:00+09:00');
  const platforms: [readonly Payload[], Result][] = [];
  const all = order(payloadsIn('shopify', 'woocommerce', 'stripe'));
  for (const some of atOnce ? [all] : all.map((one) => [one])) platforms.push([some, await hear(some, times)]);
  await shop.until('2026-03-03T12:00:00+09:00');
  const [mails, texts] = [order(payloadsIn('ses')), order(payloadsIn('sms'))];
  const reports = {
    ofOthers: await hear([...mails, ...texts], times),
    ofUnknown: await hear([...mails, ...texts], times, unknown),
    onMail: await hear(mails, times, tagsOf(shop, 'email')),
    onText: await hear(texts, times, tagsOf(shop, 'sms')),
  };
  await shop.until('2026-03-03T15:00:00+09:00');
  return { platforms, reports, ...(await endOf(shop)) };
}

/** The tags of the one message that was sent that way. */
function tagsOf({ runtime }: LocalShop, channel: 'email' | 'sms'): Tags {
  const [message, ...others] = runtime.outbox.messages.filter((one) => one.channel === channel);
  expect(others).toEqual([]);
  return message?.tags ?? {};
}

async function endOf(shop: LocalShop) {
  const facts = (await shop.items()).filter(({ sk }) => /^3#fact#(?!inquiry)/.test(sk)); // a text has no time of its own
  const lines = [...(await shop.ledgerOf(shopper)), ...(await shop.ledgerOf(texted))];
  return {
    facts: [...new Set(facts.map(({ sk, value }) => `${sk} ${spelt(value)}`))].sort(), // those of a joined customer stay
    ledger: lines.map(({ step, outcome, feedback }) => ({ step, outcome, feedback })),
    closings: await shop.closings(),
    letters: shop.runtime.deadLetters().map(({ message }) => [message.body, message.attributes.reason] as const),
  };
}

/** The same text for the same content. */
function spelt(value: unknown): string {
  const sorted = (inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, (_key, inner) => sorted(inner));
}

async function telling(manner: Manner): Promise<Telling> {
  let told: Telling | undefined;
  const journeys = ['post-purchase', 'shipping-updates'];
  const opening = { journeys, deadLetters: true, strangers: [unknown.message] } as const;
  await inShop(
    opens,
    async (shop) => {
      told = await tell(shop, manner);
    },
    opening,
  );
  if (told === undefined) throw new Error('The shop was told nothing.');
  return told;
}

describe.skipIf(!hasPayloads)('every recorded payload (skipped without ../shared)', () => {
  let twice: Telling;
  let reversed: Telling;
  beforeAll(async () => {
    twice = await telling({ times: 2, order: (all) => all, atOnce: false });
    reversed = await telling({ times: 1, order: (all) => all.reverse(), atOnce: true });
  }, 120_000);

  it('of a platform goes by its own way through the stack, and comes out as the events that it tells of', () => {
    const results = twice.platforms.map(([[one], result]) => [one?.name, inShort(result)]);
    expect(Object.fromEntries(results)).toMatchInlineSnapshot(`
      {
        "shopify/composed-eventbridge-carts-update.json": "cart.updated",
        "shopify/composed-eventbridge-checkouts-update.json": "checkout.started",
        "shopify/composed-eventbridge-customers-create.json": "customer.updated",
        "shopify/composed-eventbridge-orders-create.json": "order.placed, order.refunded",
        "shopify/composed-eventbridge-refunds-create.json": "order.refunded",
        "shopify/official-abandoned-checkout-1.json": "checkout.started",
        "shopify/official-carts-create.json": "cart.updated",
        "shopify/official-checkout-1.json": "ignored: nobody-named",
        "shopify/official-checkout-2.json": "checkout.started",
        "shopify/official-checkout-3.json": "checkout.started",
        "shopify/official-customer-1.json": "customer.updated",
        "shopify/official-customer-2.json": "ignored: overtaken",
        "shopify/official-customer-3.json": "ignored: overtaken",
        "shopify/official-fulfillment-1.json": "ignored: not-dispatched",
        "shopify/official-fulfillment-2.json": "shipment.dispatched",
        "shopify/official-fulfillment-3.json": "shipment.dispatched",
        "shopify/official-order-1.json": "nothing",
        "shopify/official-order-2.json": "ignored: unchanged",
        "shopify/official-order-3.json": "ignored: unchanged",
        "shopify/official-refund-1.json": "order.refunded",
        "shopify/official-refund-2.json": "order.refunded",
        "shopify/official-refund-3.json": "order.refunded",
        "shopify/test-notification-order-body.json": "order.placed, order.cancelled",
        "stripe/composed-eventbridge-checkout-session-completed.json": "ignored: no-total",
        "stripe/eventbridge-customer-created.json": "customer.created",
        "stripe/fixture-charge.json": "ignored: told-by-refunds",
        "stripe/fixture-checkout-session.json": "ignored: no-total",
        "stripe/fixture-coupon.json": "ignored: unknown-topic",
        "stripe/fixture-customer.json": "customer.created",
        "stripe/fixture-event.json": "ignored: unknown-topic",
        "stripe/fixture-payment-intent.json": "ignored: not-ours",
        "stripe/fixture-promotion-code.json": "ignored: unknown-topic",
        "stripe/fixture-refund.json": "ignored: no-payment",
        "woocommerce/coupon-1.json": "ignored: not-ours",
        "woocommerce/coupon-2.json": "ignored: not-ours",
        "woocommerce/customer-1.json": "customer.created",
        "woocommerce/customer-2.json": "ignored: unchanged",
        "woocommerce/order-1.json": "order.placed",
        "woocommerce/order-2.json": "ignored: unchanged",
        "woocommerce/product-1.json": "ignored: not-ours",
        "woocommerce/product-2.json": "ignored: not-ours",
      }
    `);
  });

  it('of a platform, delivered in the reverse order, comes to the same facts', () => {
    expect(reversed.facts.length).toBeGreaterThan(8);
    expect(reversed.facts).toEqual(twice.facts);
  });

  it('that fits no contract is a dead letter, whole and with the fields; there is no other', () => {
    const reason = expect.stringContaining('created_at is missing; currency is missing');
    const bad = payloadsIn('shopify').find(({ file }) => file === 'official-order-1.json')?.json;
    for (const { letters } of [twice, reversed]) {
      expect(letters.map(([body]) => JSON.parse(body).body)).toEqual(letters.map(() => bad));
      expect(letters.map(([, said]) => said)).toEqual(letters.map(() => reason));
    }
    expect([twice.letters.length, reversed.letters.length]).toEqual([2, 1]);
  });

  it('of SES about somebody else’s mail reaches nobody; of a text without our tags nothing is kept', () => {
    for (const { reports } of [twice, reversed]) {
      expect(new Set(reports.ofOthers.counts)).toEqual(new Set(['InboundText question']));
      expect(new Set(reports.ofOthers.events.map(({ type }) => type))).toEqual(new Set(['inquiry.received']));
    }
  });

  it('of SES and the SMS service about a message that nobody knows is heard, and is no dead letter', () => {
    expect(tally(twice.reports.ofUnknown.counts)).toMatchInlineSnapshot(`
      {
        "Feedback bounced": 4,
        "Feedback clicked": 4,
        "Feedback complained": 4,
        "Feedback delivered": 12,
        "Feedback failed": 12,
        "Feedback opened": 4,
        "InboundText question": 2,
      }
    `);
    expect(tally(reversed.reports.ofUnknown.counts)).toEqual(
      Object.fromEntries(Object.entries(tally(twice.reports.ofUnknown.counts)).map(([name, sum]) => [name, sum / 2])),
    );
  });

  it('of SES and the SMS service about a message of the shop is in its ledger, in whatever order it comes', () => {
    expect(twice.ledger).toMatchObject([
      {
        step: 'thanks',
        feedback: {
          delivered: Date.parse('2016-10-19T23:21:04.133Z'),
          opened: Date.parse('2017-08-09T22:00:19.652Z'),
          clicked: Date.parse('2017-08-09T23:51:25.570Z'),
          bounced: expect.any(Number),
          complained: expect.any(Number),
          failed: expect.any(Number),
        },
      },
      { step: 'dispatched', feedback: { delivered: 1_712_944_268_877, failed: 1_712_944_268_877 } },
    ]);
    expect(reversed.ledger).toEqual(twice.ledger);
    expect([twice.closings, reversed.closings]).toEqual([['complaint'], ['complaint']]);
  });

  it('is accepted by whoever takes it: none is refused', () => {
    const all = ({ platforms, reports }: Telling) => [...platforms.map(([, one]) => one), ...Object.values(reports)];
    const told = [...all(twice), ...all(reversed)].flatMap((one) => one.told);
    expect(new Set(told)).toEqual(new Set([200]));
    const { platforms, reports } = twice;
    const results = platforms.map(([, one]) => one);
    expect({
      deliveries: told.length,
      events: tally(
        results.flatMap(({ events }) =>
          [...new Set(events.map(({ id, type }) => `${type} ${id}`))].map((one) => one.split(' ')[0] ?? ''),
        ),
      ),
      ignored: tally(results.flatMap(({ counts }) => counts)),
      onMail: tally(reports.onMail.counts),
      onText: tally(reports.onText.counts),
    }).toMatchInlineSnapshot(`
      {
        "deliveries": 375,
        "events": {
          "cart.updated": 2,
          "checkout.started": 4,
          "customer.created": 3,
          "customer.updated": 2,
          "order.cancelled": 1,
          "order.placed": 3,
          "order.refunded": 5,
          "shipment.dispatched": 2,
        },
        "ignored": {
          "IgnoredDelivery no-payment": 2,
          "IgnoredDelivery no-total": 4,
          "IgnoredDelivery nobody-named": 2,
          "IgnoredDelivery not-dispatched": 2,
          "IgnoredDelivery not-ours": 10,
          "IgnoredDelivery overtaken": 4,
          "IgnoredDelivery told-by-refunds": 2,
          "IgnoredDelivery unchanged": 12,
          "IgnoredDelivery unknown-topic": 6,
        },
        "onMail": {
          "Feedback bounced": 4,
          "Feedback clicked": 4,
          "Feedback complained": 4,
          "Feedback delivered": 4,
          "Feedback failed": 8,
          "Feedback opened": 4,
        },
        "onText": {
          "Feedback delivered": 8,
          "Feedback failed": 4,
          "InboundText question": 2,
        },
      }
    `);
  });
});
