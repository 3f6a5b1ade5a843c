import { describe, expect, it } from 'vitest';
import { consentStates } from '../../src/policy/customer/consent-ledger.ts';
import { topicRefusedAt } from '../../src/policy/customer/topic-stance.ts';
import { busEvent, type Detail, shopper } from '../fixtures/events.ts';
import { AskingShop, created, opens, typed } from './asking-shop.ts';

describe('an opt-out of an account', () => {
  const moves = (email: string, at: string, more: Detail = {}) =>
    busEvent('customer.updated', at, { id: `${email} ${at}`, customer: { id: 'account', email, ...more } });
  const typedOf = (more: Detail = {}) => ({ consent: { email: { ...typed('2026-03-05T09:00:00Z'), ...more } } });

  it.each([
    ['nothing is typed', {}],
    ['an agreement is typed that nobody confirms', typedOf()],
  ])('goes along to an address that was confirmed before, also where %s', async (_what, said) => {
    const shop = new AskingShop();
    await shop.signUp(moves(shopper.email, opens, { consent: { email: typed(opens) } }));
    await shop.open('POST', shop.token());
    await shop.ingest(moves('next@example.com', '2026-03-03T09:00:00Z'));
    shop.at('2026-03-04T09:00:00Z');
    await shop.unsubscribe(shop.stores.addresses.refOf('email', 'next@example.com').hash);
    await shop.signUp(
      moves('next@example.com', '2026-03-05T09:00:00Z', said),
      moves(shopper.email, '2026-03-06T09:00:00Z'),
    );
    const cart = busEvent('cart.updated', '2026-03-07T09:00:00Z', { customer: { id: 'account' } });
    const input = await shop.enter('cart-journey', cart);
    await shop.at('2026-03-07T13:00:00Z').deliver(input, { id: 'reminder', purpose: 'marketing' });
    const line = (await shop.ledger(input)).find(({ run }) => run === input.run);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'no-consent' });
  });

  it('of a topic stays when an agreement to the topic is typed that nobody confirms, and ends by one that is verified', async () => {
    const shop = new AskingShop();
    const out = { consent: { email: { granted: false, at: opens, source: 'page', topic: 'restock' } } };
    const typedAgain = typedOf({ topic: 'restock' });
    const refused = async (more: Detail) => {
      await shop.ingest(moves(shopper.email, '2026-03-05T09:00:00Z', more));
      const owner = (await shop.stores.identities.find({ id: 'account' }))[0]?.owner ?? never();
      return topicRefusedAt((await shop.stores.customers.load(owner))?.profile ?? never(), 'email', 'restock');
    };
    expect(await refused(out)).toBe(Date.parse(opens));
    expect(await refused(typedAgain)).toBe(Date.parse(opens));
    expect(await refused({ ...typedAgain, verified: ['email'] })).toBeUndefined();
  });
});

describe('an agreement that waits for its confirmation', () => {
  const unticked = (at: string) => {
    const consent = { email: { granted: false, at, source: 'checkout', from: 'checkout' } };
    return busEvent('order.placed', at, { customer: { email: shopper.email, consent } });
  };

  it('can be confirmed though a stranger leaves a box unticked under the address, before and after it', async () => {
    for (const first of ['2026-03-02T08:00:00Z', '2026-03-02T10:00:00Z']) {
      const shop = new AskingShop();
      await shop.signUp(...(first < opens ? [unticked(first), created()] : [created(), unticked(first)]));
      expect(consentStates(await shop.stored())).toEqual([{ state: 'pending' }]);
      expect((await shop.open('POST', shop.token())).html).toContain('You are subscribed');
      expect(consentStates(await shop.stored())).toEqual([{ state: 'granted' }]);
    }
  });
});

function never(): never {
  throw new Error('nobody');
}
