import { describe, expect, it } from 'vitest';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import type { Profile } from '../../src/model/profile.ts';
import { withdraw } from '../../src/policy/customer/address.ts';
import { namesOf } from '../../src/policy/customer/names.ts';
import { carries } from '../../src/policy/customer/profile.ts';
import { unreachedBasis } from '../../src/policy/delivery/basis.ts';
import { ineligibleBecause, mayMarket } from '../../src/policy/delivery/eligibility.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { World } from './world.ts';

const number = '+819012345678';
const another = '+819012345679';
const x = 'x@example.com';
const proven = { verified: ['phone'] };
const on = (march: number) => `2026-03-${String(march).padStart(2, '0')}T09:00:00Z`;
const bySms = (march: number, granted = true): Detail => ({
  consent: { sms: { granted, at: on(march), source: 'shop' } },
});

/** A shop that hears of customers on days of March, and of the texts that they send. */
class Numbers {
  readonly world = new World().at(on(1));

  async tell(march: number, customer: Detail, heard = march): Promise<void> {
    await this.world.at(on(heard)).ingest(busEvent('customer.updated', on(march), { customer }));
  }

  async text(march: number, kind: 'start' | 'stop'): Promise<void> {
    await takeOwnersWord('sms', { kind, address: number, at: fromIso(on(march)) }, this.world.stores);
  }

  async profileOf(customer: { readonly id: string } | { readonly phone: string }): Promise<Profile | undefined> {
    const { stores } = this.world;
    const [named] = await stores.identities.find(customer);
    return (await stores.customers.load(named?.owner ?? ''))?.profile;
  }

  /** True if marketing may go to the number for the customer, who carries it. */
  async mayText(customer: { readonly id: string } | { readonly phone: string }): Promise<boolean> {
    const { stores } = this.world;
    const profile = await this.profileOf(customer);
    const [door] = await stores.addresses.find([stores.addresses.refOf('phone', number)]);
    if (profile === undefined || door === undefined || !carries(profile, 'phone', number))
      throw new Error('not theirs');
    return mayMarket({ address: number, known: door.value, own: true }, 'sms', profile);
  }
}

describe('a number that its owner agreed for while it was verified, but that', () => {
  const agreed = { email: x, phone: number, ...proven, ...bySms(1) };

  it.each([
    ['a guest had whose account has another', [{ ...agreed }, { id: 'a' }, { id: 'a', email: x, verified: ['email'] }]],
    ['nobody took over from a guest', [{ email: x }, { ...agreed }]],
  ] as const)('%s agrees to nothing for its next owner', async (_which, before) => {
    const shop = new Numbers();
    for (const [nth, customer] of before.entries()) await shop.tell(1 + nth, customer);
    await shop.tell(4, { id: 'a', email: x, phone: another, verified: ['email', 'phone'] });
    await shop.tell(5, { id: 'b', phone: number });
    expect(await shop.mayText({ id: 'b' })).toBe(false);
  });

  it('a guest has opens again, for this guest, by an agreement with the number verified', async () => {
    const shop = new Numbers();
    await shop.tell(1, { email: x, phone: number });
    await shop.text(2, 'stop');
    await shop.tell(3, { email: x, phone: number, ...bySms(3) });
    expect(await shop.mayText({ phone: number })).toBe(false);
    await shop.tell(4, { email: x, phone: number, ...proven, ...bySms(4) });
    expect(await shop.mayText({ phone: number })).toBe(true);
  });
});

describe('a START', () => {
  it('goes with the customer whom the number led to then, though somebody else has verified it since', async () => {
    const shop = new Numbers();
    await shop.tell(1, { id: 'a', phone: number });
    await shop.text(2, 'start');
    await shop.tell(3, { id: 'b', phone: number, ...proven });
    await shop.tell(4, { id: 'a', phone: another, ...proven });
    expect(await shop.mayText({ id: 'b' })).toBe(false);
  });

  it('of the next owner remains when the shop reports only later that the number was given up', async () => {
    const shop = new Numbers();
    await shop.tell(1, { id: 'a', phone: number, ...proven });
    await shop.text(3, 'start');
    await shop.tell(2, { id: 'a', phone: another, ...proven }, 4);
    await shop.tell(5, { id: 'b', phone: number, ...proven });
    expect(await shop.mayText({ id: 'b' })).toBe(true);
  });
});

describe('a mailbox or number that very many name', () => {
  it('agrees to nothing for its next owner once more accounts than are kept apart have given it up', async () => {
    const shop = new Numbers();
    const ids = Array.from({ length: 42 }, (_, nth) => `a-${nth}`);
    for (const id of ids) await shop.tell(1, { id, phone: number, ...proven, ...bySms(1) });
    for (const [nth, id] of ids.entries()) await shop.tell(2, { id, phone: `+8190999990${10 + nth}`, ...proven });
    await shop.tell(3, { phone: number });
    expect(await shop.mayText({ phone: number })).toBe(false);
  });

  it('stays open to the customer whom it leads to, however many others opt out for themselves', async () => {
    const shop = new Numbers();
    await shop.tell(1, { id: 'owner', phone: number, ...proven });
    await shop.tell(1, { id: 'owner', ...bySms(1) });
    for (let nth = 0; nth < 45; nth += 1) await shop.tell(2, { id: `a-${nth}`, phone: number, ...bySms(2, false) });
    expect(await shop.mayText({ id: 'owner' })).toBe(true);
    expect(await shop.mayText({ id: 'a-0' })).toBe(false);
  });
});

