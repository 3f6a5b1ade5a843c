import { expect, it } from 'vitest';
import type { EventType } from '../../src/commerce/events.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { nounOf } from '../../src/stores/item-keys.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key } from '../../src/stores/table.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

/** A table that notes each request. */
class NotedTable extends MemoryTable {
  readonly noted: string[] = [];

  override async get(key: Key) {
    this.noted.push(`get ${nounOf(key)}`);
    return super.get(key);
  }

  override async getMany(keys: readonly Key[]) {
    this.noted.push('batch');
    return super.getMany(keys);
  }

  override async range(...args: Parameters<MemoryTable['range']>) {
    this.noted.push('query');
    return super.range(...args);
  }

  override async put(...args: Parameters<MemoryTable['put']>) {
    this.noted.push(`put ${nounOf(args[0])}`);
    return super.put(...args);
  }

  override async takePlace(...args: Parameters<MemoryTable['takePlace']>) {
    this.noted.push('place');
    return super.takePlace(...args);
  }
}

const opens = '2026-03-02T09:00:00Z';

/** The requests of one delivery. */
async function requestsOf(journey: string, event: EventType, message: string): Promise<readonly string[]> {
  const table = new NotedTable();
  const world = new World({ settings, journeys, segments, messages }, table).at(opens);
  const input: RunInput = await world.enter(journey, busEvent(event, opens));
  world.at(input.next.until);
  table.noted.length = 0;
  expect(await world.deliver(input, { id: message })).toMatchObject({ outcome: 'sent' });
  return table.noted;
}

it('a transactional message costs one query, one batch and a write each of claim, ledger and run', async () => {
  expect(await requestsOf('order-journey', 'order.placed', 'thanks')).toEqual([
    'query',
    'batch',
    'put profile',
    'put message',
    'put run',
  ]);
});

it('a marketing message also writes its address and takes a place in its lane', async () => {
  expect(await requestsOf('cart-journey', 'cart.updated', 'reminder')).toEqual([
    'query',
    'batch',
    'place',
    'put profile',
    'put address',
    'put message',
    'put run',
  ]);
});
