import { describe, expect, it } from 'vitest';
import { readWho } from '../../../build/customer/held.ts';
import { MemoryTable } from '../../../src/stores/memory-table.ts';
import { journeys, messages, segments, settings } from '../../fixtures/catalogue.ts';
import { busEvent } from '../../fixtures/events.ts';
import { World } from '../world.ts';
import { everything } from './lived.ts';

const at = '2026-03-02T09:00:00Z';

describe('a customer who is known by a public name', () => {
  it('is found, exported and erased by it, and no key holds it in clear', async () => {
    const table = new MemoryTable();
    const world = new World({ settings, journeys, segments, messages }, table).at('2026-03-03T00:00:00Z');
    await world.ingest(busEvent('order.placed', at, { customer: { instagram: '@Tea.House' } }));
    const keys = (await everything(table)).map(({ pk, sk }) => `${pk} ${sk}`);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => key.includes('tea.house'))).toEqual([]);
    const found = await world.data({ do: 'find', who: readWho(['instagram:https://instagram.com/tea.house']) });
    expect(found).toMatchObject({ found: true });
    const { customer } = found as { customer: string }; // it was found
    expect(JSON.stringify(await world.data({ do: 'export', customer }))).toContain('tea.house');
    await world.data({ do: 'erase', customer });
    expect(await world.data({ do: 'find', who: 'instagram:tea.house' })).not.toMatchObject({ items: { order: 1 } });
    const history = await world.stores.customers.load(customer);
    expect(history).toBeUndefined();
  });

  it('is asked for by a name that the service can have, or the command says what it looks like', () => {
    expect(() => readWho(['x:tea-house'])).toThrow('a user name on X has 1 to 15 letters, digits and underscores');
    expect(() => readWho(['line:tea'])).toThrow('a LINE user id is U and 32 hexadecimal digits');
  });
});
