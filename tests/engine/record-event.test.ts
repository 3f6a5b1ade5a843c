import { expect, it } from 'vitest';
import { openStores } from '../../src/engine/open-stores.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key } from '../../src/stores/table.ts';
import { storeEvent } from '../fixtures/events.ts';
import { record as recordEvent } from '../fixtures/record.ts';

const keys = new Keys('a-secret-of-at-least-thirty-two-characters');

/** A table that lets something happen before the first write of a fact. */
class Interrupted extends MemoryTable {
  interruption: (() => Promise<unknown>) | undefined;

  override async put(key: Key, value: unknown, rev: number): Promise<number | undefined> {
    const { interruption } = this;
    if (interruption !== undefined && key.sk.startsWith('3#fact#')) {
      this.interruption = undefined;
      await interruption();
    }
    return super.put(key, value, rev);
  }
}

it('gives a history with the event in it although another delivery of the event wrote it first', async () => {
  const table = new Interrupted();
  const stores = openStores(table, keys);
  await recordEvent(storeEvent('order.placed', '2026-03-01T10:00:00Z'), stores, {});
  const delivered = storeEvent('shipment.delivered', '2026-03-03T10:00:00Z');
  // The first delivery has written the profile, so that the second finds nothing to change but the fact.
  await recordEvent({ ...delivered, type: 'customer.updated' }, stores, {});
  table.interruption = () => recordEvent(delivered, stores, {});
  const { facts } = await recordEvent(delivered, stores, {});
  expect(facts.map(({ kind }) => kind)).toEqual(['order', 'shipment']);
});
