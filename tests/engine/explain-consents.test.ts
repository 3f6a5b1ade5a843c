import { describe, expect, it } from 'vitest';
import { describeCustomer } from '../../build/why/words.ts';
import type { Language } from '../../src/commerce/words.ts';
import { explainDelivery } from '../../src/engine/explain/explain-delivery.ts';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import type { Address } from '../../src/model/address.ts';
import type { CustomerExplanation } from '../../src/model/explain-request.ts';
import { suppress, withdraw } from '../../src/policy/customer/address.ts';
import { choose, lessOften, pauseUntil } from '../../src/policy/customer/preferences.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { cartJourney, messages, settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { AskingShop, created, opens } from './asking-shop.ts';
import { World } from './world.ts';

const phone = '+819012345678';
const cartAt = '2026-03-02T09:00:00Z';

async function why(world: World, lang: Language = 'en'): Promise<string[]> {
  const { stores, journeys } = world;
  const ports = { stores, clock: () => world.now, settings, messages, journeys };
  const answer = await explainDelivery({ do: 'customer', who: shopper.id, lang }, ports);
  return describeCustomer(answer as CustomerExplanation).split('\n'); // the customer is known
}

/** A shop with one cart, whose reminder is still to come. */
async function withCart(customer: object = shopper): Promise<World> {
  const world = new World().at(cartAt);
  const whenOver = [{ id: 'reminder', message: 'reminder', purpose: 'marketing' }] as const;
  world.journeys = { ...world.journeys, 'cart-journey': { ...cartJourney, whenOver } };
  await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer: { ...shopper, ...customer } }));
  return world;
}

async function owner(
  world: World,
  apply: (address: Address, customer: string) => Address,
  what: object,
): Promise<void> {
  const ref = world.stores.addresses.refOf('email', shopper.email);
  const customer = (await world.stores.identities.find({ id: shopper.id }))[0]?.owner ?? expect.fail();
  const said = {
    what: 'choice',
    saidAt: world.now,
    from: 'link',
    source: 'preference page',
    customer,
    ...what,
  } as const;
  await world.stores.addresses.change(ref, (address) => apply(address, customer), said);
}

const sameShop = async (world: World, lang?: Language) => (await why(world, lang)).map((line) => line.trim());

describe('what comes next', () => {
  it('would be sent while nothing closes the way', async () => {
    const lines = await sameShop(await withCart());
    expect(lines.join('\n')).toContain('is due, if its conditions still apply then.');
    expect(lines.join('\n')).not.toContain('as things stand');
  });

  it('is not promised to somebody who has unsubscribed since, and the story tells of that', async () => {
    const world = await withCart();
    world.at('2026-03-02T10:00:00Z');
    await owner(world, (address, customer) => withdraw(address, customer, world.now, 'unsubscribe link'), {
      what: 'opt-out',
      source: 'unsubscribe link',
    });
    const english = (await sameShop(world)).join('\n');
    expect(english).toContain('Unsubscribed from advertising by e-mail, through the link in a message.');
    expect(english).toMatch(
      /will not be sent as things stand\.\nAdvertising by e-mail.* is not allowed: the customer unsubscribed by the link in a message on Mon 2 Mar 2026/,
    );
    const japanese = (await sameShop(world, 'ja')).join('\n');
    expect(japanese).toContain('メールでの販促のご案内を停止（メッセージのリンクから）。');
    expect(japanese).toContain('は、現状では送られません。');
  });

  it('is not promised to an address that bounced, and the story says that it is closed', async () => {
    const world = await withCart();
    await owner(world, (address) => suppress(address, { reason: 'bounce', at: world.now }), {
      what: 'bounce',
      from: 'report',
      source: 'bounce',
    });
    const english = (await sameShop(world)).join('\n');
    expect(english).toContain(
      'A message came back as undeliverable: the address is closed to all messages by e-mail until support reopens it.',
    );
    expect(english).toContain('will not be sent as things stand.\nNothing is sent to this address any more:');
    expect((await sameShop(world, 'ja')).join('\n')).toContain(
      '不達。担当者が再開するまで、この宛先にはメールで何も送れません。',
    );
  });

  it('is not promised during a pause that is longer, and is again when the pause ends before', async () => {
    for (const [end, isClosed] of [
      ['2026-03-30T00:00:00Z', true],
      ['2026-03-02T09:30:00Z', false],
    ] as const) {
      const world = await withCart();
      await owner(world, (address) => pauseUntil(address, fromIso(end), world.now), { what: 'pause' });
      const english = (await sameShop(world)).join('\n');
      expect(english).toContain('Paused advertising by e-mail until ');
      expect(english.includes('will not be sent as things stand.\nThe customer has paused advertising until')).toBe(
        isClosed,
      );
    }
  });

  it('is still promised where an agreement to one topic may open the way', async () => {
    const world = await withCart();
    await owner(world, (address, customer) => withdraw(address, customer, world.now, 'unsubscribe link'), {
      what: 'opt-out',
    });
    const [topic = expect.fail()] = Object.keys(settings.topics);
    world.at('2026-03-02T09:30:00Z');
    await owner(
      world,
      (address, customer) => choose(address, { [topic]: 'on' }, world.now, { source: 'preference page', customer }),
      { topics: [topic] },
    );
    const english = (await sameShop(world)).join('\n');
    expect(english).not.toContain('as things stand');
    expect(english).toMatch(/The customer switched on “.*” \(e-mail\)\./);
  });
});

