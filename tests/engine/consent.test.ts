import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { marketingWord } from '../../src/policy/customer/address.ts';
import { proveConsent } from '../../src/policy/customer/address-proof.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { World } from './world.ts';

const opens = '2026-03-02T09:00:00Z';
const said = (granted: boolean, at: string): Detail => ({ email: { granted, at, source: 'checkout' } });
const yes = (at: string) => said(true, at);
const no = (at: string) => said(false, at);

const updated = (at: string, customer: Detail) => busEvent('customer.updated', at, { customer });
const cartOf = (customer: Detail, id = 'cart-1', at = opens) =>
  busEvent('cart.updated', at, { customer, cart: { id, total: { amount: 10, currency: 'USD' }, lines: [] } });

/** Presses the button behind the link of the last message. */
async function unsubscribe(world: World): Promise<{ readonly status: number; readonly html: string }> {
  const link = world.sent.at(-1)?.unsubscribe ?? expect.fail('no message has a link');
  return press(world, new URL(link).searchParams.get('t') ?? '');
}

function press(world: World, token: string) {
  const { stores, keys } = world;
  const dependencies = { stores, keys, settings, clock: () => world.now, failed: () => {} };
  return manageConsent({ method: 'POST', token, language: 'en' }, dependencies);
}

/** Sends the reminder of a cart when it is due, and says what came of it. */
async function reminded(world: World, customer: Detail, cart = 'cart-1'): Promise<string | undefined> {
  const input = await world.enter('cart-journey', cartOf(customer, cart, new Date(world.now).toISOString()));
  await world.at(input.next.until).deliver(input, { id: 'reminder' });
  const line = (await world.ledger(input)).find(({ run }) => run === input.run);
  return line?.reason ?? line?.outcome;
}

async function wordOf(world: World, email: string) {
  const [address] = await world.stores.addresses.find([world.stores.addresses.refOf('email', email)]);
  return address && marketingWord(address.value);
}

