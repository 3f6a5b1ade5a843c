import { describe, expect, it } from 'vitest';
import type { Detail } from '../../fixtures/events.ts';
import { day, minute, no, SharingShop, switchingOff, yes } from '../sharing-shop.ts';

const mail = 'm@example.com';
const next = 'next@example.com';
const account = { id: 'a' };

async function erase(shop: SharingShop, who: Detail): Promise<void> {
  const { customer } = await shop.later(day).profile(who);
  await shop.data({ do: 'erase', customer });
}

describe('a customer who comes again after an erasure', () => {
  it.each([
    ['the account’s', {}, {}],
    ['the account’s under double opt-in', { doubleOptIn: ['email' as const] }, {}],
    ['an import’s', {}, { history: true }],
  ])('has agreed to nothing by %s flag from before it', async (_whose, rules, told) => {
    const shop = new SharingShop(rules);
    const consent = { email: yes(shop.now) };
    await shop.tell({ ...account, email: mail, verified: ['email'], consent });
    expect(await shop.goesTo(account)).toBe(true);
    await erase(shop, account);
    await shop.later(day).tell({ ...account, email: mail, consent }, told);
    await shop.later(day).tell({ ...account, consent }, told);
    expect(await shop.goesTo(account)).toBe(false);
  });

  it('has agreed by a word that is later, and has refused by one that is older', async () => {
    const shop = new SharingShop();
    await shop.tell({ ...account, email: mail, consent: { email: yes(shop.now) } });
    const before = shop.now;
    await erase(shop, account);
    await shop.later(day).tell({ ...account, email: mail, consent: { email: yes(shop.now) } });
    expect(await shop.goesTo(account)).toBe(true);
    await shop.tell({ id: 'b', email: next, consent: { email: yes(before) } });
    expect(await shop.goesTo({ id: 'b' })).toBe(true);
    const other = new SharingShop();
    await other.tell({ email: mail, consent: { email: yes(other.now) } });
    await erase(other, { email: mail });
    await other.later(day).tell({ email: mail, consent: { email: no(before) } });
    await other.tell({ email: mail, consent: { email: yes(before - day) } });
    expect(await other.goesTo({ email: mail })).toBe(false);
  });
});

describe('an opt-out of a customer who had taken another address since', () => {
  /** They opted out at one address, and carry another. */
  async function moved(fields?: typeof switchingOff): Promise<SharingShop> {
    const shop = new SharingShop();
    await shop.tell({ ...account, email: mail, consent: { email: yes(shop.now) } });
    await (fields ? shop.prefer(account, fields) : shop.unsubscribe(account));
    await shop.later(minute).tell({ ...account, email: next });
    return shop;
  }

  it('stays at that one when they are erased, for every customer who carries it', async () => {
    const shop = await moved();
    await erase(shop, account);
    await shop.later(day).tell({ id: 'b', email: next, consent: { email: yes(shop.now) } });
    expect(await shop.goesTo({ id: 'b' })).toBe(false);
    await shop.tell({ id: 'b', email: next, verified: ['email'], consent: { email: yes(shop.now) } });
    expect(await shop.goesTo({ id: 'b' })).toBe(true);
  });

  it('of a topic alone stays one of that topic', async () => {
    const shop = await moved(switchingOff);
    await erase(shop, account);
    await shop.later(day).tell({ id: 'b', email: next, consent: { email: yes(shop.now) } });
    expect([await shop.goesTo({ id: 'b' }), await shop.goesTo({ id: 'b' }, 'email', 'offers')]).toEqual([true, false]);
  });

  it('stays when the erasure breaks off before the address has heard of it', async () => {
    const shop = await moved();
    const { customer } = await shop.profile(account);
    const { addresses } = shop.stores;
    const change = addresses.change.bind(addresses);
    addresses.change = () => Promise.reject(new Error('gone'));
    await expect(shop.later(day).data({ do: 'erase', customer })).rejects.toThrow('gone');
    addresses.change = change;
    await shop.data({ do: 'erase', customer });
    await shop.later(day).tell({ id: 'b', email: next, consent: { email: yes(shop.now) } });
    expect(await shop.goesTo({ id: 'b' })).toBe(false);
  });

  it('closes no address that they have only typed, and that is somebody else’s', async () => {
    const shop = new SharingShop();
    await shop.tell({ id: 'b', email: next, consent: { email: yes(shop.now) } });
    await shop.tell({ ...account, email: mail, consent: { email: yes(shop.now) } });
    await shop.unsubscribe(account);
    await shop.later(minute).tell({ ...account, email: next });
    await erase(shop, account);
    expect(await shop.goesTo({ id: 'b' })).toBe(true);
  });
});

it('An address that was given up keeps no address in clear, whatever the words were that were agreed to there', async () => {
  const shop = new SharingShop();
  const wording = `Send offers to ${mail} or +819012345678.`;
  await shop.tell({ ...account, email: mail, consent: { email: yes(shop.now, { wording }) } });
  await shop.later(minute).tell({ ...account, email: next });
  await erase(shop, account);
  const known = await shop.known('email', mail);
  expect(known.granted?.wording).toContain('Send offers to');
  expect(JSON.stringify(known)).not.toMatch(/m@example\.com|9012345678/);
});
