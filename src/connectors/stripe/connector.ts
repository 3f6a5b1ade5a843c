import * as z from 'zod/mini';
import { defineConnector } from '../contract/connector.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { ignoredAs, type Mapping, marked, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import type { PlatformTopic } from '../contract/topic.ts';
import { type StripeConfig, stripeConfig } from './config.ts';
import { mapCustomer } from './customers.ts';
import { eventFields, instantOf, type StripeEvent } from './fields.ts';
import { withLines } from './lines.ts';
import { mapChargeRefunded, mapRefund } from './refunds.ts';
import { mapCompleted, mapExpired, mapUnpaid } from './sessions.ts';
import { verifyStripe } from './verify.ts';

/** What maps the events of a topic, by the thing as it was. */
type ThingMapping = (
  event: StripeEvent,
  object: unknown,
  config: StripeConfig,
  last: Remembered | undefined,
) => Mapping;

const refunded: PlatformTopic = { becomes: ['order.refunded'] };
const ignored = (en: string, ja: string): PlatformTopic => ({ ignored: { en, ja } });

/** Stripe Checkout, over EventBridge or by webhooks, in the snapshot form. Source: https://docs.stripe.com/api/events/types */
export const stripe = defineConnector<StripeConfig>({
  name: 'stripe',
  title: 'Stripe',
  config: stripeConfig,
  credentials: { secretKey: { en: 'a restricted key', ja: '制限付きキー' } },
  topics: {
    'checkout.session.completed': { becomes: ['order.placed'] },
    'checkout.session.async_payment_succeeded': ignored(
      'the order was placed when the session was completed',
      'セッションの完了時に注文済みとして扱っています',
    ),
    'checkout.session.async_payment_failed': { becomes: ['order.cancelled'] },
    'checkout.session.expired': {
      becomes: ['checkout.started'],
      when: { en: 'the customer agreed to advertising in it', ja: 'お客様が販促のご案内に同意しているとき' },
    },
    'refund.created': refunded,
    'refund.updated': refunded,
    'refund.failed': refunded,
    'charge.refunded': {
      becomes: ['order.refunded'],
      when: { en: '`refunds: "charge"` is set', ja: '`refunds: "charge"` を設定したとき' },
    },
    'customer.created': { becomes: ['customer.created'] },
    'customer.updated': { becomes: ['customer.updated'] },
    'customer.deleted': ignored('Stripe does not say why', 'Stripe からは理由がわかりません'),
    'payment_intent.payment_failed': ignored('nothing was ordered', '注文は成立していません'),
  },
  mostBytes: 512 * 1024,
  headers: [],
  verify: verifyStripe,
  partnerBus: {
    sourcePrefix: 'aws.partner/stripe.com/',
    open: (envelope) => ({
      headers: {},
      body: readBody('stripe envelope', z.object({ detail: z.unknown() }), envelope).detail,
    }),
  },
  parts: ({ headers, body, receivedAt }) => {
    const event = readBody('stripe event', eventFields, body);
    const topic = event.type.replace(/^v1\./, ''); // as thin events spell it
    return [{ topic, headers, body, receivedAt, ...memoryOf(topic, event) }];
  },
  complete: withLines,
  map: (part, config, last) => {
    const event = readBody('stripe event', eventFields, part.body);
    const mapping = mapEvent(part, event, config, last);
    return event.livemode === false
      ? { ...mapping, events: mapping.events.map((one) => marked(one, { test: true })) }
      : mapping;
  },
});

const mapRefundEvent: ThingMapping = (event, object, { refunds }) =>
  refunds === 'refund' ? mapRefund(event, object) : ignoredAs('told-by-charges');

const mappings: Readonly<Record<string, ThingMapping>> = {
  'checkout.session.completed': mapCompleted,
  'checkout.session.async_payment_failed': mapUnpaid,
  'checkout.session.expired': mapExpired,
  'refund.created': mapRefundEvent,
  'refund.updated': mapRefundEvent,
  'refund.failed': mapRefundEvent,
  'charge.refunded': (event, object, { refunds }, last) =>
    refunds === 'charge' ? mapChargeRefunded(event, object, last) : ignoredAs('told-by-refunds'),
  'customer.created': mapCustomer,
  'customer.updated': mapCustomer,
};

/** Only charges have a state to remember: the sum that was refunded. */
function memoryOf(topic: string, event: StripeEvent): Pick<DeliveryPart, 'thing' | 'changedAt'> {
  const id = event.data?.object?.id;
  if (topic !== 'charge.refunded' || !id) return {};
  return { thing: { resource: 'charge', id }, changedAt: Date.parse(instantOf(event)) };
}

function mapEvent(
  { topic }: DeliveryPart,
  event: StripeEvent,
  ...known: [StripeConfig, Remembered | undefined]
): Mapping {
  const object = event.data?.object;
  if (object) return mappings[topic]?.(event, object, ...known) ?? ignoredAs('not-ours');
  const problem = 'is missing: this is a thin event; choose the payload style Snapshot';
  return { ...ignoredAs('thin-event'), missing: [{ path: 'data.object', problem }] };
}
