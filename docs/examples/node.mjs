import { setTimeout } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const client = new EventBridgeClient({});

/** Posts an event to Aftercart. @param detail its fields; `id` stays the same when it is posted again */
export async function postEvent(type, detail) {
  const entry = {
    EventBusName: process.env.AFTERCART_BUS ?? 'aftercart',
    Source: `store.${detail.shop}`,
    DetailType: type,
    Detail: JSON.stringify(detail),
  };
  for (let attempt = 1; ; attempt++) {
    const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount === 0) return;
    if (attempt === 5) throw new Error(`${type} ${detail.id}: ${Entries[0].ErrorCode} ${Entries[0].ErrorMessage}`);
    await setTimeout(100 * 2 ** attempt);
  }
}

await postEvent('order.placed', {
  id: 'order-4001-placed',
  occurredAt: new Date().toISOString(),
  shop: 'demo',
  customer: { id: 'c-1001', email: 'customer@example.com', locale: 'ja', country: 'JP' },
  order: { id: '4001', number: '#4001', total: { amount: 4800, currency: 'JPY' }, lines: [] },
});
