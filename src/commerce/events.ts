import type * as z from 'zod/mini';
import { accountEvents } from './account/event.ts';
import { cartEvents } from './cart/event.ts';
import { checkoutEvents } from './checkout/event.ts';
import { couponEvents } from './coupon/event.ts';
import { customerEvents } from './customer/event.ts';
import { inquiryEvents } from './inquiry/event.ts';
import { journeyRequestEvents } from './journey-request/event.ts';
import { orderEvents } from './order/event.ts';
import { productEvents } from './product/event.ts';
import { referralEvents } from './referral/event.ts';
import { reviewEvents } from './review/event.ts';
import { shipmentEvents } from './shipment/event.ts';
import { surveyEvents } from './survey/event.ts';
import { tierEvents } from './tier/event.ts';

/** Every noun with its events (detail-type → schema of the detail), in the order of docs/events.md. */
const eventsByNoun = {
  customer: customerEvents,
  cart: cartEvents,
  checkout: checkoutEvents,
  order: orderEvents,
  shipment: shipmentEvents,
  review: reviewEvents,
  coupon: couponEvents,
  account: accountEvents,
  tier: tierEvents,
  product: productEvents,
  inquiry: inquiryEvents,
  survey: surveyEvents,
  referral: referralEvents,
  journey: journeyRequestEvents,
} as const;

/** The nouns that a store's events are about. */
export type Noun = keyof typeof eventsByNoun;

/** The values of `once per`. `customer` is the customer; the others are nouns of the starting event. */
export type SubjectKind = Exclude<Noun, 'coupon' | 'account' | 'journey'>;

export type EventType = { [N in Noun]: keyof (typeof eventsByNoun)[N] }[Noun];

/** The events of one noun. */
export type EventOf<N extends Noun> = Extract<EventType, keyof (typeof eventsByNoun)[N]>;

type SchemaOf<T extends EventType> = {
  [N in Noun]: T extends keyof (typeof eventsByNoun)[N] ? (typeof eventsByNoun)[N][T] : never;
}[Noun];

/** Every event a store can send: detail-type → schema of the detail, described by what it means. */
export const eventSchemas = Object.assign({}, ...Object.values(eventsByNoun)) as {
  readonly [T in EventType]: SchemaOf<T>; // all nouns' events together
};

/** The names of all events, as they are in `detail-type`. */
export const eventTypes = Object.keys(eventSchemas) as EventType[]; // the keys of eventSchemas

/** A store event after parsing: its type beside its detail; money in minor units. */
export type StoreEvent = { [T in EventType]: { readonly type: T } & z.output<SchemaOf<T>> }[EventType];

/** An event's detail as a store sends it. */
export type EventDetail<T extends EventType> = z.input<SchemaOf<T>>;

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventSchemas, text);
}

/** One realistic detail of each event of a noun. */
export type NounExamples<N extends Noun> = { readonly [T in EventOf<N>]: EventDetail<T> };
