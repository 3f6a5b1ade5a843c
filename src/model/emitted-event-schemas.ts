import * as z from 'zod/mini';
import { channels } from '../commerce/customer/channel.ts';
import { consentOrigins } from '../commerce/customer/consent-origin.ts';

const instant = z.iso.datetime({ offset: true });

/** The fields of every event that Aftercart emits: an {@link EmittedHead}. */
const head = {
  version: z.literal(1).check(z.describe('Version of this contract')),
  id: z.string().check(z.describe('The same when the event is sent again: drop the second one')),
  occurredAt: instant.check(z.describe('When it happened')),
  shop: z.string().check(z.describe('Which shop')),
  customer: z
    .object({
      id: z.optional(z.string().check(z.describe("The store's own customer id, if the store has told it"))),
    })
    .check(z.describe('Whom it is about. No address, no name')),
};

/** The same of an event about a run: an {@link EmittedEnvelope}. */
const envelope = {
  ...head,
  journey: z.string().check(z.describe('The journey that the customer is in')),
  run: z.string().check(z.describe("The customer's passage through it")),
  step: z.string().check(z.describe('The step of the journey')),
  subject: z.optional(
    z
      .object({
        kind: z.string().check(z.describe('cart, order …')),
        id: z.string().check(z.describe("The store's id of it")),
      })
      .check(z.describe('What the run is about, unless it is about the customer')),
  ),
};

/** The names that the detail of an emitted event cannot use for its own. */
export const emittedEnvelopeKeys: readonly string[] = Object.keys(envelope);

/** The events that Aftercart itself puts on the bus: detail-type → schema of the detail. `do: emit` adds others. */
export const emittedEventSchemas = {
  'coupon.issued': z
    .object({
      ...envelope,
      coupon: z.object({
        code: z.string().check(z.describe('What the customer enters: 10 digits and capital letters')),
        percent: z.optional(z.number().check(z.describe('The share that it takes off'))),
        amount: z.optional(z.number().check(z.describe('Or the sum that it takes off, in major units'))),
        currency: z.optional(z.string().check(z.describe('The currency of that sum, ISO 4217'))),
        expiresAt: instant.check(z.describe('The last second in which it is valid')),
      }),
    })
    .check(z.describe('A message with a coupon is about to be sent: the store honours the code from now on.')),
  'points.granted': z
    .object({
      ...envelope,
      points: z.number().check(z.describe('How many')),
      for: z.string().check(z.describe("What for, in the journey's words")),
    })
    .check(z.describe('The customer has earned points: the store books them.')),
  'consent.changed': z
    .object({
      ...head,
      consent: z.object({
        channel: z.enum(channels).check(z.describe('The channel that writes to the address')),
        topic: z.optional(z.string().check(z.describe('The topic of store.yaml; marketing as a whole without one'))),
        state: z
          .enum(['granted', 'withdrawn', 'pending', 'unknown'])
          .check(
            z.describe(
              'pending: the address has yet to confirm it; unknown: nothing counts that was said, such as after the customer took another address or was erased',
            ),
          ),
        from: z
          .enum([...consentOrigins, 'report', 'unknown'])
          .check(
            z.describe(
              'The kind of place: form, checkout, import, keyword, link, staff; report: the e-mail or SMS service',
            ),
          ),
        source: z.string().check(z.describe('The place as it was told')),
        recordedAt: instant.check(
          z.describe(
            'When the ledger of consent took it in, or when it was told again because an earlier telling may have been cut short or overtaken, to the millisecond; of two events about one address the one that holds has the later time, also where occurredAt says otherwise: keep the state of the latest, and pass over one that is older than what you keep',
          ),
        ),
      }),
    })
    .check(
      z.describe(
        'What may be sent to an account at the address that it carries has changed: the store takes it into its own lists. The state is the one that holds when it is told; of several accounts with one address each is told its own. `occurredAt` is when the statement behind it was made; without `customer.id` no account is known, as after an erasure.',
      ),
    ),
} as const;

export type EmittedEventType = keyof typeof emittedEventSchemas;

/** The names of those events, as they stand in `detail-type`. */
export const emittedEventTypes = Object.keys(emittedEventSchemas) as EmittedEventType[]; // the keys of a const object

/** The detail of one of them. */
export type EmittedEventDetail<T extends EmittedEventType> = z.output<(typeof emittedEventSchemas)[T]>;

const envelopeExample = {
  version: 1,
  occurredAt: '2026-11-11T01:00:00Z',
  shop: 'demo',
  customer: { id: 'c-1001' },
} as const;

/** One realistic detail of each. The documentation shows them. */
export const emittedEventExamples: { readonly [T in EmittedEventType]: EmittedEventDetail<T> } = {
  'coupon.issued': {
    ...envelopeExample,
    id: 'coupon-7K2M9QRTBX',
    journey: 'abandoned-cart',
    run: 'abandoned-cart-5b0c3f8e1a2d4c6b8e9f-mhrxq3k0',
    step: 'last-call',
    subject: { kind: 'cart', id: 'cart-2001' },
    coupon: { code: '7K2M9QRTBX', percent: 10, expiresAt: '2026-11-14T14:59:59Z' },
  },
  'points.granted': {
    ...envelopeExample,
    id: 'review-thanks-0d9a7c5e3b1f2a4c6e80-mi1k2v40_points',
    journey: 'review-thanks',
    run: 'review-thanks-0d9a7c5e3b1f2a4c6e80-mi1k2v40',
    step: 'points',
    subject: { kind: 'review', id: 'review-7001' },
    points: 100,
    for: 'review',
  },
  'consent.changed': {
    ...envelopeExample,
    id: 'consent-001794358800000-5b0c3f8e1a2d4c6b-email-restock-withdrawn',
    consent: {
      channel: 'email',
      topic: 'restock',
      state: 'withdrawn',
      from: 'link',
      source: 'preference page',
      recordedAt: '2026-11-11T01:01:05.120Z',
    },
  },
};
