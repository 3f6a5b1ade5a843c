import { byChannel } from '../commerce/customer/channel.ts';
/** The keys of a part of the view; `true`: a value, or a list of values; `any`: whatever the events carry there. */
export interface ViewShape {
  readonly [key: string]: ViewPart;
}

/** A part of the view, as {@link ViewShape} tells of it. */
export type ViewPart = ViewShape | true | 'any';

const money = { amount: true, currency: true } as const;
const contents = { id: true, total: money, lines: 'any', moreLines: true, url: true } as const;

/** All that an `if` may ask about: the one list of it. Times are ISO 8601 texts in UTC, money as events carry it. */
export const viewShape = {
  event: 'any',
  customer: {
    name: true,
    locale: true,
    country: true,
    'time zone': true,
    birthday: true,
    tags: true,
    consent: byChannel(() => true as const),
  },
  cart: { ...contents, updatedAt: true, emptiedAt: true },
  checkout: { ...contents, startedAt: true },
  order: {
    ...contents,
    number: true,
    placedAt: true,
    cancelledAt: true,
    dispatchBy: true,
    reorderAt: true,
    refunds: 'any',
  },
  shipment: {
    id: true,
    order: true,
    dispatchedAt: true,
    outForDeliveryAt: true,
    delayedAt: true,
    deliveredAt: true,
    carrier: true,
    trackingNumber: true,
    trackingUrl: true,
    expectedAt: true,
  },
  review: { id: true, at: true, rating: true, order: true, product: true },
  survey: { id: true, at: true, name: true, score: true, outOf: true, choice: true, comment: true, order: true },
  referral: { id: true, role: true, friend: true, completedAt: true },
  orders: {
    count: true,
    'since start': true,
    total: money,
    spent: money,
    'days since last': true,
    'open refunds': true,
  },
  segments: 'any',
  messages: { last: { outcome: true, delivered: true, opened: true, clicked: true }, coupon: true },
} as const satisfies ViewShape;

/** The fields that a segment may ask about: the customer and their orders, whatever run they are in. */
export const segmentShape = {
  customer: viewShape.customer,
  orders: { count: true, total: money, spent: money, 'days since last': true },
} as const satisfies ViewShape;

/** The fields that an audience may ask about: those known whichever way a customer enters. Segments are named. */
export const audienceShape = { customer: viewShape.customer, orders: viewShape.orders, segments: 'any' } as const;

/** The document that a condition is matched against. */
export type View = { readonly [K in keyof typeof viewShape]?: unknown };
