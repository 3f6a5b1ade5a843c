import type { EventDetail, EventType } from '../../commerce/events.ts';
import type { FieldProblem } from '../../commerce/values/contract-error.ts';

/** Events about an order: whose it is may be known from the order itself. */
type AboutOrder = Extract<EventType, `order.${string}` | `shipment.${string}`>;

/** What an event says of its customer. */
type WhoseItIs<T extends EventType> = EventDetail<T> extends { readonly customer: infer Customer } ? Customer : never;

/** The detail of an event as a connector maps it. The shop's name is added later. */
export type MappedDetail<T extends EventType> = Omit<EventDetail<T>, 'shop' | 'customer'> &
  (T extends Exclude<AboutOrder, 'order.placed'>
    ? { readonly customer?: WhoseItIs<T> }
    : { readonly customer: WhoseItIs<T> });

/** One event of ours, with its type. */
export type MappedEvent = { [T in EventType]: { readonly type: T; readonly detail: MappedDetail<T> } }[EventType];

/** Hashes a value with a key of the shop's own: what is remembered may hold the hash of an address, and never the address. */
export type Keyed = (value: string) => string;

/** What is remembered of a thing: a few words about its state, at most 8 KB of JSON. Nothing personal. */
export type Remembered = Readonly<Record<string, unknown>>;

/**
 * What a part of a delivery becomes.
 *
 * **Whose an event is.** An event of an order that names no customer (a refund, a parcel's progress) leaves `customer` out.
 * `map-delivery` keeps for each order that came through the connector a keyed hash of the identity it was placed under. It
 * finds the customer by that hash and fills in the account's id, or else the guest's address as the order has it. If the
 * order is not known yet, the delivery waits in the queue and is retried; after 47 minutes it goes whole to the dead letters,
 * with the reason `order.id is of no order that came through a connector`. So a connector need not remember anybody.
 */
export interface Mapping {
  /**
   * Events of ours, in their order. The `id` comes from `eventIdOf`: from platform, resource, resource id and what changed,
   * so that a redelivery, a poll and an import give the same id.
   */
  readonly events: readonly MappedEvent[];
  /** The new state of the thing. Undefined: it stays as it was. It is written with the events, see connector.ts. */
  readonly remember?: Remembered;
  /** Why no event came of it, by a short reason such as `checkout-completed`. It is counted. */
  readonly ignored?: string;
  /** Fields that an event would have needed and that were absent; the rest was recorded. Paths, never values. */
  readonly missing?: readonly FieldProblem[];
}

/** The same event, marked as a trial or as history. */
export function marked(event: MappedEvent, { test, history }: { readonly test?: boolean; readonly history?: boolean }) {
  const detail = { ...event.detail, ...(test && { test }), ...(history && { history }) };
  return { ...event, detail } as MappedEvent; // the same event, with fields that all events have
}

/** The ids that are remembered under a name. */
export function idsIn(last: Remembered | undefined, name: string): readonly string[] {
  const ids = last?.[name];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** No event, for a reason. @param remember the state, if it is to be remembered all the same */
export function ignoredAs(reason: string, remember?: Remembered): Mapping {
  return { events: [], ignored: reason, ...(remember && { remember }) };
}
