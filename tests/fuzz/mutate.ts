import type { Random } from '../../local/demo/random.ts';
import type { EventType } from '../../src/commerce/events.ts';
import { eventExamples } from '../../src/commerce/examples.ts';
import type { Detail } from '../fixtures/events.ts';
import { hostileValue, unknownField } from './hostile.ts';

const second = 1000;

/** The events that ask for something, which is never history. */
const asking: readonly EventType[] = ['customer.erased', 'customer.data_requested', 'journey.requested'];

/** A valid event of a customer of its own, as EventBridge delivers it: every fourth is told by an import. @param number makes it unique */
export function validEvent(type: EventType, number: number, now: number): Detail {
  const detail = structuredClone(eventExamples[type]);
  const customer = {
    ...detail.customer,
    id: `c-${number}`,
    email: `customer-${number}@example.com`,
    anonymousId: `browser-${number}`,
    ...(number % 3 === 0 && {
      instagram: `Tea.${number}`,
      x: `@tea_${number}`,
      facebook: `100${number}`,
      verified: ['x'],
    }),
    phone: `+8190${String(10_000_000 + number).slice(-8)}`,
    birthday: '1990-04-30',
    consent: { email: { granted: true, at: iso(now - 9 * second), source: 'checkout', wording: 'News, please.' } },
  };
  const history = number % 4 === 0 && !asking.includes(type) && { history: true };
  return {
    source: 'store.demo',
    'detail-type': type,
    time: iso(now - 2 * second).replace(/\.\d+/, ''),
    detail: { ...detail, id: `event-${number}`, occurredAt: iso(now - 3 * second), customer, ...history },
  };
}

/** The event with one to three mutations, passed through JSON as on the bus. */
export function mutated(event: Detail, now: number, random: Random): Detail {
  const harmed = structuredClone(event);
  for (let left = 1 + below(3, random); left > 0; left -= 1) mutateOnce(harmed, now, random);
  // Only JSON.parse creates a field of this name.
  return JSON.parse(JSON.stringify(harmed).replaceAll('"zzProto"', '"__proto__"'));
}

/** A place in an event: an object or list, and the key or index in it. */
interface Place {
  readonly within: Record<string, unknown>;
  readonly key: string;
}

function mutateOnce(event: Detail, now: number, random: Random): void {
  const { within, key } = oneOf(placesIn(event), random);
  const value = within[key];
  const hostile = () => hostileValue(key, now, (from) => oneOf(from, random));
  switch (below(10, random)) {
    case 0:
      delete within[key];
      return;
    case 1:
      within[unknownField] = { [unknownField]: hostile(), price: 1_234_567_890_123_456_800 };
      return;
    case 2:
      within.zzProto = { email: 'evil@example.com', test: true, id: hostile() };
      return;
    case 3:
      within[key] = Array.isArray(value) ? Array.from({ length: 30 * below(30, random) }, () => value[0]) : [value];
      return;
    case 4:
      within[key] = typeof value === 'string' ? `${value}${String(hostile())}` : hostile();
      return;
    default:
      within[key] = hostile();
  }
}

/** Every place in the event. Those of the detail and the customer are listed again, to be mutated more often. */
function placesIn(event: Detail): Place[] {
  const { detail } = event as { detail?: { customer?: unknown } }; // may be mutated already
  return [...placesBelow(event), ...placesBelow(detail), ...placesBelow(detail?.customer)];
}

function placesBelow(value: unknown, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 6) return [];
  const within = value as Record<string, unknown>; // a list's keys are its indexes
  return Object.keys(within)
    .slice(0, 40)
    .flatMap((key) => [{ within, key }, ...placesBelow(within[key], depth + 1)]);
}

/** A random element. @throws RangeError when there is none */
export function oneOf<Value>(list: readonly Value[], random: Random): Value {
  return random.pick(list.map((value) => [value, 1] as const));
}

function below(end: number, random: Random): number {
  return Math.floor(random.between(0, end));
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
