import { describe, expect, it } from 'vitest';
import { manageSwitches } from '../../src/engine/manage-switches.ts';
import type { Address } from '../../src/model/address.ts';
import { suppress } from '../../src/policy/customer/address.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';
const phone = '+819012345678';
const agreed = { at: '2026-01-01T00:00:00Z', granted: true, source: 'checkout' };
const closed = (address: Address) => suppress(address, { reason: 'bounce', at: Date.parse(cartAt) });

/** The line of a message that prefers e-mail and may go by SMS. */
async function sentBy(customer: object, prepare: (world: World) => Promise<unknown> = async () => {}) {
  const world = new World().at(cartAt);
  const whole = { ...shopper, phone, timeZone: 'UTC', consent: { email: agreed, sms: agreed }, ...customer };
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer: whole }));
  await prepare(world);
  await world.at(dueAt).deliver(input, { id: 'reminder', purpose: 'marketing', channels: ['email', 'sms'] });
  return (await world.ledger(input)).find(({ run }) => run === input.run);
}

describe('a message that goes by another channel than its step prefers', () => {
  it.each([
    ['there is no address', 'no-address', { email: undefined }],
    ['the customer did not agree', 'no-consent', { consent: { sms: agreed } }],
  ] as const)('keeps that %s', async (_what, reason, customer) => {
    expect(await sentBy(customer)).toMatchObject({
      outcome: 'sent',
      channel: 'sms',
      chosen: 'reach',
      passed: { channel: 'email', reason },
    });
  });

  it('keeps that the address is closed', async () => {
    const line = await sentBy({}, (world) =>
      world.stores.addresses.change(world.stores.addresses.refOf('email', shopper.email), closed),
    );
    expect(line).toMatchObject({ channel: 'sms', passed: { channel: 'email', reason: 'suppressed' } });
  });

  it('keeps that the shop has paused the other', async () => {
    const line = await sentBy({}, (world) =>
      manageSwitches(
        { do: 'pause', scope: 'channel#email', by: 'Mia' },
        { stores: world.stores, clock: () => world.now },
      ),
    );
    expect(line).toMatchObject({ channel: 'sms', passed: { channel: 'email', reason: 'paused' } });
  });

  it('keeps nothing of a channel that could be used', async () => {
    const line = await sentBy({});
    expect([line?.channel, line?.chosen, line?.passed]).toEqual(['email', undefined, undefined]);
  });
});