describe('an opt-out', () => {
  it('by the link outranks a consent that the store dates ahead, and stays when the event is heard again', async () => {
    const world = new World().at(opens);
    const customer = { id: 'c-1', email: 'a@example.com', consent: yes('2026-03-02T09:05:00Z') };
    const input = await world.enter('cart-journey', cartOf(customer));
    await world.at(input.next.until).deliver(input, { id: 'reminder' });
    world.at('2026-03-02T13:30:00Z');
    expect(await unsubscribe(world)).toMatchObject({
      status: 200,
      html: expect.stringContaining('You are unsubscribed'),
    });
    await world.ingest(cartOf(customer));
    await world.at('2026-03-03T14:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(1);
  });

  it('of one account closes the address to another account that names it', async () => {
    const world = new World().at(opens);
    await world.ingest(
      updated('2026-03-01T00:00:00Z', { id: 'one', email: 'v@example.com', consent: no('2026-03-01T00:00:00Z') }),
    );
    for (const at of ['2026-02-01T00:00:00Z', '2026-03-02T08:00:00Z']) {
      const other = { id: 'other', email: 'V@example.com', consent: yes(at) };
      expect(await reminded(world.at(opens), other, at)).toBe('no-consent');
    }
  });

  it('of a guest survives that an account with an older agreement takes the address, however often that is heard', async () => {
    const world = new World().at(opens);
    await world.ingest(
      updated('2026-01-01T00:00:00Z', { email: 'm@example.com', consent: no('2026-01-01T00:00:00Z') }),
    );
    await world.ingest(updated('2026-02-01T00:00:00Z', { id: 'account', consent: yes('2026-02-01T00:00:00Z') }));
    for (const more of [{}, { verified: ['email'] }]) {
      const customer = { id: 'account', email: 'm@example.com', consent: yes('2026-02-01T00:00:00Z'), ...more };
      await world.ingest(cartOf(customer, 'cart-9'));
      expect(await reminded(world.at(opens), customer, JSON.stringify(more))).toBe('no-consent');
      expect(await wordOf(world, 'm@example.com')).toBe('withdrawn');
    }
  });

  it('is not undone by a guest, nor by an account of somebody else', async () => {
    const world = new World().at(opens);
    await world.ingest(
      updated('2026-01-01T00:00:00Z', { id: 'v', email: 'd@example.com', consent: no('2026-01-01T00:00:00Z') }),
    );
    const guest = { anonymousId: 'browser', email: 'D@example.com', consent: yes(opens) };
    expect(await reminded(world, guest)).toBe('no-consent');
  });

  it('by a guest, whom nothing shows to be the owner, closes nothing that was agreed to with proof, earlier or later', async () => {
    const account = { id: 'c-1', email: 'a@example.com', consent: yes('2026-01-01T00:00:00Z') };
    const unticked = updated('2026-02-01T00:00:00Z', { email: 'A@example.com', consent: false });
    for (const agreed of [account, { ...account, verified: ['email'] }]) {
      for (const isFirst of 'verified' in agreed ? [true, false] : [false]) {
        const world = new World().at(opens);
        const agrees = updated('2026-01-01T00:00:00Z', agreed);
        for (const event of isFirst ? [unticked, agrees] : [agrees, unticked]) await world.ingest(event);
        expect(await reminded(world, { id: 'c-1', email: 'a@example.com' }), String(isFirst)).toBe('sent');
      }
    }
    const general = new World().at(opens);
    await general.ingest(updated('2026-01-01T00:00:00Z', { id: 'c-1', consent: yes('2026-01-01T00:00:00Z') }));
    await general.ingest(updated('2026-01-02T00:00:00Z', { id: 'c-1', email: 'a@example.com' }));
    await general.ingest(unticked);
    expect(await reminded(general, { id: 'c-1' })).toBe('sent');
  });

  it('by a guest closes the address to everybody where nobody has agreed with proof', async () => {
    const world = new World().at(opens);
    const guest = { email: 'a@example.com', consent: yes('2026-01-01T00:00:00Z') };
    await world.ingest(updated('2026-01-01T00:00:00Z', guest));
    await world.ingest(updated('2026-02-01T00:00:00Z', { ...guest, consent: false }));
    expect(await reminded(world, guest)).toBe('no-consent');
    expect(await wordOf(world, 'a@example.com')).toBe('withdrawn');
  });

  it.each([
    ['its address', { email: 'a@example.com' }],
    ['its address, verified', { email: 'a@example.com', verified: ['email'] }],
    ['another address', { email: 'b@example.com', verified: ['email'] }],
    ['no address', {}],
  ])('is not lifted by an import that says the account is subscribed: of %s', async (_what, named) => {
    const account = { id: 'c-1', email: 'a@example.com' };
    const out = updated('2026-02-01T00:00:00Z', { ...account, consent: no('2026-02-01T00:00:00Z') });
    const customer = { id: 'c-1', ...named, consent: yes('2026-02-10T00:00:00Z') };
    const history = busEvent('customer.updated', '2026-02-10T00:00:00Z', { customer, history: true });
    const word = { granted: true, at: '2026-02-10T00:00:00Z', source: 'nightly export', from: 'import' };
    const live = updated('2026-02-10T00:00:00Z', { ...customer, consent: { email: word } });
    for (const events of [
      [out, history],
      [history, out],
      [out, live],
      [live, out],
    ]) {
      const world = new World().at(opens);
      await world.ingest(updated('2026-01-01T00:00:00Z', { ...account, consent: yes('2026-01-01T00:00:00Z') }));
      for (const event of events) await world.ingest(event);
      expect(await reminded(world, { id: 'c-1' })).toBe('no-consent');
      await world.ingest(updated('2026-03-01T00:00:00Z', { id: 'c-1', consent: yes('2026-03-01T00:00:00Z') }));
      expect(await reminded(world, { id: 'c-1' }, 'cart-2')).toBe('sent');
    }
  });

  it('through a link is not lifted by the export of a list that does not know it', async () => {
    const world = new World().at(opens);
    const customer = { id: 'c-1', email: 'a@example.com', consent: yes('2026-02-01T00:00:00Z') };
    await world.ingest(busEvent('customer.updated', '2026-02-01T00:00:00Z', { customer, history: true }));
    expect(await reminded(world, { id: 'c-1' })).toBe('sent');
    await unsubscribe(world);
    const later = new Date(world.now + 8 * 86_400_000).toISOString();
    const again = { ...customer, consent: yes(later) };
    await world.at(later).ingest(busEvent('customer.updated', later, { customer: again, history: true }));
    expect(await reminded(world, { id: 'c-1' }, 'cart-2')).toBe('no-consent');
  });

  it('is lifted when the same account agrees again later', async () => {
    const world = new World().at(opens);
    const customer = (consent: Detail) => ({ id: 'c-1', email: 'a@example.com', consent });
    expect(await reminded(world, customer(yes('2026-01-01T00:00:00Z')))).toBe('sent');
    await unsubscribe(world.at('2026-03-03T09:00:00Z'));
    expect(await reminded(world.at('2026-03-04T09:00:00Z'), customer(yes('2026-01-01T00:00:00Z')), 'cart-2')).toBe(
      'no-consent',
    );
    expect(await reminded(world.at('2026-03-05T09:00:00Z'), customer(yes('2026-03-05T08:00:00Z')), 'cart-3')).toBe(
      'sent',
    );
  });

  it('of an account that names no address closes the address that it has', async () => {
    const world = new World().at(opens);
    await world.ingest(
      updated('2026-01-01T00:00:00Z', { id: 'c-1', email: 'a@example.com', consent: yes('2026-01-01T00:00:00Z') }),
    );
    await world.ingest(updated('2026-02-01T00:00:00Z', { id: 'c-1', consent: no('2026-02-01T00:00:00Z') }));
    expect(await wordOf(world, 'a@example.com')).toBe('withdrawn');
    expect(await reminded(world, { id: 'c-1' })).toBe('no-consent');
  });

  it('through the link of a message that went to a former address closes that one', async () => {
    const world = new World().at(opens);
    const customer = (email: string) => ({ id: 'c-1', email, consent: yes('2026-01-01T00:00:00Z') });
    expect(await reminded(world, customer('old@example.com'))).toBe('sent');
    await world.ingest(updated('2026-03-03T09:00:00Z', customer('new@example.com')));
    await unsubscribe(world.at('2026-03-03T10:00:00Z'));
    expect(await wordOf(world, 'old@example.com')).toBe('withdrawn');
    expect(await wordOf(world, 'new@example.com')).toBe('granted');
  });

  it('is not taken from a link that names no address: the customer may have taken another since', async () => {
    const world = new World().at(opens);
    const input = await world.enter('cart-journey', cartOf({ id: 'c-1', email: 'a@example.com', consent: yes(opens) }));
    const token = world.keys.sign([input.customer, 'email', 'en'].join('.'));
    expect((await press(world, token)).status).toBe(400);
    expect(await wordOf(world, 'a@example.com')).toBe('granted');
  });

  it('says so only when the table holds it: of a customer who is not there, and while the table does not answer', async () => {
    const world = new World().at(opens);
    const nobody = { customer: '0'.repeat(24), channel: 'email', locale: 'en' } as const;
    const tokenOf = (claim: Parameters<typeof unsubscribeLink>[0]) =>
      new URL(unsubscribeLink(claim, world.keys, 'https://l.example')).searchParams.get('t') ?? '';
    const address = world.stores.addresses.refOf('email', 'gone@example.com').hash;
    expect(await press(world, tokenOf({ ...nobody, address }))).toMatchObject({ status: 200 });
    expect(await wordOf(world, 'gone@example.com')).toBe('withdrawn');
    world.table.put = async () => {
      throw new RetryableError('the table is busy');
    };
    const other = world.stores.addresses.refOf('email', 'b@example.com').hash;
    expect(await press(world, tokenOf({ ...nobody, address: other }))).toMatchObject({
      status: 503,
      html: expect.stringContaining('Something went wrong on our side'),
    });
  });
});

describe('an agreement', () => {
  it('of one address is none of the next one', async () => {
    const world = new World().at(opens);
    await world.ingest(
      updated('2026-01-01T00:00:00Z', { id: 'c-1', email: 'one@example.com', consent: yes('2026-01-01T00:00:00Z') }),
    );
    expect(await reminded(world, { id: 'c-1', email: 'two@example.com' })).toBe('no-consent');
  });

  it('of an account that names no address goes along with the account', async () => {
    const world = new World().at(opens);
    await world.ingest(updated('2026-01-01T00:00:00Z', { id: 'c-1', consent: yes('2026-01-01T00:00:00Z') }));
    expect(await reminded(world, { id: 'c-1', email: 'two@example.com' })).toBe('sent');
  });

  it('that was withdrawn elsewhere is seen by conditions too', async () => {
    const world = new World().at(opens);
    const twin = (id: string) => ({ id, email: 'both@example.com', consent: yes('2026-01-01T00:00:00Z') });
    await world.ingest(updated('2026-03-01T00:00:00Z', twin('one'))); // to whom the address leads
    const input = await world.enter('cart-journey', cartOf(twin('two')));
    await world.ingest(updated(opens, { ...twin('one'), consent: no('2026-03-02T08:00:00Z') }));
    const step = { id: 'if', if: { customer: { consent: { email: [true] } } } };
    expect(await world.choose({ ...input, step, arms: [{}, {}] })).toMatchObject({ arm: 1 });
  });
});

describe('an address that a customer took another for', () => {
  const owner = { id: 'c-1', email: 'old@example.com', verified: ['email'] };
  const moved = { ...owner, email: 'new@example.com' };
  const agreed = updated('2026-01-01T00:00:00Z', { ...owner, consent: yes('2026-01-01T00:00:00Z') });
  const left = updated('2026-02-01T00:00:00Z', moved);

  it.each([
    ['a guest', [agreed, left], { email: 'old@example.com' }],
    ['an account', [agreed, left], { id: 'c-2', email: 'old@example.com' }],
    ['a guest, when the agreement is heard of last', [left, agreed], { email: 'old@example.com' }],
  ])('agrees to nothing for its next owner: %s', async (_who, events, next) => {
    const world = new World().at(opens);
    for (const event of events) await world.ingest(event);
    expect(await reminded(world, next)).toBe('no-consent');
  });

  it('agrees to nothing for its next owner after a join has chosen another', async () => {
    const world = new World().at(opens);
    const number = (end: number, rest: Detail) => ({
      phone: `+8190123456${end}`,
      verified: ['phone', 'email'],
      ...rest,
    });
    const sms = { granted: true, at: '2026-01-01T00:00:00Z', source: 'sign-up' };
    await world.ingest(updated('2026-01-01T00:00:00Z', number(10, { id: 'c-1', consent: { sms } })));
    await world.ingest(updated('2026-02-01T00:00:00Z', number(20, { email: 'b@example.com' })));
    await world.ingest(updated('2026-02-02T00:00:00Z', { id: 'c-1', email: 'b@example.com', verified: ['email'] }));
    const [left] = await world.stores.addresses.find([world.stores.addresses.refOf('phone', '+819012345610')]);
    expect(left?.value.words).not.toEqual({});
    expect(left && marketingWord(left.value, [])).toBeUndefined();
  });

  it('agrees for everybody again once its owner has taken it back and agreed', async () => {
    const world = new World().at(opens);
    for (const event of [agreed, left]) await world.ingest(event);
    await world.ingest(updated('2026-03-01T00:00:00Z', { ...owner, consent: yes('2026-03-01T00:00:00Z') }));
    expect(await reminded(world, { id: 'c-2', email: 'old@example.com' })).toBe('sent');
  });
});

/** Lets something happen right before the first write of a customer's claim. */
function beforeClaim({ table }: World, happen: () => Promise<unknown>): void {
  const put = table.put.bind(table);
  let has = false;
  table.put = async (key, value, rev) => {
    const { claims = {} } = value as { claims?: object };
    if (!has && key.sk === '1#profile' && Object.keys(claims).length > 0) {
      has = true;
      await happen();
    }
    return put(key, value, rev);
  };
}

describe('a mailbox behind two accounts', () => {
  it('gets nothing after the opt-out by a link of the one, while a message to the other is being claimed', async () => {
    const world = new World().at(opens);
    const twin = (id: string) => ({ id, email: 'both@example.com', consent: yes('2026-01-01T00:00:00Z') });
    expect(await reminded(world, twin('one'))).toBe('sent');
    const input = await world
      .at('2026-03-03T09:00:00Z')
      .enter('cart-journey', cartOf(twin('two'), 'c-2', '2026-03-03T09:00:00Z'));
    beforeClaim(world.at(input.next.until), async () =>
      expect(await unsubscribe(world)).toMatchObject({ status: 200 }),
    );
    expect(await world.deliver(input, { id: 'reminder' })).toMatchObject({ outcome: 'skipped' });
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ reason: 'no-consent' }]);
    expect((await world.stores.customers.load(input.customer))?.profile.claims).toEqual({});
  });

  it('keeps the claim of a message that is being sent when a second call of it holds', async () => {
    const world = new World().at(opens);
    const customer = { id: 'one', email: 'both@example.com', consent: yes('2026-01-01T00:00:00Z') };
    const input = await world.enter('cart-journey', cartOf(customer));
    world.at('2026-03-02T20:59:59Z');
    const { getMany } = world.table;
    world.table.getMany = async (keys) => {
      world.table.getMany = getMany;
      expect(await world.deliver(input, { id: 'reminder' })).toMatchObject({ outcome: 'sent' });
      world.at('2026-03-02T21:00:01Z'); // quiet hours
      return getMany.call(world.table, keys);
    };
    expect(await world.deliver(input, { id: 'reminder' })).toMatchObject({ outcome: 'sent' });
    const [address] = await world.stores.addresses.find([world.stores.addresses.refOf('email', customer.email)]);
    expect(Object.keys(address?.value.claims ?? {})).toEqual([`${input.run}_reminder`]);
  });

  it('gets one of two messages that are decided at the same moment', async () => {
    const world = new World().at(opens);
    const inputs = [];
    for (const id of ['one', 'two']) {
      const customer = { id, email: 'both@example.com', consent: yes('2026-01-01T00:00:00Z') };
      inputs.push(await world.enter('cart-journey', cartOf(customer, `cart-of-${id}`)));
    }
    world.at('2026-03-02T13:00:00Z');
    const results = await Promise.all(inputs.map((input) => world.deliver(input, { id: 'reminder' })));
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['held', 'sent']);
    expect(world.sent).toHaveLength(1);
  });

  it('owes nothing to a message that SES did not take', async () => {
    const world = new World().at(opens);
    const customer = { id: 'one', email: 'both@example.com', consent: yes('2026-01-01T00:00:00Z') };
    const input = await world.enter('cart-journey', cartOf(customer));
    world.at('2026-03-02T13:00:00Z').overrides = {
      senders: { email: { send: () => Promise.reject(new NotAcceptedError('busy')) } },
    };
    expect(await world.deliver(input, { id: 'reminder' })).toMatchObject({ outcome: 'held' });
    world.overrides = {};
    expect(await reminded(world, { ...customer, id: 'two' }, 'cart-2')).toBe('sent');
  });
});

