import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { refusedAt } from '../../src/policy/customer/stance.ts';
import { topicRefusedAt } from '../../src/policy/customer/topic-stance.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import {
  day,
  type Fields,
  kinds,
  mail,
  minute,
  number,
  SharingShop as Shop,
  switchingOff,
  switchingOn,
  yes,
} from './sharing-shop.ts';

const guest = { email: mail, phone: number };
const account = { id: 'a' };

/** A guest has the address first; then an account agrees with it, which nothing shows to be the same. */
async function shared(channel: Channel): Promise<Shop> {
  const shop = new Shop();
  const kind = kinds[channel];
  await shop.tell({ [kind]: guest[kind] });
  await shop.later(day).tell({ ...account, [kind]: guest[kind], consent: { [channel]: yes(shop.now) } });
  return shop.later(day);
}

describe('an opt-out at an address that a guest and an account carry', () => {
  it.each([
    ['a text', 'sms', (shop: Shop) => shop.text('stop', number)],
    ['the guest’s link', 'email', (shop: Shop) => shop.unsubscribe({ email: mail })],
    ['a complaint about the guest’s mail', 'email', complain],
  ] as const)('by %s goes along with the account to another address', async (_how, channel, optOut) => {
    const shop = await shared(channel);
    const agreed = shop.now - day;
    expect(await shop.goesTo(account, channel)).toBe(true);
    await optOut(shop);
    const next = { email: 'next@example.com', sms: '+819012345679' }[channel];
    await shop.later(day).tell({ ...account, [kinds[channel]]: next, consent: { [channel]: yes(agreed) } });
    expect(await shop.goesTo(account, channel)).toBe(false);
    await shop.later(day).tell({ ...account, [kinds[channel]]: next, consent: { [channel]: yes(shop.now) } });
    expect(await shop.goesTo(account, channel)).toBe(true);
  });

  it('that only the carrier has told goes along with the account too', async () => {
    const shop = new Shop();
    const consent = { sms: yes(shop.now - day) };
    await shop.tell({ id: 'b', phone: number, consent });
    const customer = { ...account, phone: number, timeZone: 'UTC', consent };
    const input = await shop.enter('cart-journey', busEvent('cart.updated', toIso(shop.now), { customer }));
    shop.behaviour = () => ({ refused: 'DESTINATION_PHONE_NUMBER_OPTED_OUT', optedOut: true });
    await shop.at(input.next.until).deliver(input, { id: 'reminder', channels: ['sms'] });
    expect([refusedAt(await shop.profile(account), 'sms'), refusedAt(await shop.profile({ id: 'b' }), 'sms')]).toEqual([
      shop.now,
      shop.now,
    ]);
  });

  it('of a topic by the guest’s page goes along with the account, until it is taken back there', async () => {
    const shop = await shared('email');
    const undo = (await shop.prefer({ email: mail }, switchingOff)) ?? expect.fail('no undo');
    expect(topicRefusedAt(await shop.profile(account), 'email', 'offers')).toBe(shop.now);
    const asked: Fields = [
      ['do', 'undo'],
      ['undo', undo],
    ];
    await shop.later(minute).prefer({ email: mail }, asked);
    expect(topicRefusedAt(await shop.profile(account), 'email', 'offers')).toBeUndefined();
    expect(await shop.goesTo(account, 'email', 'offers')).toBe(true);
  });

  it('leaves an account alone that has taken another address since', async () => {
    const shop = await shared('email');
    await shop.tell({ ...account, email: 'next@example.com', consent: { email: yes(shop.now) } });
    await shop.unsubscribe({ email: mail });
    expect(await shop.goesTo(account)).toBe(true);
  });

  it('is taken back for all of them with the click, but for what one had refused before', async () => {
    const shop = await shared('email');
    const other = { id: 'b', email: mail };
    await shop.tell({ id: 'b', email: 'old@example.com' });
    await shop.unsubscribe({ id: 'b' });
    await shop.later(minute).tell({ ...other, consent: { email: yes(shop.now - day) } });
    await shop.tell({ email: mail, consent: { email: yes(shop.now) } });
    const undo = await shop.later(minute).unsubscribe({ email: mail });
    expect(await shop.goesTo(account)).toBe(false);
    await shop.later(minute).unsubscribe({ email: mail }, undo ?? expect.fail('no undo'));
    expect([await shop.goesTo(account), await shop.goesTo({ id: 'b' })]).toEqual([true, false]);
    expect(refusedAt(await shop.profile({ id: 'b' }), 'email')).toBeDefined();
  });
});

async function complain(shop: Shop): Promise<void> {
  const { customer } = await shop.claim({ email: mail });
  const tags = {
    customer,
    message: 'cart-journey-0123456789abcdef0123-x.reminder',
    journey: 'cart-journey',
    purpose: 'marketing',
  } as const;
  await shop.feedback({
    channel: 'email',
    kind: 'complained',
    at: shop.now,
    suppress: 'complaint',
    address: mail,
    tags,
  });
}

describe('an account that has opted out, and carries the address of a stranger by mistake', () => {
  it.each([
    ['a text from there', 'sms', (shop: Shop) => shop.text('start', number)],
    ['a confirmation there', 'email', (shop: Shop) => shop.confirm(account)],
  ] as const)('stays opted out elsewhere after %s', async (_how, channel, agree) => {
    const shop = new Shop();
    const kind = kinds[channel];
    const addresses = {
      email: ['own@example.com', 'next@example.com'],
      sms: ['+819012345670', '+819012345671'],
    } as const;
    const [own, next] = addresses[channel];
    const consent = { [channel]: yes(shop.now - day) };
    await shop.tell({ ...account, [kind]: own, consent });
    await (channel === 'sms' ? shop.text('stop', own) : shop.unsubscribe(account));
    await shop.later(minute).tell({ ...account, [kind]: guest[kind], consent });
    const { stores } = shop;
    const ref = stores.addresses.refOf(kind, guest[kind]);
    const { customer } = await shop.profile(account);
    const asked = { [customer]: { asked: shop.now, since: shop.now } };
    await stores.addresses.change(ref, (known) => ({ ...known, words: { ...known.words, ...asked } }));
    await agree(shop.later(minute));
    expect(await shop.goesTo(account, channel)).toBe(true);
    await shop.later(minute).tell({ ...account, [kind]: next, consent });
    expect(await shop.goesTo(account, channel)).toBe(false);
  });

  it('keeps a topic off elsewhere that is switched on there', async () => {
    const shop = new Shop();
    const consent = { email: yes(shop.now - day) };
    await shop.tell({ ...account, email: 'own@example.com', consent });
    await shop.prefer(account, switchingOff);
    await shop.later(minute).tell({ ...account, email: mail, consent });
    await shop.later(minute).prefer(account, switchingOn);
    expect(await shop.goesTo(account, 'email', 'offers')).toBe(true);
    await shop.later(minute).tell({ ...account, email: 'next@example.com', consent });
    expect(await shop.goesTo(account, 'email', 'offers')).toBe(false);
  });

  it('is opted in everywhere by a text from its own number', async () => {
    const shop = new Shop();
    const consent = { sms: yes(shop.now - day) };
    await shop.tell({ ...account, phone: number, verified: ['phone'], consent });
    await shop.text('stop', number);
    await shop.later(minute).text('start', number);
    await shop.later(minute).tell({ ...account, phone: '+819012345671', consent });
    expect(await shop.goesTo(account, 'sms')).toBe(true);
  });
});
