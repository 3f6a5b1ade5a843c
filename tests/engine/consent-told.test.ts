import { describe, expect, it } from 'vitest';
import { refusedAt } from '../../src/policy/customer/stance.ts';
import { day, mail, minute, no, number, SharingShop, yes } from './sharing-shop.ts';

const [next, nextNumber] = ['next@example.com', '+819012345679'];
const doubleOptIn = { doubleOptIn: ['email'] as const };

describe('an account that has taken another number or mailbox', () => {
  it('is not told of the next owner’s START, and the ledger does not name it', async () => {
    const shop = new SharingShop();
    await shop.tell({ id: 'a', phone: number });
    await shop.later(day).tell({ id: 'a', phone: nextNumber });
    await shop.tell({ id: 'a', consent: { sms: no(shop.now) } });
    expect(await shop.settled()).toEqual(['a withdrawn by form']);
    await shop.later(day).text('start');
    expect(await shop.settled()).toEqual(['nobody granted by answered START']);
    const { customer } = await shop.profile({ id: 'a' });
    const entries = await shop.stores.addresses.ledger(shop.stores.addresses.refOf('phone', number));
    expect(entries.filter(({ from, customer: by }) => from === 'keyword' && by === customer)).toEqual([]);
  });

  it('is not told of the next owner’s STOP, nor of an opt-out by an old link', async () => {
    const shop = new SharingShop();
    const consent = { sms: yes(shop.now), email: yes(shop.now) };
    await shop.tell({ id: 'a', phone: number, email: mail, consent });
    const old = await shop.claim({ id: 'a' });
    await shop.settled();
    await shop.later(day).tell({ id: 'a', phone: nextNumber, email: next, consent });
    await shop.settled();
    await shop.later(day).text('stop');
    await shop.unsubscribeBy(old);
    expect(await shop.settled()).toEqual(['nobody withdrawn by answered STOP']);
    expect([await shop.goesTo({ id: 'a' }, 'sms'), await shop.goesTo({ id: 'a' })]).toEqual([true, true]);
  });

  it.each([
    ['opted out there since', 'withdrawn'],
    ['not', 'granted'],
  ])('is told last what holds there, though the former mailbox is settled later: %s', async (how, state) => {
    const shop = new SharingShop(doubleOptIn);
    const consent = () => ({ email: yes(shop.now) });
    await shop.tell({ id: 'a', email: mail, consent: consent() });
    await shop.settled();
    await shop.confirm({ id: 'a' });
    await shop.later(minute).tell({ id: 'a', email: next, consent: consent() });
    const former = shop.stores.addresses.refOf('email', mail).hash;
    const late = shop.unsettled.splice(0).sort((one) => (one.hash === former ? 1 : -1));
    await shop.confirm({ id: 'a' });
    if (how !== 'not') await shop.later(minute).unsubscribe({ id: 'a' });
    await shop.settled();
    shop.unsettled.push(...late);
    await shop.settled();
    expect(shop.published.at(-1)?.detail).toMatchObject({ customer: { id: 'a' }, consent: { state } });
  });

  it('is told that nothing holds any more where the other one has not agreed', async () => {
    const shop = new SharingShop();
    await shop.tell({ id: 'a', email: mail, consent: { email: yes(shop.now) } });
    await shop.settled();
    await shop.later(day).tell({ id: 'a', email: next });
    expect(await shop.settled()).toEqual(['a unknown by took another address']);
  });
});

it('tells nobody that they agreed whose mailbox is closed, however many strangers name it after the opt-out', async () => {
  const shop = new SharingShop();
  await shop.tell({ id: 'owner', email: mail });
  await shop.tell({ id: 's0', email: mail, consent: { email: yes(shop.now) } });
  await shop.later(1000).unsubscribe({ id: 'owner' });
  for (let n = 1; n < 140; n += 1) {
    const words = { source: `${n}${'猫'.repeat(190)}`, wording: `${n}${'犬'.repeat(1900)}` };
    await shop.later(100).tell({ id: `s${n % 120}`, email: mail, consent: { email: yes(shop.now, words) } });
  }
  const told = await shop.settled();
  expect(told).toContainEqual('owner withdrawn by unsubscribe link');
  expect(told.filter((one) => one.includes('granted'))).toEqual([]);
});