describe('an agreement', () => {
  it('is not forgotten when many accounts name the address that leads to another', async () => {
    const world = new World().at(opens);
    const victim = { id: 'victim', email: 'a@example.com' };
    await world.ingest(updated(opens, { ...victim, consent: yes(opens) }));
    for (let nth = 0; nth < 45; nth += 1) {
      const at = `2026-03-02T10:00:${String(nth).padStart(2, '0')}Z`;
      await world.at(at).ingest(updated(at, { id: `other-${nth}`, email: 'a@example.com', consent: yes(at) }));
    }
    expect(await reminded(world.at('2026-03-02T11:00:00Z'), victim)).toBe('sent');
  });

  it('by text from the number is nothing to its next owner', async () => {
    const world = new World().at(opens);
    const phone = '+819012345678';
    const number = world.stores.addresses.refOf('phone', phone);
    await world.ingest(updated('2026-01-01T00:00:00Z', { id: 'c-1', phone }));
    await world.stores.addresses.change(number, (known) => proveConsent(known, Date.parse('2026-01-02'), 'START'));
    await world.ingest(updated('2026-01-03T00:00:00Z', { id: 'liar', phone })); // it leads to c-1
    await world.ingest(updated('2026-01-04T00:00:00Z', { id: 'liar', phone: '+819012345679' }));
    const word = async () => (await world.stores.addresses.find([number])).map(({ value }) => marketingWord(value, []));
    expect(await word()).toEqual(['granted']);
    await world.ingest(updated('2026-01-05T00:00:00Z', { id: 'c-1', phone: '+819012345670' }));
    expect(await word()).toEqual([undefined]);
  });
});

