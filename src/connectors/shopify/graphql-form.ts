import * as z from 'zod/mini';
import type { FieldProblem } from '../../commerce/values/contract-error.ts';

/**
 * Shopify's newer Events: the topic is a resource, the body holds what the subscription's query asked for, in the GraphQL form.
 * Source: https://shopify.dev/docs/apps/build/events
 */
const eventFields = z.object({
  topic: z.string(),
  action: z.string(),
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** A delivery in the form of classic webhooks. */
export interface ClassicForm {
  readonly topic: string;
  readonly body: unknown;
}

/** The absence of what a subscription's query should have asked for. */
export const noData: FieldProblem = {
  path: 'data',
  problem: 'is missing: give the subscription the query of docs/connect.md, and its token the scopes that it reads',
};

/**
 * A delivery of the newer Events in the form of classic webhooks: `Order` `update` becomes `orders/updated`.
 * @returns undefined for a body that has another form
 */
export function classicForm(body: unknown): ClassicForm | undefined {
  const read = z.safeParse(eventFields, body);
  if (!read.success) return undefined;
  const { topic, action, data } = read.data;
  const [resource] = Object.values(data ?? {}).filter((one) => typeof one === 'object' && one !== null);
  const rest = resource === undefined ? undefined : restForm(resource);
  return { topic: topicOf(topic, action, rest), body: rest };
}

function topicOf(topic: string, action: string, body: unknown): string {
  if (topic === 'Return') return `returns/${returnStatus(body)}`;
  const made = action === 'create';
  const topics: Readonly<Record<string, string>> = {
    Order: made ? 'orders/create' : 'orders/updated',
    Refund: 'refunds/create',
    Customer: made ? 'customers/create' : 'customers/update',
  };
  return topics[topic] ?? topic;
}

function returnStatus(body: unknown): string {
  const { status } = z.object({ status: z.optional(z.unknown()) }).parse(body ?? {});
  if (status === 'DECLINED') return 'decline';
  return status === 'REQUESTED' ? 'request' : status === 'OPEN' ? 'approve' : 'close';
}

/** Names that differ between the forms by more than their spelling. */
const renamed: Readonly<Record<string, string>> = {
  custom_attributes: 'note_attributes',
  country_code_v2: 'country_code',
  marketing_state: 'state',
  marketing_opt_in_level: 'opt_in_level',
  status_page_url: 'order_status_url',
  original_unit_price_set: 'price_set',
  current_total_price_set: 'total_price_set',
  display_status: 'shipment_status',
};

/** Nouns whose id is a field of its own in the REST form. */
const mentioned = new Set(['product', 'variant', 'order']);

/** GraphQL's camel case, connections and references, as REST spells them. */
function restForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restForm);
  if (typeof value !== 'object' || value === null) return value;
  if ('nodes' in value) return restForm(value.nodes);
  if ('edges' in value && Array.isArray(value.edges)) return value.edges.map((edge) => restForm(edge?.node));
  const fields = Object.entries(value).flatMap(([name, inner]) => restFields(name, inner));
  return withTotals(Object.fromEntries(fields));
}

function restFields(name: string, inner: unknown): [string, unknown][] {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const own = renamed[snake] ?? snake;
  const rest = restForm(inner);
  if (own === 'note_attributes' && Array.isArray(rest))
    return [[own, rest.map(({ key, value }) => ({ name: key, value }))]];
  if (mentioned.has(own) && typeof rest === 'object' && rest !== null && 'id' in rest)
    return [
      [own, rest],
      [`${own}_id`, rest.id],
    ];
  return [[own, rest]];
}

/** Orders have their total and currency by themselves in the REST form. */
function withTotals(fields: Record<string, unknown>): Record<string, unknown> {
  const set = z.safeParse(
    z.object({ presentment_money: z.object({ amount: z.string(), currency_code: z.string() }) }),
    fields.total_price_set,
  );
  if (!set.success) return fields;
  const { amount, currency_code } = set.data.presentment_money;
  return { total_price: amount, currency: currency_code, ...fields };
}
