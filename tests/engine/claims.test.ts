import { describe, expect, it } from 'vitest';
import type { EventType } from '../../src/commerce/events.ts';
import { marketingWord } from '../../src/policy/customer/address.ts';
import { busEvent, type Detail, line } from '../fixtures/events.ts';
import { World } from './world.ts';

const day = (nth: number) => new Date(Date.UTC(2026, 2, nth, 9)).toISOString();
const consent = (granted: boolean, at: string) => ({ consent: { email: { granted, at, source: 'checkout' } } });
const proven = (...verified: string[]) => ({ verified });

/** A shop that is told one thing a day. */
class Days {
  readonly world = new World().at(day(1));
  #day = 1;

  async tell(type: EventType, customer: Detail, more: Detail = {}): Promise<Detail> {
    this.#day += 1;
    const event = busEvent(type, day(this.#day), { customer, ...more, id: `${type}-${this.#day}` });
    await this.world.at(day(this.#day)).ingest(event);
    return event;
  }

  async historyOf(customer: Detail) {
    const [identity] = await this.world.stores.identities.find(customer);
    return this.world.stores.customers.load(identity?.owner ?? 'nobody');
  }

  async profileOf(customer: Detail) {
    return (await this.historyOf(customer))?.profile;
  }

  /** What comes of the reminder of a new cart. */
  async remind(customer: Detail): Promise<string | undefined> {
    const cart = { id: `cart-${this.#day}`, total: { amount: 10, currency: 'USD' }, lines: [line('p-1', 1, 10)] };
    const event = await this.tell('cart.updated', customer, { cart });
    await this.world.start('cart-journey', event);
    const input = this.world.started.at(-1)?.input ?? expect.fail('nothing was started');
    await this.world.at(input.next.until).deliver(input, { id: 'reminder' });
    const told = (await this.world.ledger(input)).find(({ run }) => run === input.run);
    return told?.reason ?? told?.outcome;
  }

  async wordOf(email: string) {
    const [address] = await this.world.stores.addresses.find([this.world.stores.addresses.refOf('email', email)]);
    return address && marketingWord(address.value);
  }
}

const order = (id: string) => ({ order: { id, total: { amount: 5, currency: 'USD' }, lines: [line('p-1', 1, 5)] } });

describe('a guest who proves one address and types another', () => {
  it.each([{ id: 'victim' }, {}])('joins nobody who is known by the typed one: %j', async (account) => {
    const shop = new Days();
    const victim = { ...account, email: 'victim@example.com', name: 'Victim' };
    await shop.tell('order.placed', victim, order('o-1'));
    await shop.tell('customer.updated', { phone: '+819011112222', ...proven('phone'), name: 'Mallory' });
    await shop.tell(
      'order.placed',
      { email: 'victim@example.com', phone: '+819011112222', ...proven('phone') },
      order('o-2'),
    );
    const profile = await shop.profileOf({ email: 'victim@example.com' });
    expect(profile?.name).toBe('Victim');
    expect(profile?.identities).not.toHaveProperty('phone');
    expect((await shop.profileOf({ phone: '+819011112222' }))?.customer).not.toBe(profile?.customer);
  });

  it('overwrites no guest who typed the proven one as a second', async () => {
    const shop = new Days();
    await shop.tell('order.placed', { email: 'm@example.com', phone: '+819011112222', name: 'Mallory' }, order('o-1'));
    await shop.tell('customer.updated', { phone: '+819011112222', ...proven('phone'), name: 'Victim' });
    expect((await shop.profileOf({ email: 'm@example.com' }))?.name).toBe('Mallory');
    expect((await shop.profileOf({ phone: '+819011112222' }))?.name).toBe('Victim');
  });
});

describe('an account that claims an address without proof', () => {
  const mallory = { id: 'mallory', email: 'victim@example.com' };

  it('is not the owner who proves the address, and loses it to them', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', mallory);
    await shop.tell('order.placed', { email: 'victim@example.com', ...proven('email'), name: 'Victim' }, order('o-1'));
    expect((await shop.historyOf({ id: 'mallory' }))?.facts).toEqual([]);
    expect(await shop.profileOf({ email: 'victim@example.com' })).toMatchObject({ name: 'Victim' });
  });

  it('is not greeted by a name that a guest at the address gave', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', mallory);
    await shop.tell('customer.updated', { email: 'victim@example.com', name: 'Victim' });
    await shop.world.start('order-journey', await shop.tell('order.placed', { id: 'mallory' }, order('o-1')));
    const input = shop.world.started.at(-1)?.input ?? expect.fail('nothing was started');
    await shop.world.at(input.next.until).deliver(input, { id: 'thanks' });
    expect(shop.world.sent.at(-1)?.html).not.toContain('Victim');
  });

  it('closes the address for itself alone', async () => {
    const shop = new Days();
    const victim = { id: 'victim', email: 'victim@example.com', ...consent(true, day(1)) };
    await shop.tell('customer.updated', victim);
    await shop.tell('customer.updated', { ...mallory, ...consent(false, day(3)) });
    expect(await shop.remind(victim)).toBe('sent');
    expect(await shop.remind(mallory)).toBe('no-consent');
  });

  it('has to prove it again after giving it up', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', { ...mallory, ...proven('email') });
    await shop.tell('customer.updated', { id: 'mallory', email: 'm@example.com' });
    await shop.tell('customer.updated', mallory);
    const [address] = await shop.world.stores.identities.find({ email: 'victim@example.com' });
    expect(address?.proven).toBeUndefined();
  });

  it('is not named to the store as the customer of the guest’s coupon', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', mallory);
    const placed = await shop.tell('order.placed', { email: 'victim@example.com' }, order('o-1'));
    await shop.world.start('order-journey', placed);
    const input = shop.world.started.at(-1)?.input ?? expect.fail('nothing was started');
    await shop.world.at(input.next.until).deliver(input, { id: 'thanks', coupon: { percent: 10, days: 3 } });
    expect(shop.world.sent.map(({ address }) => address)).toEqual(['victim@example.com']);
    expect(shop.world.published).toMatchObject([{ type: 'coupon.issued', detail: { customer: {} } }]);
  });
});

