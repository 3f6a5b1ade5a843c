import { channels } from '../customer/channel.ts';
import type { EventCustomer } from '../customer/customer.ts';
import type { StoreEvent } from '../events.ts';
import type { FieldProblem } from '../values/contract-error.ts';
import { epochOf, mostAhead } from '../values/instant.ts';
import { day } from '../values/time-units.ts';

/** Ten years. */
const mostPromised = 10 * 366 * day;

/** The times of an event that lie too far in the future. @param now epoch milliseconds */
export function futureTimes(event: StoreEvent, now: number): FieldProblem[] {
  return [
    ...after('detail.occurredAt', event.occurredAt, now + mostAhead, 'must not be more than a day ahead'),
    ...promisedTimes(event).flatMap(([path, at]) =>
      after(path, at, now + mostPromised, 'must not be more than ten years ahead'),
    ),
  ];
}

/** The times that the shop promises, by path. */
function promisedTimes(event: StoreEvent): [path: string, at: string | undefined][] {
  return [
    [
      'detail.order.dispatchBy',
      'order' in event && event.order && 'dispatchBy' in event.order ? event.order.dispatchBy : undefined,
    ],
    ['detail.shipment.expectedAt', 'shipment' in event ? event.shipment.expectedAt : undefined],
    ['detail.inquiry.answerBy', 'inquiry' in event ? event.inquiry.answerBy : undefined],
  ];
}

function after(path: string, at: string | undefined, last: number, problem: string): FieldProblem[] {
  return at !== undefined && (epochOf(at) ?? 0) > last ? [{ path, problem }] : [];
}

/**
 * The event with no time after its receipt, so that later events can overrule it.
 * @param time the EventBridge envelope's
 * @param now epoch milliseconds
 */
export function clampToReceipt(event: StoreEvent, time: unknown, now: number): StoreEvent {
  const received = receiptTime(time, epochOf(event.occurredAt) ?? now, now);
  const { consent } = event.customer;
  const customer = consent ? { ...event.customer, consent: clampConsent(consent, received) } : event.customer;
  return { ...event, occurredAt: clamp(event.occurredAt, received), customer };
}

/**
 * The time of receipt: the end of the second in the envelope, which stays the same over redeliveries. A store can set
 * that time to anything, so it must be past and within a day of the event; otherwise it is now.
 */
function receiptTime(time: unknown, occurredAt: number, now: number): number {
  const second = typeof time === 'string' ? epochOf(time) : undefined;
  const credible = second !== undefined && second <= now && Math.abs(second - occurredAt) <= day;
  return credible ? second + 999 : now;
}

function clampConsent(consent: NonNullable<EventCustomer['consent']>, received: number): EventCustomer['consent'] {
  const words = channels.flatMap((channel) => {
    const word = consent[channel];
    return word === undefined ? [] : [[channel, { ...word, at: clamp(word.at, received) }]];
  });
  return Object.fromEntries(words);
}

function clamp(at: string, received: number): string {
  return (epochOf(at) ?? 0) > received ? new Date(received).toISOString() : at;
}
