import * as z from 'zod/mini';
import { hour, second } from '../../commerce/values/time-units.ts';
import type { SignedCustomer } from '../../connectors/contract/pages.ts';
import type { ShopEvent } from './publish-mapping.ts';

/** What is kept of a visitor: what they did last, and whose browser it is by what was signed. */
export interface Visitor {
  /** Events that wait until somebody says who the visitor is; the oldest first. */
  readonly kept: readonly ShopEvent[];
  /** The id of the event that last said whose browser it is. */
  readonly named?: string;
  /** The events that the visitor may still report, and when that was counted; epoch milliseconds. */
  readonly left?: number;
  readonly at?: number;
}

const shopEvent = z.object({ type: z.string(), detail: z.record(z.string(), z.unknown()) });

const visitorSchema = z.object({
  kept: z.array(shopEvent),
  named: z.optional(z.string()),
  left: z.optional(z.number()),
  at: z.optional(z.number()),
});

const stranger: Visitor = { kept: [] };

/** The visitor as remembered. @param state undefined for one who was never here */
export function visitorOf(state: unknown): Visitor {
  return (visitorSchema.safeParse(state).data as Visitor | undefined) ?? stranger; // absent is never undefined in the table
}

/** Views that are kept: as many as a customer's browsing has room for. */
const mostViews = 3;

/** Bytes of JSON that are kept of a visitor, which the table is paid by: a cart and a checkout of fifteen lines in Japanese. */
const mostKept = 16_000;

/**
 * The last views, the last cart and the last checkout. An event that comes again changes nothing, and of those that say the same
 * of one thing the last one counts.
 */
export function keptOf(before: readonly ShopEvent[], events: readonly ShopEvent[]): readonly ShopEvent[] {
  const byNoun = new Map<string, ShopEvent>();
  for (const event of [...before, ...events]) {
    byNoun.delete(nounOf(event)); // so that it goes to the end
    byNoun.set(nounOf(event), event);
  }
  const last = [...byNoun.values()];
  const views = last.filter(isView).slice(-mostViews);
  const kept = last.filter((event) => !isView(event) || views.includes(event));
  while (kept.length > 1 && bytesOf(kept) > mostKept) kept.shift();
  return kept.map(fitted);
}

/** The event, with as many of its lines as there is room for: an address with Japanese in it grows threefold when it is read. */
function fitted(event: ShopEvent): ShopEvent {
  const [noun = ''] = event.type.split('.');
  const thing = event.detail[noun];
  if (typeof thing !== 'object' || thing === null || !('lines' in thing) || !Array.isArray(thing.lines)) return event;
  if (thing.lines.length === 0 || bytesOf([event]) <= mostKept) return event;
  return fitted({ ...event, detail: { ...event.detail, [noun]: { ...thing, lines: thing.lines.slice(0, -1) } } });
}

function bytesOf(events: readonly ShopEvent[]): number {
  return Buffer.byteLength(JSON.stringify(events));
}

function isView({ type }: ShopEvent): boolean {
  return type === 'product.viewed';
}

/** What an event replaces an earlier one of: a product, the cart, the checkout. */
function nounOf({ type, detail }: ShopEvent): string {
  const [noun = ''] = type.split('.');
  const id =
    typeof detail.product === 'object' && detail.product !== null && 'id' in detail.product ? detail.product.id : '';
  return `${noun} ${String(id)}`;
}

/** Longer than a visit lasts, and shorter than any journey waits before it reminds of one. */
const visit = 2 * hour;

/**
 * What an earlier visit left, as it is told now: as history, which starts nothing. The customer is at the shop, and nobody is to
 * be reminded at once of yesterday; the cart that a page shows now counts from now.
 */
export function toldLater({ type, detail }: ShopEvent, now: number): ShopEvent {
  const isEarlier = now - Date.parse(String(detail.occurredAt)) > visit;
  return isEarlier ? { type, detail: { ...detail, history: true } } : { type, detail };
}

/** Events that a known visitor or customer may report at once, and how many a second in the long run: nobody looks at more. */
export const budget = { burst: 60, perSecond: 0.5 } as const;

/** What is left of a visitor's budget after so many events; undefined when they have none left for them. */
export function budgetAfter({ left = budget.burst, at }: Visitor, events: number, now: number): number | undefined {
  const since = Math.max(0, now - (at ?? now)) / second;
  const rest = Math.min(budget.burst, left + since * budget.perSecond) - events;
  return rest < 0 ? undefined : rest;
}

/** The visitor once everything about them is forgotten. A budget that is partly used stays so: asking to be forgotten gives no new one. */
export function forgotten(before: Visitor, now: number): Visitor {
  const left = budgetAfter(before, 0, now) ?? 0;
  return left < budget.burst ? { kept: [], left, at: now } : stranger;
}

/** The event of a customer whom a token names; of the visitor's id alone where there is none. */
export function ownedBy({ type, detail }: ShopEvent, customer: SignedCustomer | undefined): ShopEvent {
  const anonymous = typeof detail.customer === 'object' ? detail.customer : {};
  return { type, detail: { ...detail, customer: { ...customer, ...anonymous } } };
}
