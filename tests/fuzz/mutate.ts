import type { EventType } from '../../src/contracts/event.ts';
import { eventExamples } from '../../src/contracts/examples.ts';
import type { Detail } from '../fixtures/events.ts';
import { hostileValue, unknownField } from './hostile.ts';
import type { Random } from './random.ts';

const second = 1000;

/** A sound event of its own customer, as EventBridge delivers it. @param number makes it unlike all others */
export function soundEvent(type: EventType, number: number, now: number): Detail {
  const detail = structuredClone(eventExamples[type]);
  const customer = {
    ...detail.customer,
    id: `c-${number}`,
    email: `customer-${number}@example.com`,
    anonymousId: `browser-${number}`,
    phone: `+8190${String(10_000_000 + number).slice(-8)}`,
    birthday: '1990-04-30',
    consent: { email: { granted: true, at: iso(now - 9 * second), source: 'checkout', wording: 'News, please.' } },
  };
  return {
    source: 'store.demo',
    'detail-type': type,
    time: iso(now - 2 * second).replace(/\.\d+/, ''),
    detail: { ...detail, id: `event-${number}`, occurredAt: iso(now - 3 * second), customer },
  };
}

/** Does one to three things to an event, and sends it through JSON as the bus does. */
export function mutated(event: Detail, now: number, random: Random): Detail {
  const harmed = structuredClone(event);
  for (let left = 1 + random.below(3); left > 0; left -= 1) mutateOnce(harmed, now, random);
  // Only JSON.parse makes a field of this name.
  return JSON.parse(JSON.stringify(harmed).replaceAll('"zzProto"', '"__proto__"'));
}

/** A place in an event: the object or the list, and the name or the index in it. */
interface Place {
  readonly within: Record<string, unknown>;
  readonly key: string;
}

function mutateOnce(event: Detail, now: number, random: Random): void {
  const { within, key } = random.pick(placesIn(event));
  const value = within[key];
  const hostile = () => hostileValue(key, now, (from) => random.pick(from));
  switch (random.below(10)) {
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
      within[key] = Array.isArray(value) ? Array.from({ length: 30 * random.below(30) }, () => value[0]) : [value];
      return;
    case 4:
      within[key] = typeof value === 'string' ? `${value}${String(hostile())}` : hostile();
      return;
    default:
      within[key] = hostile();
  }
}

/** Every place in the event, those of the detail and of the customer more than once: they are what is looked at. */
function placesIn(event: Detail): Place[] {
  const { detail } = event as { detail?: { customer?: unknown } }; // may be anything by now
  return [...placesBelow(event), ...placesBelow(detail), ...placesBelow(detail?.customer)];
}

function placesBelow(value: unknown, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 6) return [];
  const within = value as Record<string, unknown>; // a list has names, too: its indexes
  return Object.keys(within)
    .slice(0, 40)
    .flatMap((key) => [{ within, key }, ...placesBelow(within[key], depth + 1)]);
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
