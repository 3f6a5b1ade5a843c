import type { StoreEvent } from '../events.ts';

/** The events by which a shop asks for a customer's data, or for their erasure. They tell nothing of the customer. */
export const dataRequestTypes = ['customer.erased', 'customer.data_requested'] as const;

/** An event that asks for a customer's data, or for their erasure. */
export type DataRequestEvent = Extract<StoreEvent, { readonly type: (typeof dataRequestTypes)[number] }>;

/** True for an event that asks for a customer's data, or for their erasure. */
export function isDataRequest(event: StoreEvent): event is DataRequestEvent {
  return dataRequestTypes.some((type) => type === event.type);
}
