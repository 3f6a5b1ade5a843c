import { describe, expect, it } from 'vitest';
import type { AddressKind } from '../../src/commerce/customer/channel.ts';
import { manageCustomer } from '../../src/engine/customer/manage-customer.ts';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import type { Address } from '../../src/model/address.ts';
import type { AddressReport, Reopening } from '../../src/model/customer-request.ts';
import { reportOptOut, suppress, withdraw } from '../../src/policy/customer/address.ts';
import { choose, lessOften, pauseUntil } from '../../src/policy/customer/preferences.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { AskingShop } from './asking-shop.ts';
import { World } from './world.ts';

const opens = '2026-03-02T09:00:00Z';
const { email } = shopper;
const phone = '+819012345678';

const ask = (world: World, request: unknown) =>
  manageCustomer(request, { stores: world.stores, clock: () => world.now });
const show = (world: World, address: string) => ask(world, { do: 'show', address }) as Promise<AddressReport>;
const reopen = (world: World, address: string, more: object = { by: 'Mia' }) =>
  ask(world, { do: 'reopen', address, ...more }) as Promise<Reopening>;

async function change(world: World, kind: AddressKind, value: string, apply: (address: Address) => Address) {
  await world.stores.addresses.change(world.stores.addresses.refOf(kind, value), apply);
}
const bounce = (at: string) => (address: Address) => suppress(address, { reason: 'bounce', at: fromIso(at) });
const optOut = (at: string, source: string) => (address: Address) => withdraw(address, 'one', fromIso(at), source);

/** Sends the next reminder of a cart, and says what came of it. */
async function reminded(world: World, cart: string): Promise<string | undefined> {
  const at = new Date(world.now).toISOString();
  const told = { id: cart, total: { amount: 10, currency: 'USD' }, lines: [] };
  const input = await world.enter('cart-journey', busEvent('cart.updated', at, { id: cart, cart: told }));
  await world.at(input.next.until).deliver(input, { id: 'reminder' });
  const line = (await world.ledger(input)).find(({ run }) => run === input.run);
  return line?.reason ?? line?.outcome;
}

describe('manage-customer shows', () => {
  it('that nothing is known of an address that nobody has named', async () => {
    expect(await show(new World().at(opens), 'nobody@example.com')).toEqual({
      kind: 'email',
      revision: 0,
      optOuts: [],
      maySend: { transactional: true, marketing: 'account' },
    });
  });

  it('who agreed, and that everything may be sent', async () => {
    const world = new World().at(opens);
    await world.ingest(busEvent('customer.updated', opens));
    expect(await show(world, ` ${email.toUpperCase()} `)).toMatchObject({
      granted: { at: '2026-01-01T00:00:00Z', source: 'checkout' },
      maySend: { transactional: true, marketing: true },
    });
  });

  it('what closed it, each with its time, the last opt-out first', async () => {
    const world = new World().at(opens);
    const consent = { email: { granted: false, at: '2026-02-01T00:00:00Z', source: 'preference page' } };
    await world.ingest(busEvent('customer.updated', opens, { customer: { ...shopper, id: 'other', consent } }));
    await change(world, 'email', email, optOut('2026-02-03T00:00:00Z', 'unsubscribe link'));
    await change(world, 'email', email, bounce('2026-02-02T00:00:00Z'));
    expect(await show(world, email)).toMatchObject({
      suppressed: { reason: 'bounce', at: '2026-02-02T00:00:00Z' },
      optOuts: [
        { at: '2026-02-03T00:00:00Z', source: 'unsubscribe link' },
        { at: '2026-02-01T00:00:00Z', source: 'preference page' },
      ],
      maySend: { transactional: false, marketing: false },
    });
  });

  it('an address in whatever spelling of its domain', async () => {
    const world = new World().at(opens);
    await world.ingest(busEvent('customer.updated', opens, { customer: { ...shopper, email: 'mia@bücher.example' } }));
    expect(await show(world, 'Mia@BÜCHER.example')).toEqual(await show(world, 'mia@xn--bcher-kva.example'));
    expect((await show(world, 'mia@bücher.example')).revision).toBe(1);
  });

  it('that an opt-out closes a number to marketing alone', async () => {
    const world = new World().at(opens);
    await change(world, 'phone', phone, optOut(opens, 'preference page'));
    expect((await show(world, phone)).maySend).toEqual({ transactional: true, marketing: false });
  });

  it('that a STOP closes a number to everything until a START', async () => {
    const world = new World().at(opens);
    const text = (kind: 'stop' | 'start', at: string) =>
      takeOwnersWord('sms', { kind, address: phone, at: fromIso(at) }, world.stores);
    await text('stop', opens);
    expect(await show(world, phone)).toMatchObject({
      stopped: { at: opens, source: 'answered STOP' },
      maySend: { transactional: false, marketing: false },
    });
    await text('start', '2026-03-02T10:00:00Z');
    const after = await show(world, phone);
    expect([after.stopped, after.maySend]).toEqual([undefined, { transactional: true, marketing: true }]);
  });

  it('the pause of its owner, and marketing again once that is over', async () => {
    const world = new World().at(opens);
    await world.ingest(busEvent('customer.updated', opens));
    await change(world, 'email', email, (address) => pauseUntil(address, fromIso('2026-03-09T09:00:00Z'), world.now));
    expect(await show(world, email)).toMatchObject({
      pausedUntil: '2026-03-09T09:00:00Z',
      maySend: { transactional: true, marketing: false },
    });
    const after = await show(world.at('2026-03-09T09:00:00Z'), email);
    expect([after.pausedUntil, after.maySend.marketing]).toEqual([undefined, true]);
  });

  it('that its owner wants to hear less often, and which topics they chose', async () => {
    const world = new World().at(opens);
    await world.ingest(busEvent('customer.updated', opens));
    const source = { source: 'preference page', customer: 'one' };
    await change(world, 'email', email, (address) =>
      choose(lessOften(address, true, world.now), { offers: 'off', restock: 'on' }, world.now, source),
    );
    expect(await show(world, email)).toMatchObject({
      lessOftenSince: opens,
      topics: [
        { name: 'offers', state: 'off' },
        { name: 'restock', state: 'on' },
      ],
      maySend: { marketing: true },
    });
  });

  it('an agreement that waits for its confirmation, until it is confirmed', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    expect(await show(shop, email)).toMatchObject({
      pendingSince: expect.stringMatching(/^2026-/),
      maySend: { transactional: true, marketing: 'pending' },
    });
    await shop.open('POST', shop.token());
    const after = await show(shop, email);
    expect([after.pendingSince, after.maySend.marketing]).toEqual([undefined, true]);
  });

  it('of a source from outside one line that can be seen', async () => {
    const world = new World().at(opens);
    await change(world, 'email', email, optOut(opens, `shop\u001b[2J\n\u009b31m${'x'.repeat(500)}`));
    const [told] = (await show(world, email)).optOuts;
    expect(told?.source).toBe(`shop[2J 31m${'x'.repeat(189)}`);
  });
});

