import { describe, expect, it } from 'vitest';
import type { PreferencesClaim } from '../../src/links/preferences.ts';
import { day, type Fields, minute, SharingShop, switchingOff, switchingOn, yes } from './sharing-shop.ts';

const mail = 'm@example.com';
const [former, owner] = [{ id: 'a' }, { id: 'b' }];
const pausing: Fields = [
  ['do', 'save'],
  ['paused', 'on'],
];
const lessOften: Fields = [['do', 'less']];

/** A customer has moved away from a mailbox, its next owner has shown it to be theirs, and the first types it again. */
async function returned(): Promise<{ shop: SharingShop; old: PreferencesClaim; sent: number }> {
  const shop = new SharingShop({ doubleOptIn: ['email'] });
  await shop.tell({ ...former, email: mail, consent: { email: yes(shop.now) } });
  const old = await shop.later(minute).claim(former);
  const sent = shop.now;
  await shop.later(day).tell({ ...former, email: 'own@example.com' });
  await shop.later(day).tell({ ...owner, email: mail, verified: ['email'] });
  await shop.later(day).tell({ ...former, email: mail, verified: [], consent: { email: yes(shop.now) } });
  return { shop: shop.later(minute), old, sent };
}

describe('a link of a message from before its customer gave the mailbox up', () => {
  it('confirms nothing that is chosen beside what its mail asked about', async () => {
    const { shop, old, sent } = await returned();
    await shop.confirmBy(old, sent, ['']);
    expect([await shop.goesTo(former), await shop.goesTo(owner)]).toEqual([false, false]);
  });

  it.each([
    ['that says when it was sent', true],
    ['of an earlier version', false],
  ])('switches no topic on, pauses nothing and changes no rate, be it one %s', async (_which, isDated) => {
    const { shop, old, sent } = await returned();
    await shop.unsubscribe(owner);
    const link = isDated ? { ...old, issuedAt: sent } : old;
    for (const fields of [switchingOn, pausing, lessOften])
      expect(await shop.later(minute).preferBy(link, fields)).toContain('This link is from an old message.');
    expect(await shop.goesTo(owner, 'email', 'offers')).toBe(false);
    expect(await shop.known('email', mail)).not.toMatchObject({ paused: {} });
    expect(await shop.known('email', mail)).not.toMatchObject({ less: {} });
  });

  it.each([
    ['that says when it was sent', true],
    ['of an earlier version', false],
  ])('switches a topic off all the same, be it one %s', async (_which, isDated) => {
    const { shop, old, sent } = await returned();
    const link = isDated ? { ...old, issuedAt: sent } : old;
    await shop.preferBy(link, [...switchingOff, ...pausing.slice(1)]);
    const { words } = (await shop.known('email', mail)).topics?.offers ?? expect.fail('no topic');
    expect(words[old.customer]?.withdrawn).toBe(shop.now);
    await shop.unsubscribeBy(old);
    expect((await shop.known('email', mail)).words[old.customer]?.withdrawn).toBe(shop.now);
  });

  it('takes back nothing that was changed through it before', async () => {
    const shop = new SharingShop();
    await shop.tell({ ...former, email: mail, consent: { email: yes(shop.now) } });
    const old = { ...(await shop.claim(former)), issuedAt: shop.now };
    const page = await shop.later(minute).preferBy(old, switchingOff);
    const undo = /name="undo" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail('no undo');
    await shop.later(minute).tell({ ...former, email: 'own@example.com' });
    await shop.later(minute).tell({ ...owner, email: mail, verified: ['email'] });
    await shop.later(minute).tell({ ...former, email: mail, verified: [] });
    const asked: Fields = [
      ['do', 'undo'],
      ['undo', undo],
    ];
    expect(await shop.later(minute).preferBy(old, asked)).toContain('This can no longer be undone here.');
  });
});

describe('a link to the preference page', () => {
  it('switches a topic on in a mailbox that its customer has typed and carried since, though it leads to somebody else', async () => {
    const shop = new SharingShop();
    await shop.tell({ ...owner, email: mail, verified: ['email'] });
    await shop.later(minute).tell({ ...former, email: mail, verified: [], consent: { email: yes(shop.now) } });
    const link = { ...(await shop.later(minute).claim(former)), issuedAt: shop.now };
    await shop.later(minute).preferBy(link, switchingOn);
    expect(await shop.goesTo(owner, 'email', 'offers')).toBe(true);
  });

  it('of an earlier version switches a topic on where the mailbox leads to its customer', async () => {
    const shop = new SharingShop();
    await shop.tell({ email: mail });
    const old = await shop.claim({ email: mail });
    await shop.later(minute).tell({ ...former, email: mail, verified: ['email'] });
    await shop.later(minute).preferBy(old, switchingOn);
    expect(await shop.goesTo(former, 'email', 'offers')).toBe(true);
  });

  it('of an earlier version switches a topic on where the mailbox leads to somebody who has given it up', async () => {
    const shop = new SharingShop();
    await shop.tell({ ...owner, email: mail, verified: ['email'] });
    await shop.later(minute).tell({ ...former, email: mail, verified: [] });
    const old = await shop.claim(former);
    await shop.preferBy(old, switchingOn);
    expect(await shop.goesTo(former, 'email', 'offers')).toBe(false);
    await shop.later(minute).tell({ ...owner, email: 'own@example.com', verified: ['email'] });
    await shop.later(minute).preferBy(old, switchingOn);
    expect(await shop.goesTo(former, 'email', 'offers')).toBe(true);
  });
});