describe('an event about a topic that the shop does not have', () => {
  const consent = (granted: boolean, topic: string, at: string) => ({ email: { granted, at, source: 'form', topic } });

  it('takes no room when it agrees, so that an opt-out of a topic of the shop is kept', async () => {
    const world = new World().at(opens);
    for (let n = 0; n < 24; n += 1) {
      const stranger = { id: 'stranger', email: 'a@example.com' };
      await world.ingest(updated(opens, { ...stranger, consent: consent(true, `made-up-${n}`, opens) }));
    }
    const owner = { id: 'c-1', email: 'a@example.com' };
    await world.ingest(updated(opens, { ...owner, consent: consent(false, 'restock', opens) }));
    const [address] = await world.stores.addresses.find([world.stores.addresses.refOf('email', 'a@example.com')]);
    expect(Object.keys(address?.value.topics ?? {})).toEqual(['restock']);
  });

  it('opts out of all marketing when it opts out', async () => {
    const world = new World().at(opens);
    const customer = { id: 'c-1', email: 'a@example.com' };
    await world.ingest(updated(opens, { ...customer, consent: yes('2026-03-01T09:00:00Z') }));
    await world.ingest(updated(opens, { ...customer, consent: consent(false, 'newsletters', '2026-03-02T08:00:00Z') }));
    expect(await wordOf(world, 'a@example.com')).toBe('withdrawn');
    expect(await reminded(world, customer)).toBe('no-consent');
  });
});