describe('manage-customer reopens', () => {
  it('an address that bounced, so that the next mail goes, and says who did it', async () => {
    const world = new World().at(opens);
    await world.ingest(busEvent('customer.updated', opens));
    await change(world, 'email', email, bounce(opens));
    expect(await reminded(world, 'cart-1')).toBe('suppressed');
    world.at('2026-03-03T09:00:00Z');
    const { revision: seen } = await show(world, email);
    const { outcome, address } = await reopen(world, email, { by: ' Mia ', seen });
    expect(outcome).toBe('reopened');
    expect(address).toEqual(await show(world, email));
    expect(address).toMatchObject({ reopened: { at: '2026-03-03T09:00:00Z', by: 'Mia' }, optOuts: [] });
    expect(address.suppressed).toBeUndefined();
    expect(await reminded(world, 'cart-2')).toBe('sent');
  });

  it('an address whose owner used the link and thought better of it, so that marketing goes again', async () => {
    const world = new World().at(opens);
    expect(await reminded(world, 'cart-1')).toBe('sent');
    const token = new URL(world.sent[0]?.unsubscribe ?? '').searchParams.get('t') ?? '';
    const { stores, keys } = world;
    const dependencies = { stores, keys, settings, clock: () => world.now, failed: () => {} };
    await manageConsent({ method: 'POST', token, language: 'en' }, dependencies);
    expect(await reminded(world.at('2026-03-03T09:00:00Z'), 'cart-2')).toBe('no-consent');
    expect((await show(world, email)).optOuts).toMatchObject([{ source: 'unsubscribe link' }]);
    expect((await reopen(world.at('2026-03-04T09:00:00Z'), email)).outcome).toBe('reopened');
    expect(await reminded(world, 'cart-3')).toBe('sent');
  });

  it('nothing a second time: an older report that is heard late changes nothing, a newer one closes it again', async () => {
    const world = new World().at(opens);
    await change(world, 'email', email, bounce(opens));
    await reopen(world.at('2026-03-03T09:00:00Z'), email);
    await change(world, 'email', email, bounce(opens));
    const before = await show(world, email);
    expect(await reopen(world.at('2026-03-04T09:00:00Z'), email, { by: 'Leo' })).toEqual({
      outcome: 'open',
      address: before,
    });
    await change(world, 'email', email, bounce('2026-03-05T09:00:00Z'));
    expect((await show(world, email)).maySend.transactional).toBe(false);
  });

  it('nothing that is not closed, and writes nothing', async () => {
    const world = new World().at(opens);
    world.table.put = async () => expect.fail('something was written');
    expect(await reopen(world, 'nobody@example.com')).toMatchObject({ outcome: 'open', address: { revision: 0 } });
  });

  it('nothing of which more was heard since it was looked at', async () => {
    const world = new World().at(opens);
    await change(world, 'email', email, bounce(opens));
    const { revision: seen } = await show(world, email);
    await change(world, 'email', email, optOut(opens, 'complaint'));
    expect((await reopen(world.at('2026-03-03T09:00:00Z'), email, { by: 'Mia', seen })).outcome).toBe('changed');
    expect(await show(world, email)).toMatchObject({ suppressed: { reason: 'bounce' }, optOuts: [{}] });
  });

  it('nothing that somebody else changes at the same moment', async () => {
    const world = new World().at(opens);
    await change(world, 'email', email, bounce(opens));
    const { put } = world.table;
    world.table.put = async (...args) => {
      world.table.put = put;
      await change(world, 'email', email, optOut(opens, 'complaint'));
      return put.apply(world.table, args);
    };
    expect((await reopen(world, email)).outcome).toBe('changed');
    expect((await show(world, email)).optOuts).toHaveLength(1);
  });
});

