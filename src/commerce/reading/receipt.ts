import { type Channel, channels } from '../customer/channel.ts';
import type { ChannelConsent, EventCustomer } from '../customer/customer.ts';
import type { StoreEvent } from '../events.ts';
import type { FieldProblem } from '../values/contract-error.ts';
import { epochOf, mostAgreedAhead, mostAhead } from '../values/instant.ts';
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

/** An event as of its receipt, and the words of its customer that were dropped, such as `customer.consent.email`. */
interface Received {
  readonly event: StoreEvent;
  readonly dropped: readonly string[];
}

/**
 * The event with no time after its receipt, so that later events can overrule it. An agreement that is dated ahead is void.
 * @param time the EventBridge envelope's
 * @param now epoch milliseconds
 */
export function asOfReceipt(event: StoreEvent, time: unknown, now: number): Received {
  const received = receiptTime(time, epochOf(event.occurredAt) ?? now, now);
  const { consent } = event.customer;
  const late = channels.filter((channel) => isVoid(consent?.[channel], received));
  const customer = consent ? { ...event.customer, consent: clampConsent(consent, late, received) } : event.customer;
  return {
    event: { ...event, occurredAt: clamp(event.occurredAt, received), customer },
    dropped: late.map((channel) => `customer.consent.${channel}`),
  };
}

function isVoid(word: ChannelConsent | undefined, received: number): boolean {
  return word?.granted === true && (epochOf(word.at) ?? 0) > received + mostAgreedAhead;
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

function clampConsent(
  consent: NonNullable<EventCustomer['consent']>,
  dropped: readonly Channel[],
  received: number,
): EventCustomer['consent'] {
  const words = channels.flatMap((channel) => {
    const word = consent[channel];
    const isKept = word !== undefined && !dropped.includes(channel);
    return isKept ? [[channel, { ...word, at: clamp(word.at, received) }]] : [];
  });
  return Object.fromEntries(words);
}

function clamp(at: string, received: number): string {
  return (epochOf(at) ?? 0) > received ? new Date(received).toISOString() : at;
}
