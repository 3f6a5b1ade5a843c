import { describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { undoToken, unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { marketingWord, suppress, withdraw } from '../../src/policy/customer/address.ts';
import { withdrawConsent } from '../../src/policy/customer/profile.ts';
import { refusedAt } from '../../src/policy/customer/stance.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { writeSecret } from '../../src/secrets/secret-value.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const at = '2026-03-02T09:00:00Z';

async function mailed(locale: string) {
  const world = new World().at(at);
  const input = await world.enter('cart-journey', busEvent('cart.updated', at, { customer: { ...shopper, locale } }));
  await world.at(input.next.until).deliver(input, { id: 'reminder' });
  const link = new URL(world.sent[0]?.unsubscribe ?? expect.fail('no link was sent'));
  const token = link.searchParams.get('t') ?? '';
  const ask = (method: string, t: string | undefined, language?: string, undo?: string) =>
    manageConsent(
      { method, token: t, language, undo },
      { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} },
    );
  const undoOf = ({ html }: { html: string }) => /name="undo" value="([^"]+)"/.exec(html)?.[1];
  const consent = async () => (await world.stores.customers.load(input.customer))?.profile.consent.email;
  return { world, input, token, ask, consent, undoOf };
}

describe('manage-consent', () => {
  it('shows a page on GET and changes nothing', async () => {
    const { token, ask, consent } = await mailed('en');
    const page = await ask('GET', token);
    expect(page).toMatchObject({
      status: 200,
      html: expect.stringContaining('Stop marketing e\u2011mails from Demo Store?'),
    });
    expect((await consent())?.granted).toBe(true);
  });

  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'post', ''])('answers %s as it does GET', async (method) => {
    const { token, ask, consent } = await mailed('en');
    expect(await ask(method, token)).toEqual(await ask('GET', token));
    expect(await ask(method, undefined)).toEqual(await ask('GET', undefined));
    expect((await consent())?.granted).toBe(true);
  });

  it('unsubscribes on POST, at once and for good, and twice is once', async () => {
    const { world, input, token, ask, consent } = await mailed('ja');
    expect(await ask('POST', token)).toMatchObject({ status: 200, html: expect.stringContaining('停止しました') });
    expect(await ask('POST', token)).toMatchObject({ status: 200 });
    expect(await consent()).toMatchObject({ granted: false, source: 'unsubscribe link' });
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(1);
  });

  it('says which address it is about, and shows a part of it only', async () => {
    const { ask, token } = await mailed('en');
    const { html } = await ask('GET', token);
    const [name = '', domain] = shopper.email.split('@');
    expect(html).toContain(`${name[0]}…${name.at(-1)}@${domain}`);
    expect(html).not.toContain(shopper.email);
  });

  it('undoes a click within an hour, on the page that follows it, and marketing goes on', async () => {
    const { world, input, token, ask, consent, undoOf } = await mailed('en');
    const undo = undoOf(await ask('POST', token));
    world.at(new Date(world.now + 59 * 60_000).toISOString());
    expect(await ask('POST', token, undefined, undo)).toMatchObject({
      status: 200,
      html: expect.stringContaining('You are subscribed to marketing e\u2011mails from Demo Store again.'),
    });
    expect(await consent()).toMatchObject({ granted: true, source: 'undo of unsubscribe link' });
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(2);
  });

  it('undoes nothing later, and says so', async () => {
    const { world, token, ask, consent, undoOf } = await mailed('ja');
    const undo = undoOf(await ask('POST', token));
    world.at(new Date(world.now + 61 * 60_000).toISOString());
    expect((await ask('POST', token, undefined, undo)).html).toContain('元に戻せなくなりました');
    expect((await consent())?.granted).toBe(false);
  });

  it('offers no undo of an opt-out that was there before the click', async () => {
    const { token, ask, undoOf } = await mailed('en');
    expect(undoOf(await ask('POST', token))).toBeDefined();
    expect(undoOf(await ask('POST', token))).toBeUndefined();
  });

  it('undoes nothing once another opt-out has closed the address', async () => {
    const { world, token, input, ask, undoOf } = await mailed('en');
    const undo = undoOf(await ask('POST', token));
    const ref = world.stores.addresses.refOf('email', shopper.email);
    await world.stores.addresses.change(ref, (known) => withdraw(known, 'somebody', world.now, 'store'));
    expect((await ask('POST', token, undefined, undo)).html).toContain('can no longer be undone');
    expect(input.customer).not.toBe('somebody');
  });

  describe('of an address that others share, or take over', () => {
    const updated = (world: World, customer: object) =>
      world.ingest(busEvent('customer.updated', new Date(world.now).toISOString(), { customer }));
    const later = (world: World, minutes: number) => world.at(new Date(world.now + minutes * 60_000).toISOString());
    const email = { granted: true, at: '2026-03-02T09:30:00Z', source: 'checkout' };
    const known = async ({ stores }: World) =>
      (await stores.addresses.find([stores.addresses.refOf('email', shopper.email)]))[0]?.value ?? expect.fail();

    it('undoes a click although somebody who merely names it declines, and opens it to nobody else', async () => {
      const { world, token, ask, undoOf } = await mailed('en');
      await updated(world, { id: 'c', email: shopper.email });
      const before = await known(world);
      const undo = undoOf(await ask('POST', token));
      await updated(later(world, 5), {
        id: 'g',
        email: shopper.email,
        consent: { email: { ...email, granted: false } },
      });
      expect((await ask('POST', token, undefined, undo)).html).toContain('You are subscribed');
      const after = await known(world);
      expect(after.proven).toBeUndefined();
      expect(after.granted).toEqual(before.granted);
      for (const customer of Object.keys(after.words)) {
        const expected =
          after.words[customer]?.declined === undefined ? marketingWord(before, [customer]) : 'withdrawn';
        expect(marketingWord(after, [customer])).toBe(expected);
      }
      expect((await ask('POST', token, undefined, undo)).html).toContain('You are subscribed'); // pressed twice
      expect(await known(world)).toEqual(after);
    });

    it('takes back that click alone: an opt-out of before it, told late, closes the address and goes along', async () => {
      for (const isToldFirst of [true, false]) {
        const { world, token, ask, undoOf, input } = await mailed('en');
        const undo = undoOf(await ask('POST', token));
        const earlier = { ...email, granted: false, at: '2026-03-02T11:00:00Z' };
        const tell = () => updated(world, { ...shopper, consent: { email: earlier } });
        if (isToldFirst) await tell();
        await ask('POST', token, undefined, undo);
        if (!isToldFirst) await tell();
        expect(marketingWord(await known(world))).toBe('withdrawn');
        const profile = (await world.stores.customers.load(input.customer))?.profile ?? expect.fail();
        expect(refusedAt(profile, 'email')).toBeDefined();
      }
    });

    it('closes it again by another click, which the proof of the first does not undo', async () => {
      const { world, token, ask, undoOf } = await mailed('en');
      const undo = undoOf(await ask('POST', token));
      later(world, 1);
      await ask('POST', token, undefined, undo);
      later(world, 1);
      expect(undoOf(await ask('POST', token))).toBeDefined();
      expect((await ask('POST', token, undefined, undo)).html).toContain('still unsubscribed');
      expect(marketingWord(await known(world))).toBe('withdrawn');
    });

    it.each([
      ['the customer takes another address', (world: World) => updated(world, { ...shopper, email: 'y@example.com' })],
      [
        'the account opts out of every address',
        (world: World) => {
          const refusal = { granted: false, at: new Date(world.now).toISOString(), source: 'account' };
          return updated(world, { id: shopper.id, consent: { email: refusal } });
        },
      ],
      [
        'the customer has opted out by another way',
        (world: World, customer: string) =>
          world.stores.customers
            .change(customer, (one) => withdrawConsent(one, 'email', world.now, 'account'))
            .then(() => {}),
      ],
      [
        'the address bounces',
        ({ stores, now }: World) =>
          stores.addresses
            .change(stores.addresses.refOf('email', shopper.email), (one) =>
              suppress(one, { reason: 'bounce', at: now }),
            )
            .then(() => {}),
      ],
    ] as const)('undoes nothing once %s, and writes nothing', async (_what, happens) => {
      const { world, input, token, ask, consent, undoOf } = await mailed('en');
      const undo = undoOf(await ask('POST', token));
      await happens(later(world, 5), input.customer);
      later(world, 5);
      const [before, said] = [await known(world), await consent()];
      expect((await ask('POST', token, undefined, undo)).html).toContain('still unsubscribed');
      expect([await known(world), await consent()]).toEqual([before, said]);
      expect(marketingWord(before)).toBe('withdrawn');
    });

    it('offers no undo to a customer whose complaint had closed it before the click', async () => {
      const { world, input, token, ask, undoOf } = await mailed('en');
      const ref = world.stores.addresses.refOf('email', shopper.email);
      await world.stores.addresses.change(ref, (one) => withdraw(one, input.customer, world.now - 1, 'complaint'));
      expect(undoOf(await ask('POST', token))).toBeUndefined();
    });

    it('offers no undo to a customer who has taken another address', async () => {
      const { world, token, ask, undoOf } = await mailed('en');
      await updated(later(world, 60), { ...shopper, email: 'y@example.com' });
      await updated(later(world, 60), { id: 'b', email: shopper.email });
      expect(undoOf(await ask('POST', token))).toBeUndefined();
    });

    it('offers no undo at an address that bounced, nor to one who had agreed to nothing there', async () => {
      const { world, input, token, ask, undoOf } = await mailed('en');
      const ref = world.stores.addresses.refOf('email', shopper.email);
      await world.stores.addresses.change(ref, (one) => suppress(one, { reason: 'bounce', at: world.now }));
      expect(undoOf(await ask('POST', token))).toBeUndefined();
      await updated(world, { id: 'c', email: 'c@example.com' });
      const [pointer] = await world.stores.identities.find({ id: 'c' });
      const customer = pointer?.owner ?? expect.fail();
      const { hash } = world.stores.addresses.refOf('email', 'c@example.com');
      const link = unsubscribeLink(
        { customer, channel: 'email', locale: 'en', address: hash },
        world.keys,
        'https://l.example',
      );
      expect(customer).not.toBe(input.customer);
      expect(undoOf(await ask('POST', new URL(link).searchParams.get('t') ?? ''))).toBeUndefined();
    });
  });

  it('takes no link of a message, and no proof of somebody else, for a click', async () => {
    const { world, token, ask, consent } = await mailed('en');
    await ask('POST', token);
    const other = undoToken(
      { customer: 'other', channel: 'email', locale: 'en', address: 'x', clickedAt: world.now, withdrawnAt: world.now },
      world.keys,
    );
    for (const undo of [token, other, '', 'x']) expect((await ask('POST', token, undefined, undo)).status).toBe(400);
    expect((await consent())?.granted).toBe(false);
  });

  it('is a page of the shop in light and dark, whose buttons a thumb can hit', async () => {
    const { token, ask } = await mailed('ja');
    const { html } = await ask('GET', token);
    expect(html).toContain('<html lang="ja">');
    expect(html).toContain('<p class="brand">');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toMatch(/button\{[^}]*min-height:48px/);
    expect(html).not.toMatch(/<(script|img|link)/);
  });

  it('answers 400 to a link that was tampered with, and changes nothing', async () => {
    const { token, ask, consent } = await mailed('en');
    const [customer = '', , ...rest] = token.split('.');
    const forged = [
      undefined,
      '',
      'x',
      `${token}x`,
      token.slice(0, -1),
      [customer, 'sms', ...rest].join('.'),
      ['0'.repeat(24), 'email', ...rest].join('.'),
    ];
    for (const bad of forged)
      expect(await ask('POST', bad, 'ja,en;q=0.8')).toMatchObject({
        status: 400,
        html: expect.stringContaining('リンク'),
      });
    expect((await consent())?.granted).toBe(true);
  });

  it('tells the reader of a link whose key is void where else to unsubscribe', async () => {
    const { world, token } = await mailed('en');
    const secret = { pepper: 'p'.repeat(32), linkKeys: [{ id: '2', key: 'k'.repeat(32) }] } as const;
    const request = { method: 'POST', token, language: 'en' };
    const { stores } = world;
    const keys = new Keys(writeSecret(secret), world.now);
    const page = await manageConsent(request, { stores, keys, settings, clock: () => world.now, failed: () => {} });
    expect(page).toMatchObject({ status: 400, html: expect.stringContaining('does not work') });
    const { contact } = settings.brand;
    expect(page.html).toContain(`write to us to unsubscribe: <a href="mailto:${contact}">${contact}</a>`);
  });
});
