import type { Misfit } from './contract-error.ts';
import type { EventCustomer } from './customer.ts';
import type { StoreEvent } from './event.ts';
import { epochOf } from './instant.ts';

const day = 86_400_000;

/** How far a store's clock may be fast, or its time zone left out. */
const mostAhead = day;

/** How far ahead a promise may lie. */
const furthestPromise = 10 * 366 * day;

/** The times of an event that lie further ahead than can be. @param now epoch milliseconds */
export function aheadOfTime(event: StoreEvent, now: number): Misfit[] {
  return [
    ...told(event).flatMap(([path, at]) => late(path, at, now + mostAhead, 'must not be more than a day ahead')),
    ...promised(event).flatMap(([path, at]) =>
      late(path, at, now + furthestPromise, 'must not be more than ten years ahead'),
    ),
  ];
}

/** Times at which something happened, by path: they can only be past. */
function told({ occurredAt, customer: { consent } }: StoreEvent): [path: string, at: string | undefined][] {
  return [
    ['detail.occurredAt', occurredAt],
    ['detail.customer.consent.email.at', consent?.email?.at],
    ['detail.customer.consent.sms.at', consent?.sms?.at],
  ];
}

/** Times that the shop promises, by path. */
function promised(event: StoreEvent): [path: string, at: string | undefined][] {
  return [
    [
      'detail.order.dispatchBy',
      'order' in event && event.order && 'dispatchBy' in event.order ? event.order.dispatchBy : undefined,
    ],
    ['detail.shipment.expectedAt', 'shipment' in event ? event.shipment.expectedAt : undefined],
    ['detail.inquiry.answerBy', 'inquiry' in event ? event.inquiry.answerBy : undefined],
  ];
}

function late(path: string, at: string | undefined, last: number, problem: string): Misfit[] {
  return at !== undefined && (epochOf(at) ?? 0) > last ? [{ path, problem }] : [];
}

/**
 * The event with no time after its receipt: what is said to happen later has happened now, and a later word must be
 * able to overrule it.
 * @param time of the EventBridge envelope
 * @param now epoch milliseconds
 */
export function asReceived(event: StoreEvent, time: unknown, now: number): StoreEvent {
  const received = receiptOf(time, epochOf(event.occurredAt) ?? now, now);
  const { consent } = event.customer;
  const customer = consent ? { ...event.customer, consent: consentAsReceived(consent, received) } : event.customer;
  return { ...event, occurredAt: noLater(event.occurredAt, received), customer };
}

/**
 * When the event was received. EventBridge puts the second into the envelope, which is the same when it delivers again;
 * but a store may write any time there. Where that cannot be, it is received now.
 */
function receiptOf(time: unknown, occurredAt: number, now: number): number {
  const second = typeof time === 'string' ? epochOf(time) : undefined;
  const credible = second !== undefined && second <= now && Math.abs(second - occurredAt) <= day;
  return credible ? second + 999 : now;
}

function consentAsReceived(
  { email, sms }: NonNullable<EventCustomer['consent']>,
  received: number,
): EventCustomer['consent'] {
  return {
    ...(email && { email: { ...email, at: noLater(email.at, received) } }),
    ...(sms && { sms: { ...sms, at: noLater(sms.at, received) } }),
  };
}

function noLater(at: string, received: number): string {
  return (epochOf(at) ?? 0) > received ? new Date(received).toISOString() : at;
}
