import { describe, expect, it } from 'vitest';
import { confirmLink } from '../../src/links/confirm.ts';
import { surveyLink } from '../../src/links/survey.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { marketingWord } from '../../src/policy/customer/address.ts';
import { consentStates } from '../../src/policy/customer/consent-ledger.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { busEvent, type Detail, shopper } from '../fixtures/events.ts';
import { AskingShop, created, day, opens, typed } from './asking-shop.ts';

describe('the page that confirms', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT'])(
    'shows the address and a button on %s, and changes nothing',
    async (method) => {
      const shop = new AskingShop();
      await shop.signUp();
      const puts: unknown[] = [];
      const { put } = shop.table;
      shop.table.put = (...given) => {
        puts.push(given);
        return put.apply(shop.table, given);
      };
      const { status, html } = await shop.open(method, shop.token());
      expect([status, html.includes('<form method="post">'), html.includes('@example.com')]).toEqual([200, true, true]);
      expect(html).not.toContain(shopper.email);
      expect(puts).toEqual([]);
    },
  );

  it('confirms on POST, keeps the proof in the ledger, and tells the shop', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    await shop.settle();
    shop.now += day;
    const { html } = await shop.open('POST', shop.token());
    expect([html.includes('You are subscribed'), html.includes('used before')]).toEqual([true, false]);
    await shop.settle();
    const ledger = await shop.stores.addresses.ledger(shop.ref);
    expect(ledger.map(({ what, from, changes }) => [what, from, changes])).toEqual([
      ['request', 'form', [{ state: 'pending' }]],
      ['confirmation', 'link', [{ state: 'granted' }]],
    ]);
    expect(ledger[0]?.wording?.hash).toBeDefined();
    expect(shop.published.map(({ detail }) => (detail.consent as { state: string }).state)).toEqual([
      'pending',
      'granted',
    ]);
  });

  it('says the same when it is pressed again, and changes nothing more', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    await shop.open('POST', shop.token());
    const once = await shop.stored();
    shop.now += 1000;
    for (const method of ['POST', 'GET']) {
      const { html } = await shop.open(method, shop.token());
      expect(html).toContain('You are subscribed');
      expect(html).toContain('This link was used before');
    }
    expect(await shop.stored()).toEqual(once);
  });

  it('says nothing more of its customer when it is pressed again', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    shop.now += 1000;
    await shop.open('POST', shop.token());
    const customer = shop.started[0]?.input.customer ?? never();
    const once = (await shop.stores.customers.peek(customer))?.profile;
    expect(once?.consent.email).toEqual({ granted: true, at: shop.now, source: 'confirmation link' });
    shop.now += day;
    await shop.open('POST', shop.token());
    expect((await shop.stores.customers.peek(customer))?.profile).toEqual(once);
  });

  it('takes back no opt-out, before and after the confirmation', async () => {
    for (const confirmsFirst of [true, false]) {
      const shop = new AskingShop();
      await shop.signUp();
      if (confirmsFirst) await shop.open('POST', shop.token());
      shop.now += 1000;
      await shop.unsubscribe();
      const closed = await shop.stored();
      shop.now += 1000;
      expect((await shop.open('POST', shop.token())).html).toContain('You are unsubscribed');
      expect(await shop.stored()).toEqual(closed);
    }
  });

  it('offers a topic that was asked for after the mail, and confirms it only where it is ticked', async () => {
    for (const also of [[], ['restock'], ['restock', 'offers', '', 'no-such-topic']]) {
      const shop = new AskingShop();
      await shop.signUp();
      shop.now += 3_600_000;
      const word = { ...typed(toIso(shop.now)), topic: 'restock' };
      await shop.signUp(
        busEvent('customer.updated', toIso(shop.now), { customer: { ...shopper, consent: { email: word } } }),
      );
      expect(shop.sent).toHaveLength(1);
      const { html } = await shop.open('GET', shop.token());
      expect(html.match(/name="also" value="[^"]*"/g)).toEqual(['name="also" value="restock"']);
      expect(html).not.toMatch(/<input[^>]* checked/);
      const pressed = await shop.open('POST', shop.token(), undefined, also);
      expect(pressed.html).toContain('You are subscribed');
      const states = consentStates(await shop.stored()).map(({ topic, state }) => [topic, state]);
      expect(states).toEqual([
        [undefined, 'granted'],
        ['restock', also.includes('restock') ? 'granted' : 'pending'],
      ]);
    }
  });

  it('offers on the page of a used link what was not ticked, or was asked for since, and confirms it once it is', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const offered = ({ html }: { readonly html: string }) => html.match(/(?<=name="also" value=")[^"]*/g);
    expect(offered(await shop.open('POST', shop.token()))).toBeNull();
    shop.now += 3_600_000;
    const word = { ...typed(toIso(shop.now)), topic: 'restock' };
    await shop.signUp(
      busEvent('customer.updated', toIso(shop.now), { customer: { ...shopper, consent: { email: word } } }),
    );
    const before = await shop.stored();
    for (const method of ['GET', 'POST'] as const) {
      const page = await shop.open(method, shop.token());
      expect([offered(page), page.html.includes('You are subscribed')]).toEqual([['restock'], true]);
      expect(page.html).toMatch(/<form method="post">.*<button>Confirm/s);
    }
    expect(await shop.stored()).toEqual(before);
    const ticked = await shop.open('POST', shop.token(), undefined, ['restock']);
    expect([offered(ticked), ticked.html.includes('<form')]).toEqual([null, false]);
    expect(consentStates(await shop.stored()).map(({ state }) => state)).toEqual(['granted', 'granted']);
  });

  it('confirms nothing once the customer has taken another address', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    shop.at('2026-03-03T09:00:00Z');
    const moved = { ...shopper, email: 'new@example.com' };
    await shop.ingest(busEvent('customer.updated', '2026-03-03T09:00:00Z', { customer: moved }));
    const left = await shop.stored();
    expect((await shop.open('POST', shop.token())).html).toContain('There is nothing to confirm');
    expect(await shop.stored()).toEqual(left);
  });

  it('confirms nothing by a mail from before the customer took another address, though they are back at the first', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const tell = (day: string, customer: Detail) => {
      const at = `2026-03-0${day}T09:00:00Z`;
      return shop.at(at).ingest(busEvent('customer.updated', at, { id: `event-${day}`, customer }));
    };
    await tell('3', { ...shopper, email: 'new@example.com' });
    await tell('4', { id: 'next-owner', email: shopper.email, verified: ['email'] });
    const again = { ...shopper, verified: [], consent: { email: typed('2026-03-05T09:00:00Z') } };
    await tell('5', again);
    await shop.sendAll();
    for (const method of ['GET', 'POST'])
      expect((await shop.open(method, shop.token(0), shop.stores, [''])).html).toContain('There is nothing to confirm');
    expect((await shop.stored()).proven).toBeUndefined();
    await shop.open('POST', shop.token(1));
    expect((await shop.stored()).proven).toBe(shop.now);
  });

  it('says after seven days that the link has expired, to every method', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const before = await shop.stored();
    shop.now += 7 * day;
    for (const method of ['GET', 'POST']) {
      const { status, html } = await shop.open(method, shop.token());
      expect([status, html.includes('has expired'), html.includes('sign up in the shop again')]).toEqual([
        410,
        true,
        true,
      ]);
    }
    expect(await shop.stored()).toEqual(before);
  });

  it('takes no token of another link or another key, nor a changed one', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const customer = shop.started[0]?.input.customer ?? '';
    const claim = { customer, channel: 'email', locale: 'en', address: shop.ref.hash } as const;
    const foreign = new Keys('another-secret-of-thirty-two-characters!');
    const links = [
      unsubscribeLink(claim, shop.keys, 'https://x'),
      surveyLink({ customer, survey: 'run', locale: 'en' }, shop.keys, 'https://x'),
      confirmLink({ ...claim, until: shop.now + day }, foreign, 'https://x'),
    ].map((link) => new URL(link).searchParams.get('t') ?? '');
    const changed = shop.token().replace(/\d{13}/, (until) => String(Number(until) + day));
    for (const token of [...links, changed, '', undefined]) expect((await shop.open('POST', token)).status).toBe(400);
    expect((await shop.open('POST', shop.token())).status).toBe(200);
  });

  it('asks to try again when the table is busy', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const { put } = shop.table;
    shop.table.put = async () => {
      throw new RetryableError('busy');
    };
    const { status, html } = await shop.open('POST', shop.token());
    expect([status, html.includes('try again'), shop.failures.length]).toEqual([503, true, 1]);
    shop.table.put = put;
    expect((await shop.open('POST', shop.token())).status).toBe(200);
  });
});

