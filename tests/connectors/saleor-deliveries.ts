import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { MappedEvent, Mapping, Remembered } from '../../src/connectors/contract/mapping.ts';
import { saleor } from '../../src/connectors/saleor/connector.ts';
import { exampleDelivery } from '../../src/connectors/saleor/example.ts';

export const receivedAt = Date.parse('2026-11-20T06:01:00Z');

export function mapped(topic: string, body: unknown, config: unknown = {}, last?: Remembered): Mapping {
  const [part] = saleor.parts({ headers: { 'saleor-event': topic }, body, receivedAt }, config);
  if (part === undefined) throw new Error('A delivery of Saleor has one part.');
  return saleor.map(part, config, last);
}

export function types({ events }: Mapping): string[] {
  return events.map(({ type }) => type);
}

export function ids({ events }: Mapping): string[] {
  return events.map(({ detail }) => detail.id);
}

/** The fields that the contract of an event drops from a mapped one. @throws ContractError when it refuses it */
export function problemsOf({ type, detail }: MappedEvent): readonly string[] {
  const whole = { shop: 'shop', customer: { id: '1' }, ...detail };
  const event = { 'detail-type': type, detail: whole, source: 'store.shop', time: new Date(receivedAt).toISOString() };
  return readStoreEvent(event, { now: Math.max(receivedAt, Date.parse(detail.occurredAt)), shop: 'shop' }).dropped;
}

/** The order of the example, changed. */
export function orderWith(change: object) {
  return { issuedAt: '2026-11-21T06:00:00+00:00', order: { ...exampleDelivery.order, ...change } };
}

/** A parcel of the example's order. */
export const parcel = (change: object = {}) => ({
  id: 'RnVsZmlsbG1lbnQ6MQ==',
  status: 'FULFILLED',
  created: '2026-11-20T12:00:00+00:00',
  trackingNumber: '',
  metadata: [],
  ...change,
});

/** A checkout with one thing in it. */
export const checkoutWith = (change: object = {}) => ({
  checkout: {
    id: 'Q2hlY2tvdXQ6MQ==',
    token: 'f04d69c8-0000-4000-8000-000000000002',
    created: '2026-11-20T05:00:00+00:00',
    updatedAt: '2026-11-20T05:30:00.250000+00:00',
    email: null,
    languageCode: 'EN_GB',
    channel: { slug: 'uk' },
    user: null,
    billingAddress: null,
    shippingAddress: null,
    metadata: [],
    totalPrice: { gross: { amount: 24.299999999999997, currency: 'GBP' } },
    lines: [
      {
        quantity: 2,
        unitPrice: { gross: { amount: 12.15, currency: 'GBP' } },
        variant: { name: 'White', product: { id: 'UHJvZHVjdDox', name: 'Dripper', slug: 'dripper', thumbnail: null } },
      },
    ],
    ...change,
  },
});

/** An account. */
export const accountWith = (change: object = {}) => ({
  user: {
    id: 'VXNlcjo3',
    email: 'customer@mail.example.com',
    firstName: '花子',
    lastName: '見本',
    isActive: true,
    isConfirmed: false,
    isStaff: false,
    languageCode: 'JA',
    dateJoined: '2026-11-20T06:00:00+00:00',
    updatedAt: '2026-11-20T06:00:00+00:00',
    metadata: [],
    defaultBillingAddress: null,
    defaultShippingAddress: {
      firstName: '花子',
      lastName: '見本',
      phone: '+819000000000',
      country: { code: 'JP' },
    },
    ...change,
  },
});