describe('the story of a customer', () => {
  it('is that of an erasure once their data were erased', async () => {
    const world = await withCart();
    const customer = (await world.stores.identities.find({ id: shopper.id }))[0]?.owner ?? expect.fail();
    await world.at('2026-03-02T10:00:00Z').data({ do: 'erase', customer });
    const { stores, journeys } = world;
    const ports = { stores, clock: () => world.now, settings, messages, journeys };
    const told = async (lang: Language) => {
      const answer = await explainDelivery({ do: 'customer', who: customer, lang }, ports);
      return describeCustomer(answer as CustomerExplanation); // the customer is known
    };
    expect(await told('en')).toMatch(
      /^[0-9a-f]+\nAs of Mon 2 Mar 2026, .*\n\nThe data of this customer were erased on Mon 2 Mar 2026, .*\. What they had done and been sent is no longer known, and nothing is sent to them\.$/,
    );
    expect(await told('ja')).toMatch(/このお客様のデータは2026年3月2日（月）.*に消去されました。/);
  });

  it('names two waits for the same only once', async () => {
    const world = await withCart();
    const customer = (await world.stores.identities.find({ id: shopper.id }))[0]?.owner ?? expect.fail();
    for (const parcel of ['one', 'two']) {
      const id = `parcels-0123456789abcdef0123-${parcel === 'one' ? 1 : 2}`;
      const awaiting = { step: 'wait', on: ['shipment.delivered'], token: 't' };
      const subject = { kind: 'shipment', id: parcel };
      const run = { id, customer, journey: 'cart-journey', subject, startedAt: world.now, input: {}, awaiting };
      await world.table.put({ pk: `C#${customer}`, sk: `2#run#x#${parcel}` }, run, 0);
    }
    expect((await sameShop(world)).filter((line) => line.includes('waits for one of these'))).toHaveLength(1);
  });

  it('tells of STOP and of the wish to hear less often, in both languages', async () => {
    const world = await withCart({ phone });
    await takeOwnersWord('sms', { kind: 'stop', address: phone, at: world.now }, world.stores);
    await owner(world, (address) => lessOften(address, true, world.now), { what: 'less-often' });
    const english = (await sameShop(world)).join('\n');
    expect(english).toContain('Answered STOP: no texts of any kind go to the number until its owner texts START.');
    expect(english).toContain('Chose to hear less often by e-mail: one advertising message a week at most.');
    const japanese = (await sameShop(world, 'ja')).join('\n');
    expect(japanese).toContain('STOP（停止）の返信。');
    expect(japanese).toContain('配信頻度を変更（メール）：販促のご案内は1週間に1通まで。');
  });

  it('says that it was another customer with the same address who opted out', async () => {
    const world = await withCart();
    await owner(world, (address) => withdraw(address, 'another', world.now, 'unsubscribe link'), {
      what: 'opt-out',
      customer: 'another',
    });
    expect((await sameShop(world)).join('\n')).toContain(
      'It was said in the name of another customer who has the same address.',
    );
  });

  it('tells of the confirmation, and that what was due before it does not follow', async () => {
    const shop = new AskingShop();
    await shop.signUp(created());
    const input = await shop.enter('cart-journey', busEvent('cart.updated', opens));
    await shop.at('2026-03-02T13:00:00Z').deliver(input, { id: 'reminder', purpose: 'marketing' });
    const before = (await sameShop(shop)).join('\n');
    expect(before).toContain('Agreed to advertising by e-mail; the customer has yet to confirm it.');
    expect(before).toMatch(
      /but had not confirmed it by then: .*\nOnce the customer confirms, later messages go; this one does not follow\. A new sign-up/,
    );
    await shop.at('2026-03-02T15:00:00Z').open('POST', shop.token());
    const after = (await sameShop(shop)).join('\n');
    expect(after).toContain('Confirmed the agreement to advertising by e-mail.');
    expect(after).toMatch(
      /and confirmed it only on Mon 2 Mar 2026, 15:00: a message that was due before does not follow\./,
    );
    expect(after).not.toContain('Only the customer can change that');
    expect((await sameShop(shop, 'ja')).join('\n')).toContain('後からお送りすることはありません。');
  });
});
