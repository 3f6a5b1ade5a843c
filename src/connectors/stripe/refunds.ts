import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { amountOf } from './amounts.ts';
import { chargeFields, instantOf, refundFields, type StripeEvent } from './fields.ts';

const statuses: Readonly<Record<string, 'open' | 'completed' | 'declined'>> = {
  pending: 'open',
  requires_action: 'open',
  succeeded: 'completed',
  failed: 'declined',
  canceled: 'declined',
};

export function mapRefund(event: StripeEvent, object: unknown): Mapping {
  const refund = readBody('stripe refund', refundFields, object);
  const order = refund.payment_intent;
  const status = statuses[refund.status ?? ''];
  if (!order) return ignoredAs('no-payment');
  if (status === undefined) return ignoredAs('no-status');
  const detail = {
    id: eventIdOf('stripe', 'refund', refund.id, status),
    occurredAt: instantOf(event),
    order: { id: order },
    refund: { id: refund.id, status, total: amountOf(refund.amount, refund.currency) },
  };
  return { events: [{ type: 'order.refunded', detail }] };
}

/** A charge tells the sum of its refunds: the part that was not told before is the new one. */
export function mapChargeRefunded(event: StripeEvent, object: unknown, last: Remembered | undefined): Mapping {
  const charge = readBody('stripe charge', chargeFields, object);
  const order = charge.payment_intent;
  if (!order) return ignoredAs('no-payment');
  const known = typeof last?.refunded === 'number' ? last.refunded : 0;
  const more = charge.amount_refunded - known;
  if (more <= 0) return ignoredAs('unchanged');
  const detail = {
    id: eventIdOf('stripe', 'charge', charge.id, `refunded-${charge.amount_refunded}`),
    occurredAt: instantOf(event),
    order: { id: order },
    refund: {
      id: `${charge.id}-${charge.amount_refunded}`,
      status: 'completed' as const,
      total: amountOf(more, charge.currency),
    },
  };
  return { events: [{ type: 'order.refunded', detail }], remember: { refunded: charge.amount_refunded } };
}
