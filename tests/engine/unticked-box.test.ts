import { describe, expect, it } from 'vitest';
import { day, minute, no, SharingShop, switchingOff, switchingOn, yes } from './sharing-shop.ts';

const mail = 'm@example.com';
const number = '+819012345678';
const account = { id: 'a' };

/** An account that has not shown the address to be its own, but whose agreement was confirmed in the mailbox. */
async function confirmed(): Promise<SharingShop> {
  const shop = new SharingShop({ doubleOptIn: ['email'] });
  await shop.tell({ ...account, email: mail, consent: { email: yes(shop.now) } });
  await shop.later(minute).confirm(account);
  return shop.later(day);
}

describe('a box that somebody leaves unticked at a checkout with another’s address', () => {
  it('takes nothing from an account that has agreed in the mailbox itself', async () => {
    const shop = await confirmed();
    await shop.tell({ email: mail, consent: { email: no(shop.now) } });
    expect(await shop.goesTo(account)).toBe(true);
  });

  it('takes nothing from an account whose number has texted START', async () => {
    const shop = new SharingShop();
    await shop.tell({ ...account, phone: number });
    await shop.later(minute).text('start', number);
    await shop.later(day).tell({ phone: number, consent: { sms: no(shop.now) } });
    expect(await shop.goesTo(account, 'sms')).toBe(true);
  });

  it.each([
    ['that topic', { topic: 'offers' }],
    ['everything', {}],
  ])('takes no topic away that was switched on in the mailbox, be it about %s', async (_what, about) => {
    const shop = new SharingShop();
    await shop.tell({ ...account, email: mail });
    await shop.later(minute).prefer(account, switchingOn);
    await shop.later(day).tell({ email: mail, consent: { email: no(shop.now, about) } });
    expect(await shop.goesTo(account, 'email', 'offers')).toBe(true);
  });

  it('does not keep the account from taking an opt-out of its own back', async () => {
    const shop = await confirmed();
    await shop.tell({ email: mail, consent: { email: no(shop.now) } });
    const undo = (await shop.later(minute).unsubscribe(account)) ?? expect.fail('no undo');
    expect(await shop.goesTo(account)).toBe(false);
    await shop.tell({ email: mail, consent: { email: no(shop.now) } });
    await shop.later(minute).unsubscribe(account, undo);
    expect(await shop.goesTo(account)).toBe(true);
  });

  it('does not keep another account there out once the first has taken its opt-out back', async () => {
    const shop = await confirmed();
    const other = { id: 'b' };
    await shop.tell({ ...other, email: 'own@example.com' });
    await shop.tell({ email: 'own@example.com', consent: { email: no(shop.now) } });
    await shop.later(minute).tell({ ...other, email: mail, consent: { email: yes(shop.now) } });
    expect(await shop.goesTo(other)).toBe(true);
    const undo = (await shop.later(minute).unsubscribe(account)) ?? expect.fail('no undo');
    await shop.later(minute).unsubscribe(account, undo);
    expect(await shop.goesTo(other)).toBe(true);
  });

  it('stays the last word where nobody has agreed with proof, also at the account’s next address', async () => {
    const shop = new SharingShop({ doubleOptIn: ['email'] });
    await shop.tell({ ...account, email: mail, consent: { email: yes(shop.now) } });
    await shop.later(day).tell({ email: mail, consent: { email: no(shop.now) } });
    expect(await shop.goesTo(account)).toBe(false);
    await shop.later(day).tell({ ...account, email: 'next@example.com', consent: { email: yes(shop.now - day) } });
    expect(await shop.goesTo(account)).toBe(false);
  });

  it('is outranked by no agreement that is older than an opt-out by link', async () => {
    const shop = await confirmed();
    await shop.unsubscribe(account);
    await shop.later(day).tell({ email: mail, consent: { email: no(shop.now) } });
    await shop.later(day).prefer(account, switchingOff);
    expect(await shop.goesTo(account)).toBe(false);
    expect(await shop.goesTo(account, 'email', 'offers')).toBe(false);
  });
});
