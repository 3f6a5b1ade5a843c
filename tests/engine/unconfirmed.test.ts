import { describe, expect, it } from 'vitest';
import { consentStates } from '../../src/policy/customer/consent-ledger.ts';
import { askForGeneral } from '../../src/policy/customer/general-consent.ts';
import { emptyProfile, joinProfiles } from '../../src/policy/customer/profile.ts';
import { joinCopies } from '../../src/policy/customer/profile-copies.ts';
import { topicRefusedAt } from '../../src/policy/customer/topic-stance.ts';
import { busEvent, type Detail, shopper } from '../fixtures/events.ts';
import { AskingShop, created, opens, typed } from './asking-shop.ts';
import { everything } from './data/lived.ts';

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

describe('a mail that asks to confirm', () => {
  const again = (id: string, account: string, at: string, heard: string) =>
    busEvent('customer.updated', heard, {
      id,
      customer: { id: account, email: shopper.email, consent: { email: typed(at) } },
    });

  it('goes where an older agreement, told late, takes the right to it', async () => {
    const shop = new AskingShop();
    await shop.signUp(created('1', opens, { id: 'other', email: shopper.email }));
    await shop.signUp(again('2', 'account', '2026-03-02T20:00:00Z', '2026-03-02T20:00:00Z'));
    expect(shop.sent).toHaveLength(1);
    shop.at('2026-03-03T12:00:00Z');
    await shop.signUp(again('3', 'account', '2026-03-02T19:59:00Z', '2026-03-03T12:00:00Z'));
    expect(shop.sent).toHaveLength(2);
    await shop.signUp(again('4', 'account', '2026-03-02T20:00:00Z', '2026-03-03T12:00:00Z'));
    expect(shop.sent).toHaveLength(2);
    shop.now += 1000;
    expect((await shop.open('POST', shop.token(1))).html).toContain('You are subscribed');
  });

  it('goes no more, and leaves nothing behind, when its customer is erased while it waits in the queue', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const { customer } = shop.started[0]?.input ?? never();
    shop.at('2026-03-04T09:00:00Z');
    await shop.ingest(created('2', '2026-03-04T09:00:00Z'));
    await shop.startEnrolled();
    const waiting = shop.started.at(-1)?.input ?? never();
    shop.at('2026-03-06T09:00:00Z');
    await shop.ingest(created('3', '2026-03-06T09:00:00Z'));
    expect([shop.started.length, shop.enrolled.length]).toEqual([2, 1]);
    shop.now += 60_000;
    await shop.data({ do: 'erase', customer });
    const left = await everything(shop.table);
    expect(await shop.startEnrolled()).toEqual(['erased']);
    expect(await shop.deliver(waiting, { id: 'please-confirm' })).toMatchObject({ outcome: 'skipped' });
    for (const method of ['GET', 'POST']) {
      expect((await shop.open(method, shop.token())).html).toContain('There is nothing to confirm');
    }
    expect(shop.sent).toHaveLength(1);
    expect(await everything(shop.table)).toEqual(left);
  });
});

describe('an agreement of an account that names no address', () => {
  const imported = { email: { granted: true, at: opens, source: 'old shop', from: 'import' } };
  const says = (at: string, customer: Detail) =>
    busEvent('customer.updated', at, { id: at, customer: { id: 'account', ...customer } });
  const agreed = says(opens, { email: 'own@example.com' });
  const states = async (shop: AskingShop) => consentStates(await shop.stored());

  /** What comes of marketing to the account. */
  async function marketing(shop: AskingShop, at: string): Promise<unknown> {
    const cart = busEvent('cart.updated', at, { customer: { id: 'account' }, cart: { ...aCart, id: at } });
    const input = await shop.at(at).enter('cart-journey', cart);
    await shop.at(input.next.until).deliver(input, { id: 'reminder', purpose: 'marketing' });
    const line = (await shop.ledger(input)).find(({ run }) => run === input.run);
    return [line?.outcome, line?.reason];
  }

  it('counts at an address that the account takes only once that one has confirmed it', async () => {
    const shop = new AskingShop();
    await shop.signUp(agreed, says('2026-03-02T09:01:00Z', { consent: imported }));
    expect(await marketing(shop, '2026-03-02T10:00:00Z')).toEqual(['sent', undefined]);
    shop.at('2026-03-03T15:00:00Z');
    await shop.signUp(says('2026-03-03T15:00:00Z', { email: shopper.email }));
    expect(await states(shop)).toEqual([{ state: 'pending' }]);
    expect(await marketing(shop, '2026-03-04T10:00:00Z')).toEqual(['skipped', 'unconfirmed']);
    const asking = shop.sent.filter(({ tags }) => tags.journey === 'confirm-consent');
    expect(asking.map(({ address }) => address)).toEqual([shopper.email]);
    await shop.open('POST', shop.token(shop.sent.length - 1));
    expect(await states(shop)).toEqual([{ state: 'granted' }]);
    expect(await marketing(shop, '2026-03-06T10:00:00Z')).toEqual(['sent', undefined]);
  });

  it('goes along to an address that is verified, that an import names, and back to one that had it', async () => {
    for (const taken of [{ customer: { verified: ['email'] } }, { history: true }, {}]) {
      const shop = new AskingShop();
      await shop.signUp(agreed, says('2026-03-02T09:01:00Z', { consent: imported }));
      const { customer, ...more } = { customer: {}, ...taken };
      const next = { id: 'account', email: 'next@example.com', ...customer };
      await shop.signUp(busEvent('customer.updated', '2026-03-03T09:00:00Z', { customer: next, ...more }));
      if (Object.keys(taken).length === 0)
        await shop.signUp(says('2026-03-03T10:00:00Z', { email: 'own@example.com' }));
      expect(await marketing(shop, '2026-03-04T10:00:00Z'), JSON.stringify(taken)).toEqual(['sent', undefined]);
    }
  });
});

it('what has to be confirmed of two profiles of one customer is the later of both, in either order', () => {
  const asked = (at: number) =>
    askForGeneral({ ...emptyProfile(`c-${at}`), general: { email: { granted: true, at, source: 's' } } }, 'email');
  const [one, other] = [asked(1), asked(2)];
  for (const joined of [
    joinProfiles(one, other, 'e'),
    joinProfiles(other, one, 'e'),
    joinCopies(one, other),
    joinCopies(other, one),
  ])
    expect(joined.generalAsked).toEqual({ email: 2 });
});

const aCart = { total: { amount: 10, currency: 'USD' }, lines: [] };

function never(): never {
  throw new Error('nobody');
}
