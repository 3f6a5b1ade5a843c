import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedEvent } from '../contract/mapping.ts';
import { nullable, readBody } from '../contract/read-body.ts';
import { amountOfSet } from './amounts.ts';
import { moneySet, shopifyId, text } from './fields.ts';
import type { ResourceMapping } from './part.ts';

export const refundFields = z.object({
  id: shopifyId,
  order_id: nullable(shopifyId),
  created_at: z.string(),
  processed_at: text,
  note: text,
  transactions: nullable(
    z.array(
      z.object({
        kind: text,
        status: text,
        amount: nullable(z.union([z.string(), z.number()])),
        currency: text,
        amount_set: moneySet,
      }),
    ),
  ),
});

const returnFields = z.object({
  id: shopifyId,
  order_id: nullable(shopifyId),
  order: nullable(z.object({ id: shopifyId })),
  status: text,
  created_at: text,
  updated_at: text,
  declined_at: text,
});

type Refund = z.output<typeof refundFields>;

export const mapRefund: ResourceMapping = (part) => {
  const refund = readBody('shopify refunds', refundFields, part.body);
  return refund.order_id ? { events: [refundEvent(refund, refund.order_id)] } : ignoredAs('no-order');
};

/** A refund is paid out when Shopify tells of it. */
export function refundEvent(refund: Refund, order: string): MappedEvent {
  const total = refunded(refund);
  const at = refund.processed_at || refund.created_at;
  const id = eventIdOf('shopify', 'refund', refund.id, 'completed');
  const paid = { id: `refund-${refund.id}`, status: 'completed' as const, ...(total && { total }) };
  return { type: 'order.refunded', detail: { id, occurredAt: at, order: { id: order }, refund: paid } };
}

/** The sum of what was paid back: refunds of one order are all in one currency. */
function refunded({ transactions }: Refund) {
  const paid = (transactions ?? []).filter(({ kind, status }) => kind === 'refund' && status === 'success');
  const amounts = paid.flatMap(({ amount, currency, amount_set: set }) => {
    const known = amountOfSet(set) ?? (amount != null && currency ? { amount, currency } : undefined);
    return known ? [known] : [];
  });
  const [first] = amounts;
  if (first === undefined || amounts.some(({ currency }) => currency !== first.currency)) return undefined;
  const sum = amounts.reduce((known, { amount }) => known + Number(amount), 0);
  return { amount: Number(sum.toFixed(3)), currency: first.currency };
}

/** What a return says: the customer asks for their money, or the shop declines. Paying out is a refund. */
const statusOfTopic: Readonly<Record<string, 'open' | 'declined'>> = {
  'returns/request': 'open',
  'returns/approve': 'open',
  'returns/decline': 'declined',
};

export const mapReturn: ResourceMapping = (part) => {
  const status = statusOfTopic[part.topic];
  if (status === undefined) return ignoredAs('return-ended');
  const fields = readBody('shopify returns', returnFields, part.body);
  const order = fields.order?.id ?? fields.order_id;
  if (!order) return ignoredAs('no-order');
  const told = (status === 'declined' ? fields.declined_at : undefined) ?? fields.updated_at ?? fields.created_at;
  const detail = {
    id: eventIdOf('shopify', 'return', fields.id, status),
    occurredAt: told ?? new Date(part.receivedAt).toISOString(),
    order: { id: order },
    refund: { id: `return-${fields.id}`, status },
  };
  return { events: [{ type: 'order.refunded', detail }] };
};
