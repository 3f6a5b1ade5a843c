import type { Json } from '../aws/json.ts';
import type { DemoCustomer } from './customers.ts';

/** Something that happens at the demo shop; when the shop's backend posts it is another matter. */
export interface DemoEvent {
  readonly type: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly detail: Json;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The events of one customer, in no order. */
export class Diary {
  readonly customer: DemoCustomer;
  readonly events: DemoEvent[] = [];
  #counter = 0;

  constructor(customer: DemoCustomer) {
    this.customer = customer;
  }

  /** Notes an event. @param customer as the shop knows them at that time */
  add(type: string, at: number, nouns: Json, customer: Json = this.customer.known): void {
    const time = Math.round(at);
    this.events.push({ type, at: time, detail: detail(this.id('event'), time, customer, nouns) });
  }

  /** An id that no other thing of the shop has. */
  id(noun: string): string {
    this.#counter += 1;
    return `${noun}-${this.customer.number}-${this.#counter}`;
  }

  /** The number by which people know what got the last id. */
  get number(): number {
    return 100_000 + this.customer.number * 1000 + this.#counter;
  }
}

/**
 * The detail of an event of the demo shop.
 * @param at epoch milliseconds
 */
export function detail(id: string, at: number, customer: Json, nouns: Json): Json {
  return { id, occurredAt: new Date(at).toISOString(), shop: 'demo', customer, ...nouns };
}
