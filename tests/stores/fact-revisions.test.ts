import { expect, it } from 'vitest';
import { factKey } from '../../src/stores/item-keys.ts';
import { World } from '../engine/world.ts';
import { busEvent, shopper } from '../fixtures/events.ts';

it('never confuses a recreated fact with the one that was moved away, although both are first revisions', async () => {
  const world = new World().at('2026-03-02T09:00:00Z');
  const parcel = { order: { id: 'o-1' }, shipment: { id: 's-1' }, customer: shopper };
  const { customer } = await world.enter('cart-journey', busEvent('cart.updated', '2026-03-02T09:00:00Z'));
  await world.ingest(busEvent('shipment.dispatched', '2026-03-02T09:00:00Z', parcel));
  const key = factKey(customer, { kind: 'shipment', id: 's-1' });
  const first = await world.table.get(key);
  await world.table.delete(key, first?.rev ?? 0);
  await world.ingest(busEvent('shipment.delivered', '2026-03-02T09:00:00Z', parcel));
  const anew = await world.table.get(key);
  expect(anew?.value).toMatchObject({ kind: 'shipment', id: 's-1' });
  expect(await world.table.delete(key, first?.rev ?? 0)).toBe(false);
});
