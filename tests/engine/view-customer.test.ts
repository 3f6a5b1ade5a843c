import { beforeEach, describe, expect, it } from 'vitest';
import { viewCustomer } from '../../src/engine/view-customer.ts';
import { busEvent, consentToAll, line } from '../fixtures/events.ts';
import { World } from './world.ts';

const cart = (id: string) => ({
  id,
  url: `https://shop.example/${id}`,
  total: { amount: 5, currency: 'USD' },
  lines: [line('tea', 1, 5)],
});

describe('the view of a customer', () => {
  let world: World;
  const view = (request: object) => {
    const { customers } = world.stores;
    return viewCustomer({ do: 'preview', ...request }, { customers, open: async () => world.stores });
  };

  beforeEach(async () => {
    world = new World().at('2026-04-01T03:00:00Z');
    const mia = {
      id: 'mia',
      email: 'mia@example.com',
      phone: '+819012345678',
      name: 'Mia',
      locale: 'ja',
      consent: consentToAll,
    };
    await world.ingest(busEvent('cart.updated', '2026-04-01T01:00:00Z', { customer: mia, cart: cart('late') }));
    await world.ingest(busEvent('cart.updated', '2026-04-01T00:00:00Z', { customer: mia, cart: cart('early') }));
  });

  it.each(['mia', 'MIA@example.com', '+819012345678'])(
    'holds the last cart of %s, and no address',
    async (customer) => {
      const shown = await view({ customer, oncePer: 'cart', on: 'cart.updated' });
      expect(shown).toMatchObject({ name: 'Mia', locale: 'ja', facts: { cart: { id: 'late' } } });
      expect(JSON.stringify(shown)).not.toMatch(/mia@example|8190/i);
    },
  );

  it('says what is missing', async () => {
    expect(await view({ customer: 'nobody', oncePer: 'cart', on: 'cart.updated' })).toEqual({ missing: 'customer' });
    expect(await view({ customer: 'mia', oncePer: 'order', on: 'order.placed' })).toEqual({ missing: 'order' });
    expect(await view({ customer: 'mia', oncePer: 'customer', on: 'order.placed' })).toEqual({ missing: 'order' });
  });

  it('is refused without a customer', async () => {
    await expect(view({ oncePer: 'cart' })).rejects.toThrow('preview request does not fit its contract');
  });
});
