import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import { keptOnListAt, noteUnlisting } from '../../src/policy/customer/unlisting.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';
const phone = '+819012345678';
const bySms = { at: '2026-01-01T00:00:00Z', granted: true, source: 'checkout' };

/** A message to somebody who answered STOP to an earlier text, which only the carrier knows. */
async function stopped(purpose: Purpose, channels: readonly Channel[], { email }: { email?: string } = shopper) {
  const world = new World().at(cartAt);
  const consent = { email: bySms, sms: bySms };
  const customer = { ...shopper, email, phone, timeZone: 'UTC', consent };
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
  world.behaviour = ({ address }) =>
    address === phone ? { refused: 'DESTINATION_PHONE_NUMBER_OPTED_OUT', optedOut: true } : { accepted: 'ses-1' };
  const result = await world.at(dueAt).deliver(input, { id: 'reminder', purpose, channels });
  const profile = (await world.stores.customers.load(input.customer))?.profile;
  return { world, input, result, profile };
}

describe('a number that its owner has closed at the carrier', () => {
  it.each(['marketing', 'transactional'] as const)(
    'gives way to the next channel of a %s message, in the same call',
    async (purpose) => {
      const { world, input, result } = await stopped(purpose, ['sms', 'email']);
      expect(result).toMatchObject({ outcome: 'sent' });
      expect(world.sent.map(({ channel }) => channel)).toEqual(['sms', 'email']);
      expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', channel: 'email', providerId: 'ses-1' }]);
    },
  );

  it('withdraws the consent to texts, and leaves that to e-mail', async () => {
    const { profile } = await stopped('marketing', ['sms', 'email']);
    expect(profile?.consent).toMatchObject({
      sms: { granted: false, at: fromIso(dueAt), source: 'carrier opt-out list' },
      email: { granted: true },
    });
  });

  it('takes up no room under the daily cap', async () => {
    const { profile } = await stopped('marketing', ['sms']);
    expect(profile?.claims).toEqual({});
  });

  it.each([
    ['no other channel', ['sms'], shopper],
    ['no address for the other channel', ['sms', 'email'], {}],
  ] as const)('leaves the message unsent when there is %s, saying why', async (_what, channels, customer) => {
    const { world, input } = await stopped('transactional', channels, customer);
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([
      { outcome: 'skipped', reason: 'stopped', detail: 'on the opt-out list of the carrier' },
    ]);
  });

  it('is not written to again by the next marketing message', async () => {
    const { world, input } = await stopped('marketing', ['sms', 'email']);
    await world.at('2026-03-03T13:00:00Z').deliver(input, { id: 'last-call', channels: ['sms', 'email'] });
    expect(world.sent.map(({ channel }) => channel)).toEqual(['sms', 'email', 'email']);
  });

  it('and reopened here, while the carrier keeps it on its list, stays open: that is what the ledger says', async () => {
    const { world, input, refused } = await keptOnList(['sms']);
    expect(await world.ledger(input)).toMatchObject([
      {
        outcome: 'skipped',
        reason: 'suppressed',
        detail: 'kept on the opt-out list of the carrier',
        basis: { word: { at: refused }, since: refused + 30 * 24 * 3600 * 1000 },
      },
    ]);
    const profile = (await world.stores.customers.load(input.customer))?.profile;
    expect(profile?.consent.sms).toMatchObject({ granted: true });
    expect(profile?.claims).toEqual({});
  });

  it('and reopened here gives way to the next channel all the same', async () => {
    const { world, input } = await keptOnList(['sms', 'email']);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', channel: 'email' }]);
  });

  it('is no longer known as kept once a text goes there', async () => {
    const { world, input, ref } = await keptOnList(['sms']);
    world.behaviour = () => ({ accepted: 'sms-1' });
    await world.at('2026-03-03T13:00:00Z').deliver(input, { id: 'last-call', channels: ['sms'] });
    const line = (await world.ledger(input)).find(({ step }) => step === 'last-call');
    expect(line).toMatchObject({ outcome: 'sent', channel: 'sms' });
    const [read] = await world.stores.addresses.find([ref]);
    expect(keptOnListAt(read?.value ?? {})).toBeUndefined();
  });
});

/** A message to somebody who has answered START, while the carrier refuses to take the number off its list. */
async function keptOnList(channels: readonly Channel[]) {
  const world = new World().at(cartAt);
  const refused = fromIso('2026-03-02T08:00:00Z');
  const ref = world.stores.addresses.refOf('phone', phone);
  const customer = { ...shopper, phone, timeZone: 'UTC', consent: { email: bySms, sms: bySms } };
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
  await world.stores.addresses.change(ref, (known) => noteUnlisting(known, refused, true));
  world.behaviour = ({ address }) =>
    address === phone ? { refused: 'DESTINATION_PHONE_NUMBER_OPTED_OUT', optedOut: true } : { accepted: 'ses-1' };
  await world.at(dueAt).deliver(input, { id: 'reminder', purpose: 'marketing', channels });
  return { world, input, ref, refused };
}
