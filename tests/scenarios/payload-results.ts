import type { LocalShop } from './local-shop.ts';
import { deliver, type Payload, type Tags } from './payload-ways.ts';

/** An event that a function of the shop has put on a bus. */
interface Put {
  readonly type: string;
  readonly id: string;
}

/** What came of deliveries: what the sender was told, the events, and what was counted. */
export interface Result {
  readonly told: readonly number[];
  readonly events: readonly Put[];
  readonly counts: readonly string[];
}

/** The counts that say what became of a delivery, and which of their details says it. */
const counted: Readonly<Record<string, string>> = {
  IgnoredDelivery: 'reason',
  RefusedDelivery: 'reason',
  Feedback: 'kind',
  InboundText: 'kind',
};

/** Delivers payloads to a shop, and tells what comes of them within ten seconds: a function that listens from now on. */
export function listenTo(shop: LocalShop) {
  const events: Put[] = [];
  shop.runtime.faults.add(({ phase, service, operation, input, functionName }) => {
    const isPut = phase === 'after' && service === 'events' && operation === 'PutEvents';
    if (isPut && functionName !== undefined) events.push(...entriesOf(input));
    return 'pass';
  });
  return async (payloads: readonly Payload[], times: number, tags?: Tags): Promise<Result> => {
    const [event, line] = [events.length, shop.lines.length];
    const told: number[] = [];
    for (const payload of payloads)
      for (let time = 0; time < times; time += 1) told.push(await deliver(payload, shop, tags));
    await shop.until(new Date(shop.now + 10_000).toISOString());
    return { told, events: events.slice(event), counts: shop.lines.slice(line).flatMap(({ text }) => countOf(text)) };
  };
}

function entriesOf({ Entries }: Readonly<Record<string, unknown>>): Put[] {
  const entries = Entries as readonly { DetailType: string; Detail: string }[]; // as PutEvents takes them
  return entries.map(({ DetailType: type, Detail }) => ({ type, id: String(JSON.parse(Detail).id) }));
}

function countOf(text: string): string[] {
  if (!text.startsWith('{')) return [];
  const line: Readonly<Record<string, unknown>> = JSON.parse(text);
  const names = Object.keys(counted).filter((name) => line[name] === 1);
  return names.map((name) => `${name} ${line[counted[name] ?? '']}`);
}

/** The events by their ids, whatever came twice, and the reasons for which none came. */
export function inShort({ events, counts }: Result): string {
  const byId = new Map(events.map(({ id, type }) => [id, type]));
  const reasons = counts.filter((one) => one !== 'IgnoredDelivery unchanged' || byId.size === 0);
  const ignored = reasons.map((one) => one.replace('IgnoredDelivery ', 'ignored: '));
  return [...byId.values(), ...new Set(ignored)].join(', ') || 'nothing';
}

/** How often each thing was counted, in the order of the names. */
export function tally(names: readonly string[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const name of [...names].sort()) sums.set(name, (sums.get(name) ?? 0) + 1);
  return Object.fromEntries(sums);
}