describe('an account that has said nothing at a mailbox and a number of a guest', () => {
  const shared = async () => {
    const shop = new SharingShop();
    await shop.tell({ phone: number, email: mail, consent: { sms: yes(shop.now), email: yes(shop.now) } });
    await shop.later(day).tell({ id: 'c', phone: number, email: mail });
    await shop.settled();
    return shop;
  };

  it('is told of an opt-out there, which goes along to other addresses', async () => {
    const shop = await shared();
    const stale = { sms: yes(shop.now), email: yes(shop.now) };
    await shop.later(day).text('stop');
    await shop.unsubscribe({ email: mail });
    expect(await shop.settled()).toEqual(['c withdrawn by answered STOP', 'c withdrawn by unsubscribe link']);
    await shop.later(day).tell({ id: 'c', phone: nextNumber, email: next, consent: stale });
    expect([await shop.goesTo({ id: 'c' }, 'sms'), await shop.goesTo({ id: 'c' })]).toEqual([false, false]);
  });

  it('is noted where it had them first, and another account proved them since', async () => {
    const shop = new SharingShop();
    await shop.tell({ id: 'c', phone: number });
    await shop.later(day).tell({ id: 'b', phone: number, verified: ['phone'] });
    await shop.later(day).text('stop');
    expect(refusedAt(await shop.profile({ id: 'c' }), 'sms')).toBe(shop.now);
    expect((await shop.settled()).toSorted()).toEqual(['b withdrawn by answered STOP', 'c withdrawn by answered STOP']);
  });
});

describe('accounts that share a mailbox', () => {
  it('are each told of what they ask for and confirm, though it changes nothing for the other', async () => {
    const shop = new SharingShop(doubleOptIn);
    await shop.tell({ id: 'a', email: mail, consent: { email: yes(shop.now) } }, { history: true });
    expect(await shop.settled()).toEqual(['a granted by form']);
    await shop.later(day).tell({ id: 'b', email: mail, consent: { email: yes(shop.now) } });
    expect(await shop.settled()).toEqual(['b pending by form']);
    await shop.confirm({ id: 'b' });
    expect(await shop.settled()).toEqual(['b granted by confirmation link']);
  });

  it('are not told of the other’s agreement that lifts no opt-out of their own', async () => {
    const shop = new SharingShop();
    await shop.tell({ id: 'a', email: mail, consent: { email: yes(shop.now) } });
    await shop.later(day).tell({ id: 'b', email: mail, consent: { email: yes(shop.now) } });
    await shop.later(day).unsubscribe({ id: 'a' });
    await shop.settled();
    await shop.later(day).tell({ id: 'b', email: mail, verified: ['email'], consent: { email: yes(shop.now) } });
    expect(await shop.settled()).toEqual(['b granted by form']);
    expect(await shop.goesTo({ id: 'a' })).toBe(false);
  });
});

describe('an account that turns out to have a guest’s mailbox', () => {
  it('is told that the guest had opted out', async () => {
    const shop = new SharingShop();
    await shop.tell({ email: mail, consent: { email: yes(shop.now) } });
    await shop.later(day).unsubscribe({ email: mail });
    await shop.settled();
    await shop.later(day).tell({ id: 'a', email: mail, verified: ['email'] });
    expect(await shop.settled()).toEqual(['a withdrawn by named the address']);
  });

  it('is told that the guest’s agreement counts once it has proven the mailbox', async () => {
    const shop = new SharingShop();
    await shop.tell({ email: mail, consent: { email: yes(shop.now) } });
    await shop.later(day).tell({ id: 'a', email: mail });
    expect(await shop.settled()).not.toContainEqual(expect.stringMatching(/^a /));
    await shop.later(day).tell({ id: 'a', email: mail, verified: ['email'] });
    expect(await shop.goesTo({ id: 'a' })).toBe(true);
    expect(await shop.settled()).toEqual(['a granted by named the address']);
  });

  it('is told what the guest agreed to at a number that both had', async () => {
    const shop = new SharingShop();
    await shop.tell({ email: mail, phone: number, consent: { sms: yes(shop.now) } });
    await shop.later(day).tell({ id: 'a', phone: number });
    await shop.settled();
    await shop.later(day).tell({ id: 'a', email: mail, verified: ['email'] });
    expect(await shop.goesTo({ id: 'a' }, 'sms')).toBe(true);
    expect(await shop.settled()).toEqual(['a granted by turned out to be the same customer']);
  });
});

it('is told once more what it may have been told by a call that broke off, though it holds as before', async () => {
  const shop = new SharingShop();
  await shop.tell({ id: 'a', phone: number, consent: { sms: yes(shop.now) } });
  await shop.settled();
  await shop.later(day).text('stop');
  const publish = shop.bus;
  shop.bus = (event) => {
    publish(event);
    throw new Error('died');
  };
  await expect(shop.settled()).rejects.toThrow('died');
  shop.bus = publish;
  await shop.text('start');
  expect(await shop.settled()).toEqual(['a granted by answered START']);
});

it('tells nobody what the shop knows already', async () => {
  const shop = new SharingShop();
  await shop.tell({ id: 'a', email: mail, consent: { email: yes(shop.now) } });
  await shop.settled();
  await shop.later(day).tell({ id: 'a', email: mail, consent: { email: yes(shop.now) } });
  expect(await shop.settled()).toEqual([]);
  expect(await shop.stores.addresses.ledger(shop.stores.addresses.refOf('email', mail))).toHaveLength(2);
});