describe('an address that was given up', () => {
  it('is not taken back by an old event that proved it', async () => {
    const shop = new Days();
    const old = await shop.tell('customer.updated', { id: 'm', email: 'v@example.com', ...proven('email') });
    await shop.tell('customer.updated', { id: 'm', email: 'm@example.com' });
    await shop.tell('order.placed', { email: 'v@example.com', name: 'Victim' }, order('o-1'));
    await shop.world.ingest(old);
    expect((await shop.historyOf({ id: 'm' }))?.facts).toEqual([]);
    expect((await shop.profileOf({ email: 'v@example.com' }))?.name).toBe('Victim');
  });

  it('brings its next owner no agreement of the one before', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', { id: 'c-1', email: 'typo@example.com', ...consent(true, day(1)) });
    await shop.tell('customer.updated', { id: 'c-1', email: 'right@example.com' });
    expect(await shop.remind({ email: 'typo@example.com' })).toBe('no-consent');
  });

  it('keeps the orders that were placed under it together after it has changed hands', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', { id: 'c-1', email: 'old@example.com' });
    await shop.tell('order.placed', { email: 'old@example.com' }, order('o-1'));
    await shop.tell('customer.updated', { id: 'c-1', email: 'new@example.com' });
    await shop.tell('order.cancelled', { email: 'old@example.com' }, { order: { id: 'o-1' } });
    const facts = (await shop.historyOf({ id: 'c-1' }))?.facts;
    expect(facts).toMatchObject([{ id: 'o-1', cancelledAt: expect.any(Number) }]);
  });
});

describe('a customer who opted out', () => {
  it('has agreed to nothing by giving another address with an old agreement', async () => {
    const shop = new Days();
    const agreed = consent(true, day(1));
    expect(await shop.remind({ id: 'c-1', email: 'old@example.com', ...agreed })).toBe('sent');
    await shop.tell('customer.updated', { id: 'c-1', email: 'old@example.com', ...consent(false, day(3)) });
    expect(await shop.remind({ id: 'c-1', email: 'new@example.com', ...agreed })).toBe('no-consent');
    expect(await shop.remind({ id: 'c-1', email: 'new@example.com', ...consent(true, day(5)) })).toBe('sent');
  });

  it('is not opted in again by a guest at an address that was proven once', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', {
      id: 'a',
      email: 'a@example.com',
      ...proven('email'),
      ...consent(true, day(1)),
    });
    await shop.tell('customer.updated', { id: 'a', email: 'a@example.com', ...consent(false, day(2)) });
    expect(await shop.remind({ email: 'a@example.com', ...consent(true, day(4)) })).toBe('no-consent');
    expect(await shop.wordOf('a@example.com')).toBe('withdrawn');
  });

  it('of everything, without naming an address, stays so whatever others say at the address', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', { id: 'a', email: 'b@example.com', ...consent(true, day(1)) });
    await shop.tell('customer.updated', { id: 'a', email: 'a@example.com' });
    await shop.tell('customer.updated', { id: 'a', ...consent(false, day(3)) });
    await shop.tell('customer.updated', { id: 'a', email: 'b@example.com' });
    await shop.tell('customer.updated', { email: 'b@example.com', ...consent(true, day(5)) });
    expect(await shop.remind({ id: 'a' })).toBe('no-consent');
  });
});

