import { describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { managePreferences } from '../../src/engine/manage-preferences.ts';
import { preferencesLink } from '../../src/links/preferences.ts';
import { suppress } from '../../src/policy/customer/address.ts';
import { wishOf } from '../../src/policy/customer/wishes.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { writeSecret } from '../../src/secrets/secret-value.ts';
import { readPreferencesForm } from '../../src/web/preferences/form.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { at, fieldsOf, mailed, minute, topicsIn, without } from './preference-page.ts';
import { World } from './world.ts';

describe('the preference page', () => {
  it('shows the topics that go to the address, and part of the address alone', async () => {
    const { ask, shown } = await mailed();
    const { status, html } = await ask('GET');
    expect(status).toBe(200);
    expect(html).toContain('Offers, coupons, and reminders of what you looked at.');
    expect(html).not.toContain(shopper.email);
    expect(topicsIn(await shown())).toEqual(Object.keys(settings.topics));
  });

  it.each([
    ['cart-journey', 'cart.updated', 'reminder', 'marketing'],
    ['order-journey', 'order.placed', 'thanks', 'transactional'],
  ] as const)('is linked to from each message of %s', async (journey, type, id, purpose) => {
    const world = new World().at(at);
    const links: string[] = [];
    world.overrides = {
      render: (_journey, _message, _locale, context) => {
        links.push(context.links.preferences);
        return { subject: '', preheader: '', html: '', text: '' };
      },
    };
    const input = await world.enter(journey, busEvent(type, at));
    await world.at(input.next.until).deliver(input, { id, purpose });
    const token = new URL(links[0] ?? expect.fail()).searchParams.get('t') ?? undefined;
    const ports = { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} };
    const page = await managePreferences({ method: 'GET', token, language: undefined }, ports);
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('Your preferences') });
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'post', ''])('changes nothing on %s', async (method) => {
    const { ask, known, shown, profile } = await mailed();
    const before = [await known(), await profile()];
    const fields = [...without(await shown(), 'topic', 'offers'), ['less', 'on'] as const, ['locale', 'ja'] as const];
    expect(await ask(method, fields)).toEqual(await ask('GET'));
    expect([await known(), await profile()]).toEqual(before);
  });

  it('changes nothing when it is saved untouched, not even by agreeing to what is on', async () => {
    const { ask, known, shown } = await mailed();
    const before = await known();
    expect((await ask('POST', await shown())).html).toContain('You have changed nothing');
    expect(await known()).toEqual(before);
  });

  it('changes nothing on a POST of what it does not offer, such as the one click of a mail client', async () => {
    const { ask, known } = await mailed();
    const before = await known();
    const posted = await ask('POST', [['List-Unsubscribe', 'One-Click']]);
    expect(posted).toEqual(await ask('GET'));
    expect(await known()).toEqual(before);
  });

  it('switches a topic off, and messages of it go no more', async () => {
    const { world, input, ask, shown } = await mailed();
    const saved = await ask('POST', without(await shown(), 'topic', 'offers'));
    expect(saved.html).toContain('Your preferences are saved.');
    expect(topicsIn(fieldsOf(saved.html))).not.toContain('offers');
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(1);
  });

  it('takes "less often" and a pause of 30 days, ends the pause, and undoes both', async () => {
    const { world, ask, shown, known, undoOf, later } = await mailed();
    const saved = await ask('POST', [...(await shown()), ['less', 'on'], ['paused', 'on']]);
    expect(await known()).toMatchObject({ less: { on: true }, paused: { until: world.now + 30 * 86_400_000 } });
    expect(saved.html).toContain('Paused until April 1');
    later(1);
    await ask('POST', undoOf(saved.html));
    expect((await shown()).filter(([name]) => name === 'less' || name === 'paused')).toEqual([]);
    await ask('POST', [['do', 'less']]);
    await ask('POST', [...(await shown()), ['paused', 'on']]);
    later(1);
    await ask('POST', without(await shown(), 'paused', 'on'));
    expect((await shown()).filter(([name]) => /^(less|paused)$/.test(name))).toEqual([['less', 'on']]);
  });

  it('takes the language, speaks it, writes in it whatever later events say, and undoes it', async () => {
    const { world, input, ask, shown, profile, undoOf, later } = await mailed();
    const chosen = [...without(await shown(), 'locale', 'en'), ['locale', 'ja'] as const];
    const saved = await ask('POST', chosen);
    expect(saved.html).toContain('配信設定を保存しました。');
    later(1);
    await world.ingest(busEvent('customer.updated', new Date(world.now).toISOString(), { customer: shopper }));
    await world.at('2026-03-02T10:30:00Z');
    expect((await profile()).wishes?.locale?.value).toBe('ja');
    expect((await ask('POST', undoOf(saved.html))).html).toContain('Your last change is undone.');
    expect((await profile()).wishes?.locale?.value).toBeUndefined();
    await ask('POST', chosen);
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent.map(({ senderName }) => senderName)).toEqual(['Demo Store', 'デモストア']);
  });

  it('asks for a channel only where there are two, and takes none that is not there', async () => {
    const one = await mailed();
    expect((await one.ask('GET')).html).not.toContain('name="channel"');
    const two = await mailed('en', { phone: '+819012345678' });
    expect((await two.ask('GET')).html).toContain('Text message (SMS)');
    await two.ask('POST', [...without(await two.shown(), 'channel', ''), ['channel', 'sms']]);
    expect((await two.profile()).wishes?.channel?.value).toBe('sms');
    await two.ask('POST', [...without(await two.shown(), 'channel', 'sms'), ['channel', 'pigeon']]);
    expect((await two.profile()).wishes?.channel?.value).toBe('sms');
  });

  it('offers to unsubscribe from all of it, by the page that takes one click', async () => {
    const { ask, world, shown } = await mailed();
    const { html } = await ask('GET');
    const token = /action="unsubscribe\?t=([^"]+)"/.exec(html)?.[1] ?? expect.fail('no way out');
    const ports = { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} };
    await manageConsent({ method: 'POST', token, language: undefined }, ports);
    expect(topicsIn(await shown())).toEqual(['surveys', 'order-updates']);
  });

  it('offers the opt-out alone, once the customer has another address', async () => {
    const { world, ask, known, profile, shown } = await mailed();
    const fields = await shown();
    await world.ingest(
      busEvent('customer.updated', '2026-03-02T14:00:00Z', { customer: { ...shopper, email: 'new@example.com' } }),
    );
    const before = [await known(), await profile()];
    const page = await ask('POST', [...without(fields, 'topic', 'offers'), ['locale', 'ja']]);
    expect(page.html).toContain('another address than the one we have');
    expect(page.html).toContain('action="unsubscribe?t=');
    expect(page.html).not.toContain('name="topic"');
    expect([await known(), await profile()]).toEqual(before);
  });

  it('says that nothing can be sent to an address that is closed', async () => {
    const { world, ask, ref } = await mailed();
    await world.stores.addresses.change(ref, (address) => suppress(address, { reason: 'bounce', at: world.now }));
    expect((await ask('GET')).html).toContain('we send nothing to it at present');
  });
});