describe('an agreement that an account gave as a guest, before it came with a hundred browsers,', () => {
  async function wellKnown(): Promise<Numbers> {
    const shop = new Numbers();
    await shop.tell(1, { id: 'a' });
    await shop.tell(1, { phone: number, ...proven, ...bySms(1) });
    await shop.tell(2, { id: 'a', phone: number, ...proven });
    for (let nth = 0; nth < 100; nth += 1) {
      await shop.tell(3, { anonymousId: `browser-${nth}`, locale: 'ja' });
      await shop.tell(3, { id: 'a', anonymousId: `browser-${nth}` });
    }
    return shop;
  }

  it('is known as its own, and goes with it when it takes another number', async () => {
    const shop = await wellKnown();
    expect(await shop.mayText({ id: 'a' })).toBe(true);
    const [guest] = Object.keys((await shop.profileOf({ id: 'a' }))?.mergedFrom ?? {});
    const [address] = await shop.world.stores.addresses.find([shop.world.stores.addresses.refOf('phone', number)]);
    expect(Object.keys(address?.value.words ?? {})).toContain(guest);
    await shop.tell(4, { id: 'a', phone: another, ...proven });
    await shop.tell(5, { id: 'b', phone: number });
    expect(await shop.mayText({ id: 'b' })).toBe(false);
  });

  it('lets no event of the account read more than a few browsers', async () => {
    const profile = (await (await wellKnown()).profileOf({ id: 'a' })) ?? expect.fail();
    expect(namesOf(profile).length).toBeLessThan(16);
  });
});

describe('an agreement of an account after a STOP', () => {
  it.each([
    ['the event that reports it', 6],
    ['an event right after it', 5],
  ])(
    'counts however late it is reported, where the account had the number before: %s names the number next',
    async (_what, next) => {
      const shop = new Numbers();
      await shop.tell(1, { id: 'a', phone: number, ...proven });
      await shop.text(2, 'stop');
      if (next === 5) await shop.tell(5, { id: 'a', phone: number });
      await shop.tell(6, { id: 'a', phone: number, ...proven, ...bySms(3) });
      expect(await shop.mayText({ id: 'a' })).toBe(true);
    },
  );

  it('counts for nothing if the account took the number only later', async () => {
    const shop = new Numbers();
    await shop.tell(1, { id: 'a', phone: another, ...proven });
    await shop.text(2, 'stop');
    await shop.tell(5, { id: 'a', phone: number, ...proven });
    await shop.tell(6, { id: 'a', phone: number, ...proven, ...bySms(3) });
    expect(await shop.mayText({ id: 'a' })).toBe(false);
  });
});

describe('a number whose owner has texted STOP', () => {
  const door = async ({ world: { stores } }: Numbers) => {
    const [read] = await stores.addresses.find([stores.addresses.refOf('phone', number)]);
    return { address: number, known: read?.value ?? expect.fail(), own: true };
  };

  it('gets no text of any purpose until a START', async () => {
    const shop = new Numbers();
    await shop.tell(1, { id: 'a', phone: number });
    const profile = (await shop.profileOf({ id: 'a' })) ?? expect.fail();
    const need = { purpose: 'transactional' } as const;
    const reasons = [];
    for (const [march, kind] of [[2, 'stop'] as const, [3, 'start'] as const]) {
      await shop.text(march, kind);
      reasons.push(ineligibleBecause(profile, await door(shop), 'sms', need, ['sms']));
    }
    expect(reasons).toEqual(['stopped', undefined]);
  });

  it('is told by that STOP, also where somebody opted out by a link after it', async () => {
    const shop = new Numbers();
    await shop.tell(1, { id: 'a', phone: number });
    const profile = (await shop.profileOf({ id: 'a' })) ?? expect.fail();
    await shop.text(2, 'stop');
    const stopped = await door(shop);
    const known = withdraw(stopped.known, profile.customer, Date.parse('2026-03-03T09:00:00Z'), 'unsubscribe link');
    const asked = { purpose: 'marketing' } as const;
    const unreached = { profile, doors: { sms: { ...stopped, known } }, configured: ['sms'] } as const;
    const step = { channels: ['sms'], ...asked } as const;
    expect(unreachedBasis({ obstacle: 'stopped' }, { step, ...unreached }, asked)).toMatchObject({
      channels: { sms: 'stopped' },
      word: { source: 'answered STOP' },
    });
  });
});