describe('a test event', () => {
  it('says nothing of a customer who is there: no address, no consent, no name', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', { id: 'c-1', email: 'real@example.com', name: 'Real' });
    const tester = { id: 'c-1', email: 'tester@example.com', name: 'Tester', ...consent(true, day(2)) };
    await shop.tell('customer.updated', tester, { test: true });
    expect(await shop.profileOf({ id: 'c-1' })).toMatchObject({
      name: 'Real',
      identities: { email: 'real@example.com' },
    });
    expect(await shop.remind({ id: 'c-1' })).toBe('no-consent');
  });
});

describe('a LINE customer', () => {
  it('keeps their orders when they type an address that is somebody else’s', async () => {
    const shop = new Days();
    await shop.tell('order.placed', { lineId: 'L-1' }, order('o-1'));
    await shop.tell('customer.updated', { id: 'v', email: 'v@example.com' });
    await shop.tell('customer.updated', { lineId: 'L-1', email: 'v@example.com' });
    expect((await shop.historyOf({ id: 'v' }))?.facts).toEqual([]);
    expect((await shop.profileOf({ id: 'v' }))?.identities).not.toHaveProperty('lineId');
    expect((await shop.historyOf({ lineId: 'L-1' }))?.facts).toHaveLength(1);
  });

  it('tells of an address for the first time, and has it', async () => {
    const shop = new Days();
    await shop.tell('order.placed', { lineId: 'L-1' }, order('o-1'));
    await shop.tell('customer.updated', { lineId: 'L-1', email: 'l@example.com' });
    expect((await shop.historyOf({ email: 'l@example.com' }))?.facts).toHaveLength(1);
  });
});

describe('a customer known by a public name', () => {
  const chat = { instagram: '@Tea' };
  const verified = ['instagram'];

  it('keeps what a chat told when a stranger types their name, and the stranger gets no mail about it', async () => {
    const shop = new Days();
    await shop.tell('order.placed', chat, order('o-1'));
    await shop.tell('customer.updated', { email: 'stranger@example.com', instagram: 'tea' });
    await shop.tell('customer.updated', { id: 'stranger', email: 'stranger@example.com', instagram: 'tea' });
    expect((await shop.historyOf({ id: 'stranger' }))?.facts).toEqual([]);
    expect((await shop.profileOf({ instagram: 'tea' }))?.identities).toEqual({ instagram: 'tea' });
    expect((await shop.historyOf({ instagram: 'tea' }))?.facts).toHaveLength(1);
  });

  it('is the account that the shop has verified the name for', async () => {
    const shop = new Days();
    await shop.tell('order.placed', chat, order('o-1'));
    await shop.tell('customer.updated', { id: 'c-1', email: 'tea@example.com', instagram: 'tea', verified });
    expect((await shop.historyOf({ id: 'c-1' }))?.facts).toHaveLength(1);
    await shop.tell('order.placed', chat, order('o-2'));
    expect((await shop.historyOf({ id: 'c-1' }))?.facts).toHaveLength(2);
    expect((await shop.profileOf({ instagram: 'tea' }))?.identities).toMatchObject({
      id: 'c-1',
      email: 'tea@example.com',
    });
  });

  it('takes over nobody’s mailbox, even with the name verified', async () => {
    const shop = new Days();
    await shop.tell('customer.updated', { id: 'v', email: 'v@example.com' });
    await shop.tell('order.placed', chat, order('o-1'));
    await shop.tell('customer.updated', { email: 'v@example.com', instagram: 'tea', verified });
    expect((await shop.historyOf({ id: 'v' }))?.facts).toEqual([]);
    expect((await shop.profileOf({ id: 'v' }))?.identities).not.toHaveProperty('instagram');
  });
});