describe('a link to the preference page', () => {
  it.each([
    ['nothing', () => undefined],
    ['another text', () => 'nonsense'],
    ['a changed one', (token: string) => token.replace('.email.', '.sms.')],
    ['one of another stage', (_token: string, foreign: string) => foreign],
    [
      'one of another page',
      (token: string, _foreign: string, keys: Keys) => keys.sign(token.split('.').slice(1, 5).join('.')),
    ],
  ])('explains kindly that %s is no link of ours, in the language of the browser', async (_what, change) => {
    const { ask, token, claim, known, keys } = await mailed();
    const before = await known();
    const other = new Keys('the-secret-of-another-stage-of-the-shop');
    const foreign = preferencesLink(claim, other, '').split('t=')[1] ?? '';
    const t = change(token, foreign, keys.current) ?? '';
    const page = await ask('POST', [['do', 'less']], t, 'ja,en;q=0.5');
    expect(page).toMatchObject({ status: 400, html: expect.stringContaining('このリンクはご利用いただけません。') });
    expect(await known()).toEqual(before);
  });

  it('is void once the key that signed it is retired', async () => {
    const { ask, keys, world } = await mailed();
    const pepper = 'a-secret-of-at-least-thirty-two-characters';
    const next = { id: '2', key: 'another-key-of-at-least-thirty-two-characters' };
    const secret = (until: number) => writeSecret({ pepper, linkKeys: [next, { id: '1', until }] });
    keys.current = new Keys(secret(world.now + minute), world.now);
    expect((await ask('GET')).status).toBe(200);
    keys.current = new Keys(secret(world.now - minute), world.now);
    expect((await ask('GET')).status).toBe(400);
  });

  it('undoes nothing that another link, or another stage, has changed', async () => {
    const { ask, shown, undoOf, token, known } = await mailed();
    const proof = undoOf((await ask('POST', without(await shown(), 'topic', 'offers'))).html);
    const other = await mailed();
    await other.ask('POST', without(await other.shown(), 'topic', 'offers'));
    const before = await known();
    expect(
      (
        await ask('POST', [
          ['do', 'undo'],
          ['undo', token],
        ])
      ).html,
    ).toContain('no longer be undone');
    expect(await known()).toEqual(before);
    expect((await ask('POST', proof)).html).toContain('is undone');
  });
});

