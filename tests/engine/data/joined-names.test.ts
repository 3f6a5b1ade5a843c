import { expect, it } from 'vitest';
import type { ErasureReport, FoundCustomer } from '../../../src/model/data-request.ts';
import { busEvent, consentToAll, line } from '../../fixtures/events.ts';
import { World } from '../world.ts';

it('finds and erases a customer to whose address messages went under two names', async () => {
  const world = new World();
  const email = 'mia@example.com';
  const guest = { anonymousId: 'browser-of-mia', email, country: 'JP', consent: consentToAll };
  const account = { id: 'c-mia', ...guest, verified: ['email'] };
  world.at('2026-03-02T03:00:00Z');
  const first = await world.enter(
    'cart-journey',
    busEvent('cart.updated', '2026-03-02T03:00:00Z', { customer: guest }),
  );
  world.at('2026-03-02T04:00:00Z');
  expect(await world.deliver(first, { id: 'reminder' })).toMatchObject({ outcome: 'sent' });
  const known = { id: account.id, phone: '+819011112222' };
  await world.ingest(busEvent('customer.created', '2026-03-02T04:30:00Z', { customer: known }));
  await world.ingest(busEvent('customer.updated', '2026-03-02T05:00:00Z', { customer: account }));
  const cart = { id: 'cart-2', total: { amount: 48, currency: 'USD' }, lines: [line('p-1', 2, 24)] };
  const later = busEvent('cart.updated', '2026-03-04T03:00:00Z', { customer: account, cart });
  world.at('2026-03-04T03:00:00Z');
  const second = await world.enter('cart-journey', later);
  expect(await world.deliver(second, { id: 'reminder' })).toMatchObject({ outcome: 'sent' });
  expect(second.customer).not.toBe(first.customer);
  expect(world.sent).toHaveLength(2);
  const found = (await world.data({ do: 'find', who: email })) as FoundCustomer; // there is one
  expect(found).toMatchObject({ names: 2, addresses: 2, spelt: expect.arrayContaining([email]) });
  const report = (await world.data({ do: 'erase', customer: found.customer })) as ErasureReport; // as asked
  expect(report).toMatchObject({ names: 2, addresses: 2 });
});
