import type { TimedEvent } from '../feed.ts';
import type { OrderRow } from './read-orders.ts';

/**
 * The events of an export: an order placed for every order, an order cancelled for every cancellation. Addresses are
 * made from the customer's id on a domain that is reserved for examples; nothing is said of consent.
 */
export function eventsOfExport(orders: readonly OrderRow[]): TimedEvent[] {
  return orders.map((order) => {
    const type = order.cancellation ? 'order.cancelled' : 'order.placed';
    const total = { amount: order.amount, currency: order.currency };
    const noun = order.cancellation ? { id: order.id } : { id: order.id, total, lines: [] };
    const local = order.customer.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const customer = {
      id: order.customer,
      email: `customer-${local}@example.com`,
      ...(order.country && { country: order.country }),
    };
    const detail = {
      id: `${type}-${order.id}`,
      occurredAt: new Date(order.at).toISOString(),
      customer,
      order: noun,
    };
    return { type, postAt: order.at, detail };
  });
}