describe('manage-customer and the service’s own list', () => {
  const stopped = async () => {
    const world = new World().at(opens);
    const owners = (address: Address) => reportOptOut(address, 'owner', fromIso(opens), 'answered STOP');
    await change(world, 'phone', phone, owners);
    return world.at('2026-03-03T09:00:00Z');
  };
  const reopenWith = (world: World, ownList: Reopening['ownList']) => {
    const unlist = async () => ownList;
    const ports = { stores: world.stores, clock: () => world.now, unlist };
    return manageCustomer({ do: 'reopen', address: phone, by: 'Mia' }, ports) as Promise<Reopening>;
  };

  it('shows that nothing goes to a number whose owner texted STOP', async () => {
    expect((await show(await stopped(), phone)).maySend).toEqual({ transactional: false, marketing: false });
  });

  it('reopens a number that the list lets go', async () => {
    const { address, ...rest } = await reopenWith(await stopped(), 'removed');
    expect(rest).toEqual({ outcome: 'reopened', ownList: 'removed' });
    expect(address.kept).toBeUndefined();
    expect(address.maySend.transactional).toBe(true);
  });

  it('says that a number gets no text which the list keeps, and from when on it may be asked again', async () => {
    const world = await stopped();
    const kept = { at: '2026-03-03T09:00:00Z', until: '2026-04-02T09:00:00Z' };
    const { address, ...rest } = await reopenWith(world, 'kept');
    expect(rest).toEqual({ outcome: 'reopened', ownList: 'kept' });
    expect(address).toMatchObject({ kept, maySend: { transactional: false, marketing: false } });
    expect(await show(world, phone)).toEqual(address);
    const again = await reopenWith(world.at('2026-04-03T09:00:00Z'), 'removed');
    expect(again).toMatchObject({ outcome: 'open', ownList: 'removed', address: { maySend: { transactional: true } } });
    expect(again.address.kept).toBeUndefined();
  });

  it('records nothing of a list that did not answer', async () => {
    const world = await stopped();
    expect((await reopenWith(world, 'unknown')).ownList).toBe('unknown');
    expect((await show(world, phone)).kept).toBeUndefined();
  });
});

describe('manage-customer refuses', () => {
  it.each([
    [{}, ['do']],
    ['secret@example.com', ['request']],
    [{ do: 'erase', address: 'secret@example.com' }, ['do']],
    [{ do: 'show' }, ['address']],
    [{ do: 'show', address: 'secret.example.com' }, ['address']],
    [{ do: 'show', address: '090-1234-5678' }, ['address']],
    [{ do: 'reopen', address: 'secret@example.com', by: 'two\nlines' }, ['by']],
    [{ do: 'reopen', address: 'secret@example.com', by: '' }, ['by']],
    [{ do: 'reopen', address: 'secret@example.com', by: 'x'.repeat(101), seen: 'secret' }, ['by', 'seen']],
  ])('%j, naming the field and not what it holds', async (request, fields) => {
    const told = fields.map((field) => `${field} is missing or wrong`).join('; ');
    await expect(ask(new World(), request)).rejects.toMatchObject({
      name: 'ContractError',
      message: `customer request does not fit its contract: ${told}`,
    });
  });
});