describe('the preference page of an address that a guest has typed', () => {
  const phone = '+819012345678';
  const { id: _id, ...guest } = { ...shopper, phone };

  /** A guest of whom nothing is proven, whose links somebody opens at the typed phone or in the mailbox. */
  async function typed() {
    const world = new World().at(at);
    const tell = (time: string, customer: object) =>
      world.at(time).ingest(busEvent('customer.updated', time, { customer }));
    const input = await world.enter('cart-journey', busEvent('cart.updated', at, { customer: guest }));
    const choose = async (channel: 'email' | 'sms', wish: { readonly locale?: string; readonly channel?: string }) => {
      const address = channel === 'sms' ? world.keys.hash('phone', phone) : world.keys.hash('email', shopper.email);
      const claim = { customer: input.customer, channel, locale: 'en', address } as const;
      const token = new URL(preferencesLink(claim, world.keys, 'https://l.example')).searchParams.get('t') ?? '';
      const ports = { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} };
      const shown = await managePreferences({ method: 'GET', token, language: undefined, form: undefined }, ports);
      const fields = fieldsOf(shown.html).filter(([name]) => !Object.hasOwn(wish, name));
      const body = new URLSearchParams([...fields, ...Object.entries(wish)]).toString(); // also what the page does not offer
      const form = readPreferencesForm({ body, isBase64Encoded: false });
      await managePreferences({ method: 'POST', token, language: undefined, form }, ports);
      return shown.html;
    };
    const wishes = async () => {
      const { profile } = (await world.stores.customers.load(input.customer)) ?? expect.fail('nobody is known');
      return { locale: wishOf(profile, 'locale')?.value, channel: wishOf(profile, 'channel')?.value };
    };
    return { world, tell, choose, wishes };
  }

  it('sets language and channel for the guest, and for nobody once an account turns out to be theirs without that phone', async () => {
    const { tell, choose, wishes } = await typed();
    await choose('sms', { channel: 'sms', locale: 'ja' });
    expect(await wishes()).toEqual({ channel: 'sms', locale: 'ja' });
    await tell('2026-03-02T12:00:00Z', { id: 'account', email: shopper.email, verified: ['email'] });
    expect(await wishes()).toEqual({});
  });

  it('keeps what was chosen in the mailbox that turns out to be theirs', async () => {
    const { tell, choose, wishes } = await typed();
    await choose('email', { channel: 'sms' });
    await tell('2026-03-02T12:00:00Z', { id: 'account', email: shopper.email, verified: ['email'] });
    expect((await wishes()).channel).toBe('sms');
  });

  it('keeps what was chosen at the phone until that is proven to be theirs, in whatever order the proofs come', async () => {
    const proofs = [
      ['2026-03-02T12:00:00Z', { id: 'account', email: shopper.email, verified: ['email'] }],
      ['2026-03-02T13:00:00Z', { id: 'account', email: shopper.email, phone, verified: ['phone'] }],
    ] as const;
    for (const order of [proofs, proofs.toReversed()]) {
      const { tell, choose, wishes } = await typed();
      await choose('sms', { channel: 'sms', locale: 'ja' });
      for (const [time, customer] of order) await tell(time, customer);
      expect(await wishes()).toEqual({ channel: 'sms', locale: 'ja' });
      await tell('2026-03-02T14:00:00Z', { id: 'account', phone: '+819087654321', verified: ['phone'] });
      expect(await wishes()).toEqual({ channel: 'sms', locale: 'ja' }); // the customer's own by now
    }
  });

  it('forgets what was chosen at a phone once another is theirs', async () => {
    const { tell, choose, wishes } = await typed();
    await choose('sms', { channel: 'sms' });
    await tell('2026-03-02T12:00:00Z', {
      id: 'account',
      email: shopper.email,
      phone: '+819087654321',
      verified: ['email', 'phone'],
    });
    await tell('2026-03-02T13:00:00Z', { id: 'account', phone, verified: ['phone'] });
    expect(await wishes()).toEqual({});
  });

  it('keeps the choice of the mailbox’s owner, whatever is chosen at the typed phone before it is proven', async () => {
    const { world, tell, choose, wishes } = await typed();
    await choose('email', { locale: 'ja' });
    world.now += minute;
    await choose('sms', { locale: 'en' });
    expect(await wishes()).toEqual({ locale: 'en' });
    await tell('2026-03-02T12:00:00Z', { email: shopper.email, verified: ['email'] });
    expect(await wishes()).toEqual({ locale: 'ja' });
  });

  it('sets nothing for a customer whose mailbox is proven, and offers no choice', async () => {
    const { tell, choose, wishes } = await typed();
    await tell('2026-03-02T12:00:00Z', { email: shopper.email, verified: ['email'] });
    const page = await choose('sms', { channel: 'sms', locale: 'ja' });
    expect(page).not.toContain('name="channel"');
    expect(page).not.toContain('name="locale"');
    expect(await wishes()).toEqual({});
  });
});