describe('the mail that asks', () => {
  it('goes once for one event, however often it is delivered, and in the language of the customer', async () => {
    const shop = new AskingShop();
    await shop.signUp(created('1', opens, { ...shopper, locale: 'ja' }), created('1'), created('1'));
    expect(shop.sent.map(({ address, purpose, unsubscribe }) => [address, purpose, unsubscribe])).toEqual([
      [shopper.email, 'transactional', undefined],
    ]);
    expect((await shop.open('GET', shop.token())).html).toContain('lang="ja"');
  });

  it('goes once wherever ingestion dies', async () => {
    let deaths = 0;
    for (let nth = 1, died = true; died; nth += 1) {
      const shop = new AskingShop();
      let left = nth;
      const dying = async <T>(work: Promise<T>): Promise<T> => {
        const answer = await work;
        left -= 1;
        if (left === 0) throw new RetryableError('died');
        return answer;
      };
      const { get, range, put, getMany } = shop.table;
      shop.table.get = (...given) => dying(get.apply(shop.table, given));
      shop.table.getMany = (...given) => dying(getMany.apply(shop.table, given));
      shop.table.range = (...given) => dying(range.apply(shop.table, given));
      shop.table.put = (...given) => dying(put.apply(shop.table, given));
      const { enrol } = shop;
      shop.enrol = (entries) => dying(enrol(entries));
      await shop.ingest(created()).catch(() => {});
      died = left <= 0;
      deaths += Number(died);
      left = Number.POSITIVE_INFINITY;
      shop.now += 60_000;
      await shop.ingest(created());
      await shop.sendAll();
      expect([nth, shop.sent.length]).toEqual([nth, 1]);
    }
    expect(deaths).toBeGreaterThan(5);
  });

  it('goes no more when the agreement was confirmed or taken back while it waited', async () => {
    for (const what of ['confirmed', 'unsubscribed'] as const) {
      const shop = new AskingShop();
      await shop.signUp();
      shop.at('2026-03-03T10:00:00Z');
      await shop.ingest(created('2', '2026-03-03T10:00:00Z'));
      if (what === 'confirmed') await shop.open('POST', shop.token());
      else await shop.unsubscribe();
      await shop.sendAll();
      const lines = await shop.ledger(shop.started[1]?.input ?? shop.started[0]?.input ?? never());
      expect(lines.map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ['sent', undefined],
        ['skipped', 'nothing-to-confirm'],
      ]);
    }
  });

  it('goes for two customers of one address once a day, and to the one whom they turn out to be', async () => {
    const shop = new AskingShop();
    const guest = { email: shopper.email };
    await shop.signUp(
      created('1', opens, guest),
      created('2', '2026-03-02T09:00:01Z', { id: 'account', email: shopper.email }),
    );
    expect(shop.sent).toHaveLength(1);
    const verified = { id: 'account', email: shopper.email, verified: ['email'] };
    await shop.ingest(busEvent('customer.updated', '2026-03-02T09:00:02Z', { customer: verified }));
    expect((await shop.open('POST', shop.token())).html).toContain('You are subscribed');
  });

  it('goes once where twenty accounts of one moment name the address', async () => {
    const shop = new AskingShop();
    const accounts = Array.from({ length: 20 }, (_, nth) => ({ id: `account-${nth}`, email: shopper.email }));
    await shop.signUp(...accounts.map((account, nth) => created(String(nth), opens, account)));
    expect(shop.sent).toHaveLength(1);
  });

  it('goes once when its customer signs in to an account, and all events come again', async () => {
    const shop = new AskingShop();
    const guest = created('1', opens, { email: shopper.email });
    await shop.signUp(guest);
    const consent = { email: typed(opens) };
    const account = { id: 'account', email: shopper.email, verified: [], consent };
    const joined = busEvent('customer.updated', '2026-03-02T09:00:02Z', { customer: account });
    const phone = { id: 'account', email: shopper.email, phone: '+819012345678' };
    await shop.signUp(joined, busEvent('customer.updated', '2026-03-02T09:00:03Z', { customer: phone }), guest, joined);
    expect(shop.sent).toHaveLength(1);
    expect((await shop.open('POST', shop.token())).html).toContain('You are subscribed');
  });

  it('goes on counting at the address when its customer is erased, and nothing else of what they asked stays', async () => {
    const shop = new AskingShop();
    await shop.signUp();
    const token = shop.token();
    const customer = shop.started[0]?.input.customer ?? never();
    shop.now += 60_000;
    await shop.data({ do: 'erase', customer });
    const { confirmations, words } = await shop.stored();
    expect([confirmations?.length, words]).toEqual([1, {}]);
    expect(JSON.stringify(confirmations)).not.toContain(customer);
    expect((await shop.open('POST', token)).html).toContain('There is nothing to confirm');
    shop.now += 60_000;
    await shop.signUp(created('back', new Date(shop.now).toISOString()), created('late', opens));
    expect(shop.sent).toHaveLength(1);
  });

  it('goes to nobody who was let in by hand', async () => {
    const shop = new AskingShop();
    const request = busEvent('journey.requested', opens, { customer: shopper, journey: { name: 'confirm-consent' } });
    const input = await shop.enter('confirm-consent', request);
    await shop.deliver(input, { id: 'please-confirm' });
    expect(shop.sent).toEqual([]);
  });

  it('is owed to no address that an account names only later, and the agreement from before never counts', async () => {
    const shop = new AskingShop();
    const { id, email } = shopper;
    await shop.signUp(
      busEvent('customer.created', opens, { id: 'event-1', customer: { id, consent: { email: typed(opens) } } }),
    );
    shop.now += day;
    const named = (extra: object, event: string) =>
      busEvent('customer.updated', toIso(shop.now), { id: event, customer: { id, email, ...extra } });
    await shop.signUp(named({}, 'event-2'));
    expect(shop.sent).toEqual([]);
    const input = await shop.enter(
      'cart-journey',
      busEvent('cart.updated', toIso(shop.now), { id: 'event-3', customer: { id, email } }),
    );
    await shop.at(input.next.until).deliver(input, { id: 'reminder' });
    expect(await shop.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'no-consent' }]);
    expect(marketingWord(await shop.stored(), [input.customer])).not.toBe('granted');
    await shop.signUp(named({ consent: { email: typed(opens) } }, 'event-4'));
    expect(shop.sent).toHaveLength(1);
  });

  it('is asked for by an account that agrees without naming its address', async () => {
    const shop = new AskingShop();
    await shop.ingest(busEvent('customer.created', opens, { customer: { id: 'account', email: shopper.email } }));
    await shop.signUp(created('2', '2026-03-02T10:00:00Z', { id: 'account' }));
    expect(shop.sent.map(({ address }) => address)).toEqual([shopper.email]);
    const profile = await shop.stores.customers.load(shop.started[0]?.input.customer ?? '');
    expect(profile?.profile.general).toBeUndefined();
  });
});

function never(): never {
  throw new Error('no run');
}
