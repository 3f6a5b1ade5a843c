import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Runtime } from '../../local/aws/runtime.ts';
import type { EventType } from '../../src/commerce/events.ts';
import { eventExamples } from '../../src/commerce/examples.ts';

/** The journeys that these days play; with all the others every order would be followed for three months. */
export const journeysOfShopDays: readonly string[] = ['abandoned-cart', 'post-purchase', 'review-request'];

/** Messages that an order leads to: thanks, how-to-use, the request for a review, and what goes with it. */
const messagesPerOrder = 4;

/** Messages that an abandoned cart leads to: the reminder and the last call. */
const messagesPerCart = 2;

const day = 86_400_000;

/**
 * Some days of a shop: orders that are delivered two days later, half as many carts that are abandoned, each of
 * another customer, and all messages that follow.
 * @param name sets these customers apart from those of other days
 * @throws Error when not every message was sent
 */
export async function playShopDays(runtime: Runtime, name: string, orders: number): Promise<number> {
  const before = runtime.outbox.messages.length;
  const carts = Math.ceil(orders / 2);
  await post(runtime, 'order.placed', `${name}-buyer`, orders);
  await post(runtime, 'cart.updated', `${name}-visitor`, carts);
  await runtime.play({ until: runtime.clock.now() + 2 * day });
  await post(runtime, 'shipment.delivered', `${name}-buyer`, orders);
  await runtime.play();
  const sent = runtime.outbox.messages.length - before;
  const expected = orders * messagesPerOrder + carts * messagesPerCart;
  if (sent === expected) return sent;
  throw new Error(
    `${sent} of ${expected} messages were sent, ${runtime.deadLetters().length} events are dead letters: ` +
      'see whether the journeys in statemachines/ are still those of tests/bench/shop-days.ts.',
  );
}

async function post(runtime: Runtime, type: EventType, customers: string, count: number): Promise<void> {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new EventBridgeClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials });
  const occurredAt = new Date(runtime.clock.now()).toISOString();
  const all = Array.from({ length: count }, (_, index) => entry(type, `${customers}-${index}`, occurredAt));
  for (let from = 0; from < count; from += 10) {
    await client.send(new PutEventsCommand({ Entries: all.slice(from, from + 10) }));
  }
  client.destroy();
}

/** The documentation's example of the event, about this customer and about goods of their own. */
function entry(type: EventType, customer: string, occurredAt: string) {
  const example = JSON.parse(JSON.stringify(eventExamples[type]));
  for (const noun of ['cart', 'order', 'shipment']) if (example[noun]) example[noun].id = `${noun}-${customer}`;
  const { anonymousId: _browser, ...person } = example.customer;
  const consent = { email: { granted: true, at: '2025-01-01T00:00:00Z', source: 'checkout' } };
  const detail = {
    ...example,
    id: `${type}-${customer}`,
    occurredAt,
    customer: { ...person, id: customer, email: `${customer}@example.com`, consent },
  };
  return { EventBusName: 'aftercart', Source: 'store.demo', DetailType: type, Detail: JSON.stringify(detail) };
}
